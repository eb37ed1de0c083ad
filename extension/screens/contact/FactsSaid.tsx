/** The facts with the ways to correct and hide them. */
import { useEffect, useRef, useState } from 'react';
import { Pencil } from 'lucide-react';
import { jobFunctions, seniorities } from '@wellmet/shared/insight';
import { partOfFact, type SeenFact, type SeenInsights } from '@wellmet/shared/seen';
import { factInWords, factTitles } from '../../i18n/insight.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Facts } from '../../look/Facts.tsx';
import { EditLine } from '../app/EditLine.tsx';
import { Hidden, Hide, type Say } from './saying.tsx';

type Correctable = 'role' | 'seniority' | 'function';
const partOf: Record<Correctable, string> = { role: 'role.title', seniority: 'role.seniority', function: 'role.function' };
const isCorrectable = (kind: SeenFact['kind']): kind is Correctable => kind in partOf;
const choices: Record<Exclude<Correctable, 'role'>, readonly { value: string; name: Key }[]> = {
  seniority: seniorities.map((value) => ({ value, name: `seniority.${value}` as const })),
  function: jobFunctions.map((value) => ({ value, name: `function.${value}` as const })),
};

export function FactsSaid({ facts, hidden, say }: Pick<SeenInsights, 'facts' | 'hidden'> & { say: Say }) {
  const { t, language } = useWords();
  const [correcting, setCorrecting] = useState<Correctable>();
  const opened = useRef<Correctable>(undefined);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever corrected by the keyboard goes on where they were.
    if (correcting === undefined && opened.current) list.current?.querySelector<HTMLElement>(`[data-part="${opened.current}"]`)?.focus();
    opened.current = correcting;
  }, [correcting]);

  function line(fact: SeenFact) {
    const words = factInWords(fact, t, language);
    const { kind, said } = fact;
    if (!isCorrectable(kind)) return { beside: <Hide what={words} onHide={() => say({ [partOfFact(fact)]: 'hidden' })} />, instead: null };
    const label = t('contact.correct', { field: t(factTitles[kind]) });
    return {
      instead: kind === correcting ? <Correcting fact={fact} kind={kind} say={say} onClose={() => setCorrecting(undefined)} /> : null,
      beside: (
        <>
          {said && (
            <button
              type="button"
              className="link"
              aria-label={t('contact.backFor', { field: t(factTitles[kind]) })}
              onClick={() => say({ [partOf[kind]]: null })}
            >
              {t('contact.back')}
            </button>
          )}
          <button
            type="button"
            className="icon-button source part-act"
            data-part={kind}
            aria-label={label}
            title={label}
            onClick={() => setCorrecting(kind)}
          >
            <Pencil size={13} aria-hidden="true" />
          </button>
          <Hide what={words} onHide={() => say({ [partOfFact(fact)]: 'hidden' })} />
        </>
      ),
    };
  }

  return (
    <div ref={list}>
      <Facts facts={facts} line={line}>
        <Hidden all={hidden.facts.map((fact) => ({ what: factInWords(fact, t, language), part: partOfFact(fact) }))} say={say} />
      </Facts>
    </div>
  );
}

interface CorrectingProps {
  fact: SeenFact;
  kind: Correctable;
  say: Say;
  onClose: () => void;
}

function Correcting({ fact, kind, say, onClose }: CorrectingProps) {
  const { t } = useWords();
  const self = useRef<HTMLSelectElement>(null);
  useEffect(() => self.current?.focus(), []);
  const set = (value: string) => {
    // What the page says anyway is no correction.
    const isPage = valueOf(fact.said ? fact.page : fact) === value;
    say({ [partOf[kind]]: isPage ? null : value });
    onClose();
  };
  const value = valueOf(fact) ?? '';
  const label = t(factTitles[kind]);
  if (kind === 'role') return <EditLine label={label} value={value} maxLength={400} onSave={set} onClose={onClose} />;
  return (
    <select
      ref={self}
      className="part-choice"
      aria-label={label}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      onBlur={onClose}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      {choices[kind].map((choice) => (
        <option key={choice.value} value={choice.value}>
          {t(choice.name)}
        </option>
      ))}
    </select>
  );
}

function valueOf(fact: Pick<SeenFact, 'kind'> | undefined): string | undefined {
  if (!fact) return undefined;
  const { title, seniority, function: work } = fact as { title?: string; seniority?: string; function?: string };
  return title ?? seniority ?? work;
}
