/** One contact: who it is, what is known, what was done. From this device at once, with its time; as the server has it when it answers. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Hook } from '@wellmet/shared/insight';
import { partOfHook, seenInsights } from '@wellmet/shared/seen';
import { useLiveQuery } from 'dexie-react-hooks';
import { ArrowLeft, ExternalLink, PenLine, Pin } from 'lucide-react';
import { useStore } from 'zustand';
import type { CardRow, ContactRow, WishRow } from '../../cache/database.ts';
import { cardOf, profileOf, unconfirmedWishes, whoIsSignedIn } from '../../cache/read.ts';
import { contactsNamed, pinnedIds } from '../../cache/readContacts.ts';
import { placeInWords } from '../../i18n/campaign.ts';
import { hookInWords } from '../../i18n/insight.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { momentHere, when } from '../../i18n/time.ts';
import { useWords, type Language, type T } from '../../i18n/words.ts';
import { Hooks } from '../../look/Hooks.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { freshness } from '../app/freshness.ts';
import { RoomHead } from '../app/RoomHead.tsx';
import { addressOf } from '../app/route.ts';
import { reasonInWords, whatInWords } from '../wishes/OpenWishes.tsx';
import { AnalyseAgain } from './AnalyseAgain.tsx';
import { Done } from './Done.tsx';
import { FactsSaid } from './FactsSaid.tsx';
import { Field, NameHead } from './Field.tsx';
import { HistoryOf } from './HistoryOf.tsx';
import { ReadBy } from './ReadBy.tsx';
import { Hidden, Hide, useSaying } from './saying.tsx';
import { StyleCard } from './StyleCard.tsx';
import { Topics } from './Topics.tsx';
import { contactsIn, fieldOf, wordsOf, wordsWaiting } from './waiting.ts';

/** Comes when somebody writes. */
const Write = lazy(() => import('./Write.tsx'));
/** Comes when somebody wants to know. */
const DataOf = lazy(() => import('../rights/DataOf.tsx'));

export function ContactRoom({ id }: { id: string }) {
  const { t } = useWords();
  // `null`: read, and it is not there.
  const row = useLiveQuery(async () => (await contactsNamed([id]))[0] ?? null, [id]);
  const card = useLiveQuery(async () => (await cardOf(id)) ?? null, [id]);
  const wishes = useLiveQuery(unconfirmedWishes);
  return (
    <div className="page wide">
      <a className="back" href={addressOf({ room: 'contacts' })}>
        <ArrowLeft size={14} aria-hidden="true" />
        {t('app.contacts')}
      </a>
      {row === undefined || card === undefined || wishes === undefined ? (
        <Skeleton widths={[30, 60, 45]} />
      ) : row === null ? (
        <Gone />
      ) : (
        <Shown row={row} card={card ?? undefined} wishes={wishes.filter((wish) => contactsIn(wish).includes(id))} />
      )}
    </div>
  );
}

/** Erased, merged into another one, or not brought yet. */
function Gone() {
  const { t } = useWords();
  return (
    <>
      <RoomHead title={t('contact.gone')} />
      <p className="soft">{t('contact.goneMore')}</p>
    </>
  );
}

interface ShownProps {
  row: ContactRow;
  card: CardRow | undefined;
  wishes: readonly WishRow[];
}

function Shown({ row, card, wishes }: ShownProps) {
  const { t, language } = useWords();
  const now = useNow();
  const bringing = useCard(row);
  const [isWriting, setWriting] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const field = (name: Parameters<typeof fieldOf>[0]) => ({
    contact: { id: row.id, name: row.name },
    field: name,
    view: fieldOf(name, row, card, wishes),
  });
  return (
    <>
      <div className="who">
        <NameHead {...field('name')}>
          <div className="who-acts">
            <button
              ref={opener}
              type="button"
              className={`button ${isWriting ? 'quiet' : 'primary'}`}
              disabled={!card}
              aria-expanded={isWriting}
              onClick={() => setWriting(!isWriting)}
            >
              <PenLine size={14} aria-hidden="true" />
              {t('write.open')}
            </button>
            <Keep id={row.id} />
            <a className="button quiet" href={profileOf(row)} target="_blank" rel="noreferrer">
              <ExternalLink size={14} aria-hidden="true" />
              {t('contact.profile')}
            </a>
          </div>
        </NameHead>
        <dl className="fields">
          <Field {...field('headline')} />
          <Field {...field('company')} />
          <Field {...field('location')} />
          <Places row={row} wishes={wishes} />
        </dl>
        <p className="fine">{analysedInWords(row, t, language, now)}</p>
      </div>
      {isWriting && card && (
        <Suspense fallback={<section className="write" aria-busy="true" />}>
          <Write
            row={row}
            card={card}
            wishes={wishes}
            onClose={() => {
              setWriting(false);
              opener.current?.focus();
            }}
          />
        </Suspense>
      )}
      <div className="columns">
        <div>
          <Insights
            contact={{ id: row.id, name: row.name }}
            card={card}
            wishes={wishes}
            bringing={bringing}
            isOlder={card !== undefined && card.contact.seq < row.seq}
          />
        </div>
        <div>
          <Done contact={{ id: row.id, name: row.name }} card={card} wishes={wishes} />
          <HistoryOf id={row.id} seq={row.seq} />
          <DataAndRights row={row} />
        </div>
      </div>
    </>
  );
}

/** From the server when it is asked for, as the history. */
function DataAndRights({ row: { id, seq, name } }: Pick<ShownProps, 'row'>) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="history" onToggle={(event) => event.currentTarget === event.target && setOpen(event.currentTarget.open)}>
      <summary>{t('contact.data')}</summary>
      {isOpen && (
        <Suspense fallback={<Skeleton widths={[70, 60, 88, 66]} />}>
          <DataOf key={`${id} ${seq}`} contact={{ id, name }} />
        </Suspense>
      )}
    </details>
  );
}

/** "Analysed today · first analysed on 12 Sep by Ana". */
function analysedInWords(row: ContactRow, t: T, language: Language, now: Date): string {
  const first = when(row.firstAnalysedAt, t, language, now);
  return [
    t('card.analysed', { when: when(row.lastAnalysedAt, t, language, now) }),
    row.firstAnalysedByYou ? t('card.firstByYou', { when: first }) : t('card.firstBy', { when: first, by: row.firstAnalysedBy }),
  ].join(' · ');
}

type Bringing = 'asking' | 'brought' | Trouble;

/** Asks for the card when the contact is opened, when it has changed, and when the server is back. */
function useCard({ id, seq }: ContactRow): Bringing {
  const [told, setTold] = useState<{ asked: string; bringing: Bringing }>();
  const isCut = useStore(freshness, ({ isOffline, trouble }) => isOffline || trouble?.trouble === 'unreachable');
  const asked = `${seq} ${isCut}`;
  useEffect(() => {
    let shown = true;
    void (async () => {
      const answer = await sendMessage('bringCard', { id });
      if (shown) setTold({ asked, bringing: isTrouble(answer) ? answer : 'brought' });
    })();
    return () => {
      shown = false;
    };
  }, [id, asked]);
  return told?.asked === asked ? told.bringing : 'asking';
}

function Keep({ id }: { id: string }) {
  const { t } = useWords();
  const isPinned = useLiveQuery(pinnedIds)?.has(id) ?? false;
  return (
    <button
      type="button"
      className="button quiet"
      aria-pressed={isPinned}
      onClick={() => void sendMessage('pin', { ids: [id], isPinned: !isPinned })}
    >
      <Pin size={14} aria-hidden="true" />
      {t(isPinned ? 'keep.kept' : 'keep.do')}
    </button>
  );
}

/** Where they stand in campaigns, and what is to become of it. */
function Places({ row: { campaigns }, wishes }: Pick<ShownProps, 'row' | 'wishes'>) {
  const { t } = useWords();
  const changing = wishes.filter(({ asked }) => asked.route === 'enrol' || asked.route === 'changeEnrolments');
  if (campaigns.length + changing.length === 0) return null;
  return (
    <div>
      <dt>{t('campaigns.title')}</dt>
      {campaigns.map((place) => (
        <dd key={place.id} dir="auto">
          {placeInWords(place, t)}
        </dd>
      ))}
      {changing.map((wish) => (
        <dd key={wish.requestId}>
          {whatInWords(wish, t)} <span className="waits">{reasonInWords(wish, t)}</span>
        </dd>
      ))}
    </div>
  );
}

interface InsightsProps {
  contact: { id: string; name: string };
  card: CardRow | undefined;
  wishes: readonly WishRow[];
  bringing: Bringing;
  isOlder: boolean;
}

function Insights({ contact, card, wishes, bringing, isOlder }: InsightsProps) {
  const { t, language } = useWords();
  const now = useNow();
  const me = useLiveQuery(whoIsSignedIn);
  const { say, trouble } = useSaying(contact);
  if (!card) {
    return (
      <section aria-labelledby="insights">
        <h2 id="insights">{t('contact.insights')}</h2>
        {isTrouble(bringing) ? (
          <div className="empty">
            <p>{t('contact.notHere')}</p>
            <p className="soft">{bringing.trouble === 'unreachable' ? t('contact.comes') : troubleInWords(bringing, t)}</p>
          </div>
        ) : (
          <Skeleton widths={[24, 90, 76, 82, 60, 88]} />
        )}
      </section>
    );
  }
  const seen = seenInsights(card.contact.insights, wordsOf(card.contact, wishes, me?.member.name ?? ''));
  const { hooks, topics, hidden } = seen;

  function hideHook(hook: Hook) {
    return <Hide what={hookInWords(hook, t, language)} onHide={() => say({ [partOfHook(hook)]: 'hidden' })} />;
  }

  return (
    <>
      <div className="insights-head">
        <h2>{t('contact.insights')}</h2>
        <p className={isOlder && isTrouble(bringing) ? 'waits' : 'fine'}>
          {t('card.fromDevice', { moment: momentHere(card.asOf, t, language, now) })}
          {isOlder && ` · ${t(isTrouble(bringing) ? 'contact.older' : 'contact.bringing')}`}
        </p>
      </div>
      {trouble && (
        <p className="error" role="alert">
          {troubleInWords(trouble, t)}
        </p>
      )}
      {wordsWaiting(wishes).map((wish) => (
        <p key={wish.requestId} className="fine">
          {whatInWords(wish, t)} <span className="waits">{reasonInWords(wish, t)}</span>{' '}
          <button type="button" className="link" onClick={() => void sendMessage('dropWish', { requestId: wish.requestId })}>
            {t('wishes.discard')}
          </button>
        </p>
      ))}
      <AnalyseAgain
        key={contact.id}
        contact={contact}
        card={card.contact}
        wishes={wishes}
        toProfile={
          <a className="link" href={profileOf(card.contact)} target="_blank" rel="noreferrer">
            {t('again.openProfile')}
          </a>
        }
      />
      <ReadBy contact={card.contact} />
      <FactsSaid {...seen} say={say} />
      <Hooks hooks={hooks} beside={hideHook}>
        <Hidden all={hidden.hooks.map((hook) => ({ what: hookWithQuote(hook, t, language), part: partOfHook(hook) }))} say={say} />
      </Hooks>
      {topics && <Topics topics={topics} hidden={hidden.topics} say={say} />}
      <StyleCard {...seen} say={say} />
    </>
  );
}

const hookWithQuote = (hook: Hook, t: T, language: Language): string =>
  [hookInWords(hook, t, language), t('quoted', { text: hook.evidence.quote })].join(' ');
