/** What the page in view offers: whom it shows or how many, what of it is known here, and the act itself, done on the page. product.md 4.1. */
import { useEffect, useState, type ReactNode } from 'react';
import { browser } from 'wxt/browser';
import { when } from '../../i18n/time.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { sendMessage, type NotAPerson, type PageOffer } from '../../messages.ts';

export function Offer() {
  const { t } = useWords();
  const offer = useOffer();
  return (
    <section aria-labelledby="offer">
      <h2 id="offer">{t('offer.title')}</h2>
      <div className="offer" aria-busy={offer === undefined}>
        {offer ? <Shown offer={offer} /> : <Skeleton widths={[60, 36]} />}
      </div>
    </section>
  );
}

const reasons: Record<NotAPerson, Key> = {
  notYet: 'noPerson.notYet',
  subPage: 'noPerson.subPage',
  private: 'noPerson.private',
  own: 'noPerson.own',
  changed: 'noPerson.changed',
};

function Shown({ offer }: { offer: PageOffer }) {
  const { t, language } = useWords();
  const now = useNow();
  switch (offer.shows) {
    case 'elsewhere':
      return (
        <Line more={t('offer.elsewhere')}>
          <a className="link" href="https://www.linkedin.com/search/results/people/" target="_blank" rel="noreferrer">
            {t('offer.search')}
          </a>
        </Line>
      );
    case 'unread':
      return (
        <Line more={t('offer.unread')}>
          <Button kind="quiet" onClick={() => void reload(offer.tabId)}>
            {t('offer.reload')}
          </Button>
        </Line>
      );
    case 'nobody':
      return <Line more={t(reasons[offer.because])} />;
    case 'erased':
      return <Line name={offer.name} more={t('offer.erased')} />;
    case 'new':
      return (
        <Line name={t('offer.profile', { name: offer.name })} more={t('offer.notYet')}>
          <Button kind="primary" onClick={() => void take(offer.tabId)}>
            {t('offer.analyse', { cost: t('credits', { count: 1 }) })}
          </Button>
        </Line>
      );
    case 'known':
      return (
        <Line
          name={t('offer.profile', { name: offer.name })}
          more={
            <>
              {t('offer.known', { when: when(offer.lastAnalysedAt, t, language, now) })}
              {' · '}
              <a className="link" href={`/app.html#/contacts/${offer.contactId}`} target="_blank">
                {t('offer.contact')}
              </a>
            </>
          }
        >
          <Button kind="quiet" onClick={() => void take(offer.tabId)}>
            {t('offer.show')}
          </Button>
        </Line>
      );
    case 'people':
      return <People offer={offer} />;
    default:
      return offer satisfies never;
  }
}

function People({ offer: { here, fresh, unpicked, tabId } }: { offer: Extract<PageOffer, { shows: 'people' }> }) {
  const { t } = useWords();
  const all = fresh === 0 ? t('offer.allKnown') : t('list.new', { count: fresh });
  return (
    <Line name={t('list.here', { count: here })} more={here === 0 ? t('offer.nobody') : all}>
      {here > 0 && (
        <Button kind={unpicked > 0 ? 'primary' : 'quiet'} onClick={() => void take(tabId)}>
          {unpicked > 0 ? t('offer.select', { count: unpicked }) : t('picked.show')}
        </Button>
      )}
    </Line>
  );
}

function Line({ name, more, children }: { name?: string; more: ReactNode; children?: ReactNode }) {
  return (
    <>
      <div>
        {name && <strong>{name}</strong>}
        <p className="fine">{more}</p>
      </div>
      {children}
    </>
  );
}

/** On the page itself, where the cost is told before anything is spent; the popup is in its way then. */
async function take(tabId: number): Promise<void> {
  await sendMessage('openOffer', undefined, tabId);
  await show(tabId);
}

async function reload(tabId: number): Promise<void> {
  await browser.tabs.reload(tabId);
  await show(tabId);
}

async function show(tabId: number): Promise<void> {
  await browser.tabs.update(tabId, { active: true });
  window.close();
}

const pauseMs = 600;
/** As long as a page may be loading that has nobody on it yet. */
const patience = 8;

/** Asked once, and again while the page may be loading; and whenever one comes back to where the popup stands in a tab. */
function useOffer(): PageOffer | undefined {
  const [offer, setOffer] = useState<PageOffer>();
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const look = () => void follow(setOffer, signal);
    addEventListener('focus', look, { signal });
    look();
    return () => ending.abort();
  }, []);
  return offer;
}

async function follow(setOffer: (offer: PageOffer) => void, signal: AbortSignal): Promise<void> {
  for (let left = patience; left > 0 && !signal.aborted; left -= 1) {
    const offer = await ask();
    const isLoading = offer.shows === 'unread' || (offer.shows === 'nobody' && offer.because === 'notYet');
    if (signal.aborted) return;
    // Said only when it is sure: most pages are there in a moment.
    if (!isLoading || left < patience - 1) setOffer(offer);
    if (!isLoading && !(offer.shows === 'people' && offer.here === 0)) return;
    await new Promise((wait) => setTimeout(wait, pauseMs));
  }
}

async function ask(): Promise<PageOffer> {
  const { id: windowId } = await browser.windows.getCurrent();
  const told = windowId === undefined ? undefined : await sendMessage('pageOffer', { windowId }).catch(() => undefined);
  // What is refused is no offer.
  return told && 'shows' in told ? told : { shows: 'elsewhere' };
}
