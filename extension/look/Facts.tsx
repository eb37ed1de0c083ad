import { useId, useState, type ReactElement, type ReactNode } from 'react';
import type { Evidence } from '@wellmet/shared/insight';
import type { Said, SeenFact } from '@wellmet/shared/seen';
import { TextQuote } from 'lucide-react';
import { useWords } from '../i18n/words.ts';
import { factInWords, factTitles, whereItStands } from '../i18n/insight.ts';
import { when } from '../i18n/time.ts';
import { useNow } from './useNow.ts';

interface FactsProps {
  facts: readonly SeenFact[];
  /** Ways to correct a fact, where there are any: beside it, and in its place while it is corrected. */
  line?: (fact: SeenFact) => { beside: ReactNode; instead: ReactElement | null };
  children?: ReactNode;
}

/** A definition list; each fact can show the words it was taken from, or whose word it is. product.md 5.3. */
export function Facts({ facts, line, children }: FactsProps) {
  const { t } = useWords();
  const kinds = [...new Set(facts.map(({ kind }) => kind))];
  return (
    <section>
      <h3>{t('facts.title')}</h3>
      {facts.length === 0 && <p className="soft">{t('facts.none')}</p>}
      <dl className="facts">
        {kinds.map((kind) => (
          <div key={kind} className="fact">
            <dt>{t(factTitles[kind])}</dt>
            {facts
              .filter((fact) => fact.kind === kind)
              .map((fact, place) => (
                <FactLine key={place} fact={fact} {...line?.(fact)} />
              ))}
          </div>
        ))}
      </dl>
      {children}
    </section>
  );
}

function FactLine({ fact, beside, instead }: { fact: SeenFact; beside?: ReactNode; instead?: ReactElement | null }) {
  const { t, language } = useWords();
  return <dd>{instead ?? <Sourced words={factInWords(fact, t, language)} evidence={fact.evidence} said={fact.said} beside={beside} />}</dd>;
}

interface SourcedProps {
  words: string;
  evidence: Evidence | undefined;
  said?: Said | undefined;
  beside?: ReactNode;
}

/** A statement that shows the words it was taken from when asked, or says whose word it is. */
export function Sourced({ words, evidence, said, beside }: SourcedProps) {
  const { t, language } = useWords();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <div className="fact-line">
        <span dir="auto">{words}</span>
        {beside}
        {evidence && (
          <button
            type="button"
            className="icon-button source"
            aria-label={t('facts.source', { fact: words })}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            <TextQuote size={14} aria-hidden="true" />
          </button>
        )}
      </div>
      {said && <p className="said">{t('facts.saidBy', { by: said.by, when: when(said.at, t, language, now) })}</p>}
      {evidence && (
        <figure id={id} className="evidence" hidden={!open}>
          <figcaption>{whereItStands(evidence, t, language)}</figcaption>
          <blockquote dir="auto">{t('quoted', { text: evidence.quote })}</blockquote>
        </figure>
      )}
    </>
  );
}
