/** What somebody writes about, most first; each with the words it was taken from. product.md 5.3. */
import type { Topic } from '@wellmet/shared/insight';
import { partOfTopic } from '@wellmet/shared/seen';
import { whereItStands } from '../../i18n/insight.ts';
import { useWords } from '../../i18n/words.ts';
import { Hidden, Hide, type Say } from './saying.tsx';

interface TopicsProps {
  topics: readonly Topic[];
  hidden: readonly Topic[];
  say: Say;
}

export function Topics({ topics, hidden, say }: TopicsProps) {
  const { t, language } = useWords();
  return (
    <section>
      <h3>{t('topics.title')}</h3>
      {topics.length === 0 ? (
        <p className="soft">{t('topics.none')}</p>
      ) : (
        <ul className="topics">
          {topics.map((one) => (
            <li key={one.topic}>
              <div className="hook-line">
                <p className="hook">{t(`topic.${one.topic}`)}</p>
                <Hide what={t(`topic.${one.topic}`)} onHide={() => say({ [partOfTopic(one)]: 'hidden' })} />
              </div>
              <blockquote dir="auto">{t('quoted', { text: one.evidence.quote })}</blockquote>
              <p className="meta">{whereItStands(one.evidence, t, language)}</p>
            </li>
          ))}
        </ul>
      )}
      <Hidden all={hidden.map((one) => ({ what: t(`topic.${one.topic}`), part: partOfTopic(one) }))} say={say} />
    </section>
  );
}
