/** What is wrong with a file, a mapping or a row, in the user's language. What a later server tells that is not known here is shown as it is. */
import type { PoolImport } from '@wellmet/shared/pool';
import { goesOn, importFaults, knownAgain, providerFaults, rowProblems } from '@wellmet/shared/poolProblems';
import { troubleInWords } from '../../i18n/problem.ts';
import type { T } from '../../i18n/words.ts';
import type { Trouble } from '../../messages.ts';
import { fieldNames } from './names.ts';

export function faultInWords(told: string, t: T): string {
  const ofFile = knownAgain(importFaults, told);
  const fault = ofFile ?? knownAgain(providerFaults, told);
  if (!fault) return told;
  const words = ofFile
    ? t(`pool.fault.${ofFile.name}`, ofFile.numbers)
    : t(`pool.fault.provider.${fault.name as keyof typeof providerFaults}`);
  return fault.rest.endsWith(goesOn.provider) ? `${words} ${t('pool.fault.goesOn')}` : words;
}

function rowInWords(told: string, t: T): string {
  const problem = knownAgain(rowProblems, told);
  return problem ? t(`pool.row.${problem.name}`, problem.numbers) : told;
}

type RowProblem = PoolImport['badRows'][number];

/** Where it is, and what is wrong there. */
export function problemOfRow({ line, field, problem }: RowProblem, t: T): { field: string | undefined; where: string; what: string } {
  // That there is none is said of the row.
  const named = field === undefined || problem.startsWith('has no ') ? undefined : t(fieldNames[field]);
  return {
    field: named,
    where: named === undefined ? t('pool.line', { line }) : t('pool.lineField', { line, field: named }),
    what: rowInWords(problem, t),
  };
}

/** Why a file was not taken: as the server says it of the file, where it does. */
export function fileTroubleInWords(trouble: Trouble, t: T): string {
  if (trouble.trouble === 'unreachable') return t('unreachable.says');
  const told = trouble.trouble === 'refused' && trouble.problem.code === 'invalid-request' ? trouble.problem.detail : undefined;
  return told === undefined ? troubleInWords(trouble, t) : faultInWords(told, t);
}
