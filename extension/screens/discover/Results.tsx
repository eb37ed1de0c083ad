/** Who was found, and what can be done with several of them; or why there is nobody, and what would help. */
import { useEffect, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { Facets, FoundPerson, PoolCount } from '@wellmet/shared/discover';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { isTrouble, sendMessage } from '../../messages.ts';
import { addressOf } from '../app/route.ts';
import { asked } from '../campaigns/doing.ts';
import { useMayFeed } from '../pool/mayFeed.ts';
import { AddFound } from './AddFound.tsx';
import {
  choose,
  keyOf,
  look,
  lookFor,
  lookFurther,
  looking,
  mayBeChosen,
  mostChosen,
  narrow,
  noFacets,
  wantedOf,
  weigh,
} from './looking.ts';
import { facetNames, signalNames } from './names.ts';
import { PersonCard } from './PersonCard.tsx';
import { countInWords } from './Profiles.tsx';

export function Results() {
  const { t } = useWords();
  const { answer, trouble, question, answered, more } = useStore(looking);
  const isAsking = question === undefined || question !== answered;
  useEffect(() => {
    if (looking.getState().question === undefined) void look();
  }, []);
  return (
    <section className="discover-results" aria-label={t('discover.results')} aria-busy={isAsking}>
      <div className="discover-count">
        <output>{isAsking ? t('discover.looking') : answer && !answer.isPoolEmpty ? countInWords(answer.total, t) : ''}</output>
        <Muted />
      </div>
      {trouble ? (
        <div className="empty" role="alert">
          <p>{trouble.trouble === 'unreachable' ? t('discover.needsServer') : troubleInWords(trouble, t)}</p>
          {trouble.trouble === 'unreachable' && <p className="soft">{t('discover.needsServerMore')}</p>}
          <button type="button" className="link" aria-disabled={isAsking} onClick={() => void look()}>
            {t('panel.tryAgain')}
          </button>
        </div>
      ) : !answer ? (
        <Coming />
      ) : answer.isPoolEmpty ? (
        <PoolEmpty />
      ) : answer.people.length === 0 && answer.next === undefined ? (
        <Nobody key={answered} />
      ) : (
        <div className="discover-found" data-behind={isAsking}>
          <Bar people={answer.people} />
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its boxes are what the keys go to */}
          <ul className="found-list" onKeyDown={(event) => press(event, answer.people)}>
            {answer.people.map((person) => (
              <PersonCard key={keyOf(person)} person={person} />
            ))}
          </ul>
          {more.trouble && (
            <p className="line" role="alert">
              {t('discover.moreFailed')} {more.trouble.trouble === 'unreachable' ? t('unreachable.says') : troubleInWords(more.trouble, t)}
            </p>
          )}
          {answer.next !== undefined && (
            <Button kind="quiet" aria-disabled={more.isAsking || isAsking} onClick={() => void lookFurther()}>
              {t('discover.more')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** What was muted on a card, and the way back. */
function Muted() {
  const { t } = useWords();
  const muted = useStore(looking, (state) => state.muted);
  return (
    <div className="discover-muted">
      <output>{muted && t('discover.muted', { what: t(signalNames[muted.signal]) })}</output>
      {muted && (
        <button type="button" className="link" onClick={() => weigh(muted.signal, muted.before)}>
          {t('campaign.undo')}
        </button>
      )}
    </div>
  );
}

/** Up and down from box to box; all that are shown. */
function press(event: KeyboardEvent<HTMLUListElement>, people: readonly FoundPerson[]): void {
  if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    choose(people.filter(mayBeChosen));
    return;
  }
  const step = ({ ArrowDown: 1, ArrowUp: -1 } as Partial<Record<string, number>>)[event.key];
  if (step === undefined || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('.found-box > input:enabled')];
  boxes[boxes.indexOf(event.target) + step]?.focus();
}

function Bar({ people }: { people: readonly FoundPerson[] }) {
  const { t } = useWords();
  const chosen = useStore(looking, (state) => state.chosen);
  const [adding, setAdding] = useState<readonly FoundPerson[]>();
  const all = people.filter(mayBeChosen).slice(0, mostChosen);
  return (
    <div className="discover-bar">
      {chosen.size > 0 ? (
        <>
          <strong>{t('list.chosenCount', { count: chosen.size })}</strong>
          <button type="button" className="link" onClick={() => choose([])}>
            {t('list.chooseNone')}
          </button>
        </>
      ) : (
        <span className="fine">{t('discover.free')}</span>
      )}
      {all.some((person) => !chosen.has(keyOf(person))) && (
        <button type="button" className="link" onClick={() => choose(all)}>
          {t('discover.chooseShown', { count: all.length })}
        </button>
      )}
      {chosen.size > 0 && (
        <Button kind="primary" aria-haspopup="dialog" onClick={() => setAdding([...chosen.values()])}>
          {t('discover.addThem', { count: chosen.size })}
        </Button>
      )}
      {adding && <AddFound people={adding} onClose={() => setAdding(undefined)} />}
    </div>
  );
}

const emptyOf = (name: keyof Facets): Partial<Facets> => ({ [name]: noFacets[name] });

/** Which facet keeps them away: asked of the server for each that is set. */
function Nobody() {
  const { t } = useWords();
  const isEverybody = useStore(looking, (state) => state.isEverybody);
  const [helping, setHelping] = useState<readonly { name: keyof Facets; found: PoolCount }[]>([]);
  useEffect(() => {
    const ending = new AbortController();
    void (async () => {
      const wanted = wantedOf(looking.getState());
      const set = (Object.keys(facetNames) as (keyof Facets)[]).filter(
        (name) => JSON.stringify(wanted.facets[name]) !== JSON.stringify(noFacets[name]),
      );
      // A single one goes by "Clear all".
      for (const name of set.length > 1 ? set : []) {
        const found = await asked(sendMessage('countFound', { ...wanted, facets: { ...wanted.facets, ...emptyOf(name) } }));
        if (ending.signal.aborted || isTrouble(found)) return;
        if (found.count > 0) setHelping((before) => [...before, { name, found }]);
      }
    })();
    return () => ending.abort();
  }, []);
  return (
    <div className="empty">
      <p>{t('discover.nobody')}</p>
      <p className="soft">{t('discover.nobodyMore')}</p>
      {helping.map(({ name, found }) => (
        <button key={name} type="button" className="link" onClick={() => narrow(emptyOf(name))}>
          {t('discover.without', { facet: t(facetNames[name]), people: countInWords(found, t) })}
        </button>
      ))}
      {!isEverybody && (
        <button type="button" className="link" onClick={() => lookFor({ isEverybody: true })}>
          {t('discover.everybody')}
        </button>
      )}
    </div>
  );
}

function PoolEmpty() {
  const { t } = useWords();
  const mayFeed = useMayFeed();
  if (mayFeed === undefined) return <Coming />;
  return (
    <div className="empty">
      <p>{t('discover.empty')}</p>
      <p className="soft">{t(mayFeed ? 'discover.emptyAdmin' : 'discover.emptyMember')}</p>
      <p className="row-of-buttons discover-empty-ways">
        {mayFeed && (
          <a className="button primary" href={addressOf({ room: 'pool' })}>
            {t('discover.import')}
          </a>
        )}
        <button type="button" className="link" onClick={() => void look()}>
          {t('panel.tryAgain')}
        </button>
      </p>
    </div>
  );
}

/** As high as the cards that come. */
function Coming() {
  return (
    <div className="found-list" aria-hidden="true">
      {[62, 48, 70, 55, 66].map((width) => (
        <div key={width} className="found is-coming">
          <Skeleton widths={[width / 2, width, width - 14]} />
        </div>
      ))}
    </div>
  );
}
