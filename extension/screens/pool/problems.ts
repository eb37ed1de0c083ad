/** What is wrong with a file, a mapping or a row, in the user's language: the server tells it in English, for programs and logs. What it tells that is not known here is shown as it is. */
import type { PoolImport } from '@wellmet/shared/pool';
import { troubleInWords } from '../../i18n/problem.ts';
import type { Key, T } from '../../i18n/words.ts';
import type { Trouble } from '../../messages.ts';
import { fieldNames } from './names.ts';

/** Of a file, a mapping or a provider, by how the server begins to say it: server/src/pool/{file,mapping,import,pools}.ts, server/src/provider/fetch.ts. */
const faults: readonly (readonly [RegExp, Key])[] = [
  [/^No column is the name/, 'pool.fault.name'],
  [/^No column says who/, 'pool.fault.who'],
  [/^A field is mapped twice/, 'pool.fault.twice'],
  [/^The file is empty/, 'pool.fault.empty'],
  [/^Zip archives and workbooks/, 'pool.fault.zip'],
  [/^An archive within an archive/, 'pool.fault.nested'],
  [/^JSON is taken as one object a line/, 'pool.fault.list'],
  [/^The archive becomes far larger/, 'pool.fault.bomb'],
  [/^The archive is damaged/, 'pool.fault.damaged'],
  [/^The head of the table cannot be read/, 'pool.fault.head'],
  [/^The first lines are no JSON/, 'pool.fault.noLines'],
  [/^Nothing more came of the file/, 'pool.fault.still'],
  [/^The file broke off/, 'pool.fault.brokeOff'],
  [/^The server (?:could not go on|ended)/, 'pool.fault.server'],
  [/^The server stopped/, 'pool.fault.stopped'],
  [/^The provider’s address leads/, 'pool.fault.provider.address'],
  [/^The provider did not send a page/, 'pool.fault.provider.late'],
  [/^The provider cannot be reached/, 'pool.fault.provider.away'],
  [/^The provider refused/, 'pool.fault.provider.refused'],
  [/^The provider is busy/, 'pool.fault.provider.busy'],
  [/^What the provider sent is no page/, 'pool.fault.provider.unusable'],
  [/^The key cannot be read/, 'pool.fault.provider.key'],
  [/^The provider was set anew/, 'pool.fault.provider.anew'],
  [/^The provider has more than/, 'pool.fault.provider.pages'],
];

/** Of a row: server/src/pool/{file,normalise,write}.ts. */
const rows: readonly (readonly [RegExp, Key])[] = [
  [/^has no name$/, 'pool.row.noName'],
  [/^has nothing to know the person by$/, 'pool.row.nobody'],
  [/^is no address of a profile$/, 'pool.row.noProfile'],
  [/^is no member id$/, 'pool.row.noMember'],
  [/^is another member than/, 'pool.row.otherMember'],
  [/^is no e-mail address$/, 'pool.row.noEmail'],
  [/^is no country/, 'pool.row.noCountry'],
  [/^is no date/, 'pool.row.noDate'],
  [/^is in the future$/, 'pool.row.future'],
  [/^has (?:bytes that are|a character that is) no text$/, 'pool.row.noText'],
  [/^(?:is too long|has a (?:cell|value) that is too long)/, 'pool.row.tooLong'],
  [/^has more than \d+ cells$/, 'pool.row.manyCells'],
  [/^is no JSON object$/, 'pool.row.noObject'],
  [/^has identifiers of two people/, 'pool.row.two'],
];

const among = (list: readonly (readonly [RegExp, Key])[], told: string, t: T): string | undefined => {
  const key = list.find(([said]) => said.test(told))?.[1];
  return key && t(key);
};

export function faultInWords(told: string, t: T): string {
  const fault = among(faults, told, t);
  if (fault === undefined) return told;
  return told.endsWith('the next fetch goes on behind it.') ? `${fault} ${t('pool.fault.goesOn')}` : fault;
}

function rowInWords(told: string, t: T): string {
  const [, most] = /^is longer than (\d+) characters$/.exec(told) ?? [];
  if (most !== undefined) return t('pool.row.long', { most });
  const [, cells, columns] = /^has (\d+) cells where the head has (\d+)$/.exec(told) ?? [];
  if (cells !== undefined && columns !== undefined) return t('pool.row.cells', { cells, columns });
  return among(rows, told, t) ?? told;
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
