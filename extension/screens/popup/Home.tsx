import { useEffect, useState } from 'react';
import type { Balance } from '@wellmet/shared/credits';
import type { SignedIn } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Mark } from '../../look/Mark.tsx';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { WorkspaceSwitcher } from '../account/WorkspaceSwitcher.tsx';
import { BasketCount } from '../basket/BasketCount.tsx';
import { LastContacts } from '../contacts/LastContacts.tsx';
import { CreditsLeft } from '../credits/CreditsLeft.tsx';
import { LowCredits } from '../credits/LowCredits.tsx';
import { openSidePanel } from '../sidePanel/open.ts';
import { OpenWishes } from '../wishes/OpenWishes.tsx';
import { Offer } from './Offer.tsx';

interface HomeProps {
  account: SignedIn;
  /** What is known of it before the cache has been asked here. */
  balance: Balance | null | undefined;
}

export function Home({ account, balance }: HomeProps) {
  const { t } = useWords();
  const trouble = useRefreshed();
  return (
    <>
      <header className="top">
        <Mark size={28} />
        <h1 className="unseen">Wellmet</h1>
        <div>
          <p>{account.member.name}</p>
          <WorkspaceSwitcher account={account} />
        </div>
        <BesidePage />
        <button type="button" className="link" onClick={() => void sendMessage('signOut')}>
          {t('account.signOut')}
        </button>
      </header>
      <LowCredits address={inApp('plan')} target="_blank" />
      <Offer />
      <CreditsLeft known={balance} isOld={trouble !== undefined} />
      {trouble && (
        <p className="line" role="alert">
          {troubleInWords(trouble, t)}
        </p>
      )}
      <OpenWishes address={inApp('waiting')} />
      <BasketCount />
      <LastContacts />
      <Rooms />
    </>
  );
}

/** The browser opens the panel within the click alone; the popup has then done what it is for. */
function BesidePage() {
  const { t } = useWords();
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={t('popup.besidePage')}
      title={t('popup.besidePage')}
      onClick={() => void goBesidePage()}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
        <path d="M2.5 3h11v10h-11zM9.5 3v10" />
      </svg>
    </button>
  );
}

async function goBesidePage(): Promise<void> {
  if (await openSidePanel()) window.close();
}

const rooms: { name: string; title: Key }[] = [
  { name: 'contacts', title: 'app.contacts' },
  { name: 'campaigns', title: 'app.campaigns' },
  { name: 'credits', title: 'app.creditsRoom' },
  { name: 'settings', title: 'app.settings' },
];

const inApp = (room: string) => `/app.html#/${room}`;

/** The app's rooms: all else is there. */
function Rooms() {
  const { t } = useWords();
  return (
    <nav className="rooms" aria-label={t('popup.rooms')}>
      {rooms.map(({ name, title }) => (
        <a key={name} href={inApp(name)} target="_blank">
          {t(title)}
        </a>
      ))}
    </nav>
  );
}

/** Asks the server once for what the cache shows; what it answers comes by the live queries, only trouble comes back here. */
function useRefreshed(): Trouble | undefined {
  const [trouble, setTrouble] = useState<Trouble>();
  useEffect(() => {
    let shown = true;
    void (async () => {
      const answer = await sendMessage('refresh');
      if (shown) setTrouble(isTrouble(answer) ? answer : undefined);
    })();
    return () => {
      shown = false;
    };
  }, []);
  return trouble;
}
