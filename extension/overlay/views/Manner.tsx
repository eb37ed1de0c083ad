/** How somebody writes and about what, in a few lines: each with words it rests on, the rest in the app. product.md 5.2, 5.3. */
import type { SeenAxis, SeenInsights, SeenStyle } from '@wellmet/shared/seen';
import { useWords } from '../../i18n/words.ts';
import { Sourced } from '../../look/Facts.tsx';

export function Manner({ style, topics = [] }: Pick<SeenInsights, 'style' | 'topics'>) {
  const { t } = useWords();
  return (
    <>
      {topics.length > 0 && (
        <section>
          <h3>{t('topics.title')}</h3>
          {topics.map(({ topic, evidence }) => (
            <Sourced key={topic} words={t(`topic.${topic}`)} evidence={evidence} />
          ))}
        </section>
      )}
      {style && (
        <section>
          <h3>{t('style.title')}</h3>
          <StyleLines style={style} />
        </section>
      )}
    </>
  );
}

function StyleLines({ style }: { style: SeenStyle }) {
  const { t, language } = useWords();
  if (style.outcome !== 'read')
    return <p className="soft">{t(style.outcome === 'otherLanguage' ? 'style.otherLanguage' : 'style.notEnoughText')}</p>;
  return (
    <>
      {[style.boldness, style.focus].map((axis, place) => (
        <AxisLine key={place} axis={axis} />
      ))}
      {style.words && <p className="meta">{t('style.trust', { words: style.words.toLocaleString(language) })}</p>}
    </>
  );
}

function AxisLine({ axis: { side, strength, cues, said } }: { axis: SeenAxis }) {
  const { t } = useWords();
  const name = t(`side.${side}`);
  return (
    <Sourced
      words={strength ? t(`strength.${strength}`, { side: name }) : name}
      evidence={said ? undefined : cues.find((cue) => cue.side === side)?.evidence}
      said={said}
    />
  );
}
