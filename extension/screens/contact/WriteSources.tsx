/** Underneath a draft: each thing that it claims, with the words it was taken from, where they stand and of when. product.md 5.3. */
import type { Claim } from '@wellmet/shared/drafts/draft';
import type { Source } from '@wellmet/shared/drafts/known';
import { engagementNames } from '../../i18n/engagement.ts';
import { whereItStands } from '../../i18n/insight.ts';
import { when } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';

export function WriteSources({ claims, isEdited }: { claims: Claim[]; isEdited: boolean }) {
  const { t } = useWords();
  return (
    <section className="write-sources" aria-labelledby="sources">
      <h3 id="sources">{t('write.sources')}</h3>
      {claims.length === 0 && <p className="soft">{t('write.noClaims')}</p>}
      <ul>
        {claims.map(({ text, evidence }) => (
          <li key={text}>
            <p dir="auto">{text}</p>
            <ul>
              {evidence.map((source, place) => (
                <SourceLine key={place} source={source} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {isEdited && <p className="fine">{t('write.ownWords')}</p>}
    </section>
  );
}

function SourceLine({ source }: { source: Source }) {
  const { t, language } = useWords();
  const now = useNow();
  if (source.from === 'engagement') {
    // Noon: the day is the member's own.
    const done = when(`${source.day}T12:00:00`, t, language, now);
    return <li className="fine">{t('facts.withDetail', { text: t(engagementNames[source.what]), detail: done })}</li>;
  }
  const where =
    source.from === 'page'
      ? whereItStands(source, t, language)
      : t('contact.correctedBy', { by: source.by, when: when(source.at, t, language, now) });
  return (
    <li className="fine">
      <q dir="auto">{t('quoted', { text: source.quote })}</q> <span>{where}</span>
    </li>
  );
}
