/** How somebody writes, as far as their own words say it: two axes, what follows for who writes to them, and how little that is. product.md 5.2. */
import { useId, useState } from 'react';
import { TextQuote } from 'lucide-react';
import type { Style, StyleCue } from '@wellmet/shared/insight';
import { whereItStands } from '../../i18n/insight.ts';
import { useWords, type Key } from '../../i18n/words.ts';

type Read = Extract<Style, { outcome: 'read' }>;
type Axis = Read['boldness'] | Read['focus'];
type Advice = Read['toDo'][number] | Read['toAvoid'][number];

const ends = { boldness: ['style.boldEnd', 'style.calmEnd'], focus: ['style.peopleEnd', 'style.taskEnd'] } as const;

const sideNames: Record<Axis['side'], Key> = {
  bold: 'style.bold',
  calm: 'style.calm',
  people: 'style.people',
  task: 'style.task',
  unclear: 'style.unclear',
};

const quadrantNames: Record<NonNullable<Read['quadrant']>, Key> = {
  dominance: 'style.dominance',
  influence: 'style.influence',
  steadiness: 'style.steadiness',
  conscientiousness: 'style.conscientiousness',
};

const adviceNames: Record<Advice, Key> = {
  beginWithThePoint: 'style.beginWithThePoint',
  proposeOneStep: 'style.proposeOneStep',
  leaveTimeToThink: 'style.leaveTimeToThink',
  explainTheWay: 'style.explainTheWay',
  beginWithThePerson: 'style.beginWithThePerson',
  askForTheirView: 'style.askForTheirView',
  nameTheResult: 'style.nameTheResult',
  giveFigures: 'style.giveFigures',
  longOpening: 'style.longOpening',
  manyOptions: 'style.manyOptions',
  pressure: 'style.pressure',
  bigWords: 'style.bigWords',
  figuresAlone: 'style.figuresAlone',
  coldTone: 'style.coldTone',
  smallTalk: 'style.smallTalk',
  vagueness: 'style.vagueness',
};

export function StyleCard({ style }: { style: Style }) {
  const { t } = useWords();
  return (
    <section>
      <h3>{t('style.title')}</h3>
      {style.outcome === 'read' ? (
        <StyleRead style={style} />
      ) : style.outcome === 'notEnoughText' ? (
        <>
          <p>{t('style.notEnough')}</p>
          <p className="soft">{t('style.notEnoughMore', { count: style.words })}</p>
        </>
      ) : (
        <p className="soft">{t('style.otherLanguage')}</p>
      )}
    </section>
  );
}

function StyleRead({ style }: { style: Read }) {
  const { t, language } = useWords();
  return (
    <>
      <AxisLine axis={style.boldness} name="boldness" />
      <AxisLine axis={style.focus} name="focus" />
      {style.quadrant && <p>{t('style.together', { name: t(quadrantNames[style.quadrant]) })}</p>}
      {style.toDo.length > 0 && (
        <div className="advice">
          <Advices title={t('style.toDo')} all={style.toDo} />
          <Advices title={t('style.toAvoid')} all={style.toAvoid} />
        </div>
      )}
      <p className="fine">{t('style.trust', { words: style.words.toLocaleString(language) })}</p>
    </>
  );
}

/** The place on the scale between the ends: medium, low, unclear, low, medium. */
function placeOf({ side, strength }: Axis): number {
  if (side === 'unclear') return 2;
  const away = strength === 'medium' ? 2 : 1;
  return side === 'bold' || side === 'people' ? 2 - away : 2 + away;
}

function AxisLine({ axis, name }: { axis: Axis; name: keyof typeof ends }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const side = t(sideNames[axis.side]);
  const strength = axis.strength && t(axis.strength === 'low' ? 'style.low' : 'style.medium', { side });
  const place = placeOf(axis);
  const [one, other] = ends[name];
  return (
    <div>
      {/* The line below says the same in words. */}
      <div className="axis" aria-hidden="true">
        <span>{t(one)}</span>
        {[0, 1, 2, 3, 4].map((step) => (
          <i key={step} className={step === place ? 'here' : ''} />
        ))}
        <span>{t(other)}</span>
      </div>
      <div className="fact-line">
        <span>{strength ?? side}</span>
        {axis.cues.length > 0 && (
          <button
            type="button"
            className="icon-button source"
            aria-label={t('style.source', { side })}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            <TextQuote size={14} aria-hidden="true" />
          </button>
        )}
      </div>
      <div id={id} className="evidence" hidden={!isOpen}>
        <Cues axis={axis} />
      </div>
    </div>
  );
}

const cuesShown = 12;

function Cues({ axis }: { axis: Axis }) {
  const { t, language } = useWords();
  const more = axis.cues.length - cuesShown;
  // What speaks for the other side says so.
  const where = ({ side, evidence }: StyleCue): string =>
    [...(side === axis.side ? [] : [t(sideNames[side])]), whereItStands(evidence, t, language)].join(' · ');
  return (
    <>
      {axis.cues.slice(0, cuesShown).map((cue, place) => (
        <figure key={place}>
          <blockquote dir="auto">{t('quoted', { text: cue.evidence.quote })}</blockquote>
          <figcaption>{where(cue)}</figcaption>
        </figure>
      ))}
      {more > 0 && <p>{t('style.more', { count: more })}</p>}
    </>
  );
}

function Advices({ title, all }: { title: string; all: readonly Advice[] }) {
  const { t } = useWords();
  return (
    <div>
      <h4>{title}</h4>
      <ul>
        {all.map((advice) => (
          <li key={advice}>{t(adviceNames[advice])}</li>
        ))}
      </ul>
    </div>
  );
}
