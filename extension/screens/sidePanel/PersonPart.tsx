/**
 * The person of the page that the panel stands beside, from this device alone: that somebody is merely looked at is nobody's business (product.md 4.1),
 * so what is not here comes when the user asks for it.
 */
import { useEffect, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { ExternalLink } from 'lucide-react';
import { browser } from 'wxt/browser';
import type { Identifiers } from '@wellmet/shared/identity';
import { seenInsights } from '@wellmet/shared/seen';
import type { CardRow, ContactRow, WishRow } from '../../cache/database.ts';
import { cardOf, contactOf, unconfirmedWishes, whoIsSignedIn } from '../../cache/read.ts';
import { placeInWords } from '../../i18n/campaign.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { momentHere, when } from '../../i18n/time.ts';
import { useWords, type Language, type T } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Facts } from '../../look/Facts.tsx';
import { Hooks } from '../../look/Hooks.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { AnalyseAgain } from '../contact/AnalyseAgain.tsx';
import { Done } from '../contact/Done.tsx';
import { Field } from '../contact/Field.tsx';
import { contactsIn, fieldOf, wordsOf } from '../contact/waiting.ts';
import { FirstProfile } from './FirstProfile.tsx';
import { nameOf, type FollowedTab } from './followedTab.ts';
import { inApp } from './inApp.ts';

export function PersonPart({ tab }: { tab: FollowedTab }) {
  const { t } = useWords();
  const { page, tabId } = tab;
  if (page?.own) return <Said says={t('noPerson.own')} more={t('noPerson.ownMore')} />;
  if (page && !page.subject) return <Said says={t('panelRoom.many')} more={t('panelRoom.manyMore')} />;
  if (!page?.subject || tabId === undefined) return <FirstProfile />;
  // Another person is another one from the beginning: nothing of the last one is shown under their name.
  return <Person key={nameOf(tab)} subject={page.subject} tabId={tabId} />;
}

function Said({ says, more }: { says: string; more: string }) {
  return (
    <div className="empty">
      <h2>{says}</h2>
      <p className="soft">{more}</p>
    </div>
  );
}

interface Found {
  row: ContactRow | undefined;
  card: CardRow | undefined;
  wishes: WishRow[];
}

function Person({ subject, tabId }: { subject: Identifiers; tabId: number }) {
  const { t } = useWords();
  const found = useLiveQuery(() => find(subject));
  if (!found) return <Skeleton widths={[46, 82, 60, 30, 90, 76]} />;
  const { row, card, wishes } = found;
  return (
    <>
      <output className="unseen">{row ? t('card.ready', { name: row.name }) : t('panelRoom.unknown')}</output>
      {row ? <Known row={row} card={card} wishes={wishes} tabId={tabId} /> : <Unknown subject={subject} tabId={tabId} />}
    </>
  );
}

async function find(subject: Identifiers): Promise<Found> {
  const row = await contactOf(subject);
  if (!row) return { row, card: undefined, wishes: [] };
  const [card, wishes] = await Promise.all([cardOf(row.id), unconfirmedWishes()]);
  return { row, card, wishes: wishes.filter((wish) => contactsIn(wish).includes(row.id)) };
}

/** What it costs, the page tells: it has the name and all that is to be read. */
function Unknown({ subject, tabId }: { subject: Identifiers; tabId: number }) {
  const { t } = useWords();
  const [isErased, setErased] = useState(false);
  const { offered, offer, again } = useOffer(tabId);
  useEffect(() => {
    let shown = true;
    void sendMessage('marks', [subject]).then(([mark]) => shown && setErased(mark?.isErased ?? false));
    return () => {
      shown = false;
    };
  }, [subject]);

  if (isErased) return <Said says={t('erased.says')} more={t('panelRoom.erasedMore')} />;
  if (offered === 'unheard') return <Unheard again={again} />;
  return (
    <div className="empty">
      <h2>{t('panelRoom.unknown')}</h2>
      <p className="soft">{t('panelRoom.unknownMore')}</p>
      <Button kind="primary" onClick={() => void offer()}>
        {t('panelRoom.offer')}
      </Button>
      <output className="fine">{offered === 'yes' && t('panelRoom.offered')}</output>
    </div>
  );
}

type Offered = 'no' | 'yes' | 'unheard';

/** The page itself offers: it has all that is to be read, and is brought into view. */
function useOffer(tabId: number): { offered: Offered; offer: () => Promise<void>; again: () => Promise<void> } {
  const [offered, setOffered] = useState<Offered>('no');
  return {
    offered,
    async offer() {
      try {
        await browser.tabs.update(tabId, { active: true });
        await sendMessage('openOffer', undefined, tabId);
        setOffered('yes');
      } catch {
        // The page is older than this version of the extension, or not ready.
        setOffered('unheard');
      }
    },
    async again() {
      await browser.tabs.reload(tabId);
      setOffered('no');
    },
  };
}

function Unheard({ again }: { again: () => Promise<void> }) {
  const { t } = useWords();
  return (
    <div className="empty" role="alert">
      <h2>{t('panelRoom.unheard')}</h2>
      <p className="soft">{t('panelRoom.unheardMore')}</p>
      <Button kind="primary" onClick={() => void again()}>
        {t('reloadNeeded.do')}
      </Button>
    </div>
  );
}

interface KnownProps {
  tabId: number;
  row: ContactRow;
  card: CardRow | undefined;
  wishes: readonly WishRow[];
}

function Known({ row, card, wishes, tabId }: KnownProps) {
  const { t, language } = useWords();
  const now = useNow();
  const contact = { id: row.id, name: row.name };
  const field = (name: Parameters<typeof fieldOf>[0]) => ({ contact, field: name, view: fieldOf(name, row, card, wishes) });
  return (
    <article className="person">
      <header>
        <h2 dir="auto">{fieldOf('name', row, card, wishes).value ?? row.name}</h2>
        <p className="fine">{analysedInWords(row, t, language, now)}</p>
        <a className="link" href={inApp({ room: 'contact', id: row.id })} target="_blank">
          {t('panelRoom.openInApp')}
          <ExternalLink size={13} aria-hidden="true" />
        </a>
      </header>
      <dl className="fields">
        <Field {...field('headline')} />
        <Field {...field('company')} />
        <Field {...field('location')} />
        {row.campaigns.length > 0 && (
          <div>
            <dt>{t('campaigns.title')}</dt>
            {row.campaigns.map((place) => (
              <dd key={place.id} dir="auto">
                {placeInWords(place, t)}
              </dd>
            ))}
          </div>
        )}
      </dl>
      <Insights row={row} card={card} wishes={wishes} tabId={tabId} />
      <Done contact={contact} card={card} wishes={wishes} />
    </article>
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

function Insights({ row, card, wishes, tabId }: KnownProps) {
  const { t, language } = useWords();
  const now = useNow();
  const me = useLiveQuery(whoIsSignedIn);
  const { offered, offer, again } = useOffer(tabId);
  const [bringing, setBringing] = useState<'not' | 'asking' | Trouble>('not');

  async function bring(): Promise<void> {
    setBringing('asking');
    const answer = await sendMessage('bringCard', { id: row.id });
    setBringing(isTrouble(answer) ? answer : 'not');
  }

  const trouble = typeof bringing === 'object' && (
    <p className="line" role="alert">
      {troubleInWords(bringing, t)}
    </p>
  );
  if (!card)
    return (
      <section className="empty" aria-busy={bringing === 'asking'}>
        <p>{t('contact.notHere')}</p>
        {trouble}
        <Button kind="primary" disabled={bringing === 'asking'} onClick={() => void bring()}>
          {t(bringing === 'asking' ? 'signIn.doing' : 'quote.show')}
        </Button>
      </section>
    );
  const isOlder = card.contact.seq < row.seq;
  const seen = seenInsights(card.contact.insights, wordsOf(card.contact, wishes, me?.member.name ?? ''));
  return (
    <div className="insights">
      <p className="fine">
        {t('card.fromDevice', { moment: momentHere(card.asOf, t, language, now) })}
        {isOlder && (
          <>
            {' · '}
            {t('panelRoom.changedSince')}{' '}
            <button type="button" className="link" disabled={bringing === 'asking'} onClick={() => void bring()}>
              {t('panelRoom.bring')}
            </button>
          </>
        )}
      </p>
      {trouble}
      {offered === 'unheard' && <Unheard again={again} />}
      <AnalyseAgain
        key={row.id}
        contact={{ id: row.id, name: row.name }}
        card={card.contact}
        wishes={wishes}
        toProfile={
          <button type="button" className="link" onClick={() => void offer()}>
            {t('again.onPage')}
          </button>
        }
      />
      <Hooks hooks={seen.hooks} />
      <Facts facts={seen.facts} />
    </div>
  );
}
