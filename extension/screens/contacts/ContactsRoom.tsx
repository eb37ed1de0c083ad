/** All contacts of the workspace that this device knows: found, narrowed, ordered, chosen. Everything here works without network. */
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useStore } from 'zustand';
import { pinnedIds } from '../../cache/readContacts.ts';
import { syncState } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { askNow, freshness } from '../app/freshness.ts';
import { RoomHead } from '../app/RoomHead.tsx';
import { Acts } from './Acts.tsx';
import { ContactList } from './ContactList.tsx';
import { Filters } from './Filters.tsx';
import { askAll, finding, useFound } from './finding.ts';
import { NoContact } from './LastContacts.tsx';
import { Views } from './Views.tsx';

/** Mostly there is nothing to say. */
const PurgeNotice = lazy(() => import('../rights/PurgeNotice.tsx'));

const nobody: ReadonlySet<string> = new Set();

export function ContactsRoom() {
  const { t } = useWords();
  const { entries, isBehind, all, waiting } = useFound();
  const pinned = useLiveQuery(pinnedIds) ?? nobody;
  const search = useRef<HTMLInputElement>(null);
  const room = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      search.current?.focus();
      search.current?.select();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);

  const toList = () => room.current?.querySelector<HTMLElement>('.row[tabindex="0"]')?.focus();

  return (
    <div ref={room} className="contacts-room" aria-busy={isBehind}>
      <RoomHead title={t('app.contacts')} isQuiet={finding.getState().active !== undefined} />
      <Suspense>
        <PurgeNotice />
      </Suspense>
      <Views />
      <Filters search={search} onEnter={toList} />
      <Acts entries={entries ?? []} all={all} pinned={pinned} />
      {entries === undefined ? (
        <Rows />
      ) : entries.length > 0 ? (
        <ContactList entries={entries} waiting={waiting} pinned={pinned} onLeave={() => search.current?.focus()} />
      ) : all > 0 ? (
        <div className="empty">
          <p>{t('find.nobody')}</p>
          <p className="soft">{t('find.nobodyMore')}</p>
          <button type="button" className="link" onClick={askAll}>
            {t('find.all')}
          </button>
        </div>
      ) : (
        <Nobody />
      )}
    </div>
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('input:not([type="checkbox"]), textarea');

/** There are none, or they have not come yet: the two are not the same. */
function Nobody() {
  const { t } = useWords();
  const sync = useLiveQuery(async () => (await syncState()) ?? null);
  const { trouble } = useStore(freshness);
  if (sync?.asOf) return <NoContact />;
  if (!trouble) return <Rows />;
  return (
    <div className="empty">
      <p>{t('list.notYet')}</p>
      <p className="soft">{troubleInWords(trouble, t)}</p>
      <Button kind="quiet" onClick={() => void askNow()}>
        {t('panel.tryAgain')}
      </Button>
    </div>
  );
}

/** As high as the rows that come. */
function Rows() {
  return (
    <div className="scroller" aria-hidden="true">
      {Array.from({ length: 14 }, (_, row) => (
        <div key={row} className="row waiting">
          <span />
          <span className="skeleton" style={{ width: `${40 + ((row * 37) % 40)}%` }} />
          <span className="skeleton" style={{ width: `${30 + ((row * 53) % 40)}%` }} />
        </div>
      ))}
    </div>
  );
}
