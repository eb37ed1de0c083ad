import { useId, useState } from 'react';
import type { Fact } from '@wellmet/shared/insight';
import { TextQuote } from 'lucide-react';
import { useWords } from '../i18n/words.ts';
import { factInWords, factTitles, whereItStands } from '../i18n/insight.ts';

/** A definition list; each fact can show the words it was taken from. product.md 5.3. */
export function Facts({ facts }: { facts: Fact[] }) {
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
                <FactLine key={place} fact={fact} />
              ))}
          </div>
        ))}
      </dl>
    </section>
  );
}

function FactLine({ fact }: { fact: Fact }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const id = useId();
  const words = factInWords(fact, t, language);
  return (
    <dd>
      <div className="fact-line">
        <span dir="auto">{words}</span>
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
      </div>
      <figure id={id} className="evidence" hidden={!open}>
        <figcaption>{whereItStands(fact.evidence, t, language)}</figcaption>
        <blockquote dir="auto">{t('quoted', { text: fact.evidence.quote })}</blockquote>
      </figure>
    </dd>
  );
}
