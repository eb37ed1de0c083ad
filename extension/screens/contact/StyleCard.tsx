/** How somebody writes, as far as their own words say it: two axes, what follows for who writes to them, and how little that is. product.md 5.2. */
import { useId, useState } from 'react';
import { Pencil, TextQuote } from 'lucide-react';
import type { StyleCue } from '@wellmet/shared/insight';
import { adviceFor, type SeenAxis, type SeenInsights, type SeenStyleRead } from '@wellmet/shared/seen';
import { whereItStands } from '../../i18n/insight.ts';
import { when } from '../../i18n/time.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';
import { Hide, type Say } from './saying.tsx';

type Read = SeenStyleRead;
type Axis = SeenAxis;
type Advice = ReturnType<typeof adviceFor>['toDo' | 'toAvoid'][number];

const ends = { boldness: ['style.boldEnd', 'style.calmEnd'], focus: ['style.peopleEnd', 'style.taskEnd'] } as const;

const quadrantNames: Record<NonNullable<ReturnType<typeof adviceFor>['quadrant']>, Key> = {
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

interface StyleCardProps extends Pick<SeenInsights, 'style' | 'isStyleHidden'> {
  say: Say;
}

/** Hidden, it stays as a line: it can be brought back. */
export function StyleCard({ style, isStyleHidden, say }: StyleCardProps) {
  const { t } = useWords();
  const [isSaying, setSaying] = useState(false);
  if (!style && !isStyleHidden) return null;
  const isShort = style !== undefined && style.outcome !== 'read';
  return (
    <section>
      <div className="hook-line">
        <h3>{t('style.title')}</h3>
        {style && <Hide what={t('style.title')} onHide={() => say({ style: 'hidden' })} />}
      </div>
      {isStyleHidden && (
        <p className="fine">
          {t('parts.styleHidden')}{' '}
          <button
            type="button"
            className="link"
            aria-label={t('parts.backFor', { what: t('style.title') })}
            onClick={() => say({ style: null })}
          >
            {t('parts.back')}
          </button>
        </p>
      )}
      {style?.outcome === 'read' && <StyleRead style={style} say={say} />}
      {style?.outcome === 'notEnoughText' && (
        <>
          <p>{t('style.notEnoughText')}</p>
          <p className="soft">{t('style.notEnoughMore', { count: style.words })}</p>
        </>
      )}
      {style?.outcome === 'otherLanguage' && <p className="soft">{t('style.otherLanguage')}</p>}
      {isShort && (
        <p className="fine">
          {t('parts.knowThem')}{' '}
          <button type="button" className="link" aria-expanded={isSaying} onClick={() => setSaying(!isSaying)}>
            {t('parts.sayIt')}
          </button>
        </p>
      )}
      {isShort && isSaying && (
        <>
          <Sides name="boldness" side={undefined} say={say} />
          <Sides name="focus" side={undefined} say={say} />
        </>
      )}
    </section>
  );
}

function StyleRead({ style, say }: { style: Read; say: Say }) {
  const { t, language } = useWords();
  const { quadrant, toDo, toAvoid } = adviceFor(style.boldness.side, style.focus.side);
  return (
    <>
      <AxisLine axis={style.boldness} name="boldness" say={say} />
      <AxisLine axis={style.focus} name="focus" say={say} />
      {quadrant && <p>{t('style.together', { name: t(quadrantNames[quadrant]) })}</p>}
      {toDo.length > 0 && (
        <div className="advice">
          <Advices title={t('style.toDo')} all={toDo} />
          <Advices title={t('style.toAvoid')} all={toAvoid} />
        </div>
      )}
      {style.words !== undefined && <p className="fine">{t('style.trust', { words: style.words.toLocaleString(language) })}</p>}
    </>
  );
}

const sides = { boldness: ['bold', 'unclear', 'calm'], focus: ['people', 'unclear', 'task'] } as const;
const axisNames = { boldness: 'parts.boldness', focus: 'parts.focus' } as const;

/** What a member says of an axis, as they know the person. */
function Sides({ name, side, say }: { name: keyof typeof ends; side: Axis['side'] | undefined; say: Say }) {
  const { t } = useWords();
  return (
    <fieldset className="tabs sides" aria-label={t(axisNames[name])}>
      {sides[name].map((one) => (
        <button key={one} type="button" aria-pressed={one === side} onClick={() => say({ [`style.${name}`]: one })}>
          {t(`side.${one}`)}
        </button>
      ))}
    </fieldset>
  );
}

/** The place on the scale between the ends: medium or a member's word, low, unclear, low, medium. */
function placeOf({ side, strength }: Axis): number {
  if (side === 'unclear') return 2;
  const away = strength === 'low' ? 1 : 2;
  return side === 'bold' || side === 'people' ? 2 - away : 2 + away;
}

function AxisLine({ axis, name, say }: { axis: Axis; name: keyof typeof ends; say: Say }) {
  const { t, language } = useWords();
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  const [isSaying, setSaying] = useState(false);
  const id = useId();
  const side = t(`side.${axis.side}`);
  const strength = axis.strength && t(`strength.${axis.strength}`, { side });
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
        <button
          type="button"
          className="icon-button source part-act"
          aria-label={t('contact.correct', { field: t(axisNames[name]) })}
          title={t('contact.correct', { field: t(axisNames[name]) })}
          aria-expanded={isSaying}
          onClick={() => setSaying(!isSaying)}
        >
          <Pencil size={13} aria-hidden="true" />
        </button>
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
      {axis.said && (
        <p className="said">
          {t('facts.saidBy', { by: axis.said.by, when: when(axis.said.at, t, language, now) })}{' '}
          <button
            type="button"
            className="link"
            aria-label={t('contact.backFor', { field: t(axisNames[name]) })}
            onClick={() => say({ [`style.${name}`]: null })}
          >
            {t('contact.back')}
          </button>
        </p>
      )}
      {isSaying && <Sides name={name} side={axis.side} say={say} />}
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
    [...(side === axis.side ? [] : [t(`side.${side}`)]), whereItStands(evidence, t, language)].join(' · ');
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
