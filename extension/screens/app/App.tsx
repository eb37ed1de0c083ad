/** The app: a full tab with a room for each noun. It shows what this device has at once and corrects itself when the server has answered. */
import { lazy, Suspense, useEffect } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Coins, Compass, FileText, Hourglass, Megaphone, Search, Settings as Sliders, UserCog, Users, type LucideIcon } from 'lucide-react';
import { lastBalance, unconfirmedWishes, whoIsSignedIn, type SignedIn } from '../../cache/read.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { clock } from '../../i18n/time.ts';
import { useWords, WordsContext, type Key } from '../../i18n/words.ts';
import { Mark } from '../../look/Mark.tsx';
import { useNow } from '../../look/useNow.ts';
import type { Settings } from '../../settings.ts';
import { Lost } from '../account/Lost.tsx';
import { SignIn } from '../account/SignIn.tsx';
import { useSettings } from '../account/useSettings.ts';
import { WorkspaceSwitcher } from '../account/WorkspaceSwitcher.tsx';
import { ContactRoom } from '../contact/ContactRoom.tsx';
import { keepBook } from '../contacts/book.ts';
import { ContactsRoom } from '../contacts/ContactsRoom.tsx';
import { forgetFinding } from '../contacts/finding.ts';
import { forgetAsked } from '../credits/question.ts';
import { LowCredits } from '../credits/LowCredits.tsx';
import { forgetLooking } from '../discover/looking.ts';
import { Palette } from '../palette/Palette.tsx';
import { commandKey, listenForKeys, palette } from '../palette/palette.ts';
import { forgetFeeding } from '../pool/feeding.ts';
import { WaitingRoom } from '../wishes/WaitingRoom.tsx';
import { AsOf } from './AsOf.tsx';
import { keepFresh } from './freshness.ts';
import { addressOf, placeOf, useRoom, type Room } from './route.ts';

/** What one goes to less often comes when one does. */
const CampaignsRoom = lazy(() => import('../campaigns/CampaignsRoom.tsx'));
const CampaignRoom = lazy(() => import('../campaigns/CampaignRoom.tsx'));
const DiscoverRoom = lazy(() => import('../discover/DiscoverRoom.tsx'));
const PoolRoom = lazy(() => import('../pool/PoolRoom.tsx'));
const TemplatesRoom = lazy(() => import('../templates/TemplatesRoom.tsx'));
const TemplateRoom = lazy(() => import('../templates/TemplateRoom.tsx'));
const CreditsRoom = lazy(() => import('../credits/CreditsRoom.tsx'));
const PlanRoom = lazy(() => import('../plan/PlanRoom.tsx'));
const TeamRoom = lazy(() => import('../team/TeamRoom.tsx'));
const SettingsRoom = lazy(() => import('../settings/SettingsRoom.tsx'));

export function App({ savedSettings }: { savedSettings: Settings }) {
  const { settings, words, change } = useSettings(savedSettings, appWordsIn);
  return (
    <WordsContext value={words}>
      <Content />
      <Palette settings={settings} change={change} />
    </WordsContext>
  );
}

function Content() {
  const account = useLiveQuery(whoIsSignedIn);
  if (account === undefined) return <main className="entrance" aria-busy="true" />;
  if (account === null) return <Entrance />;
  return <Rooms key={`${account.member.id} ${account.workspace.id}`} account={account} />;
}

function Entrance() {
  const { t } = useWords();
  return (
    <main className="entrance">
      <SignIn />
      <p className="fine">{t('footer')}</p>
    </main>
  );
}

function Rooms({ account }: { account: SignedIn }) {
  const { t } = useWords();
  const room = useRoom();
  useEffect(() => {
    const ending = new AbortController();
    keepBook(ending.signal);
    keepFresh(ending.signal);
    listenForKeys(ending.signal);
    return () => {
      ending.abort();
      forgetFinding();
      forgetAsked();
      forgetLooking();
      forgetFeeding();
    };
  }, []);
  return (
    <div className="app">
      <a className="skip button primary" href="#main" onClick={skip}>
        {t('app.skip')}
      </a>
      <header className="side">
        <p className="brand">
          <Mark size={24} />
          <strong>Wellmet</strong>
        </p>
        <FindAnything />
        <Nav room={room} />
        <Credits />
        <div className="whose">
          <p>{account.member.name}</p>
          <WorkspaceSwitcher account={account} onChange={() => (location.hash = addressOf({ room: 'contacts' }))} />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <AsOf />
        <Lost />
        <LowCredits address={addressOf({ room: 'plan' })} />
        <Suspense fallback={<div className="page" aria-busy="true" />}>
          <Shown key={addressOf(room)} room={room} />
        </Suspense>
      </main>
    </div>
  );
}

function FindAnything() {
  const { t } = useWords();
  return (
    <button type="button" className="find-anything" onClick={() => palette.setState({ open: 'palette' })}>
      <Search size={14} aria-hidden="true" />
      <span>{t('palette.title')}</span>
      <kbd aria-hidden="true">{commandKey}</kbd>
    </button>
  );
}

/** By hand: the address behind `#` is the room's. */
function skip(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}

const places: { room: ReturnType<typeof placeOf>; title: Key; Icon: LucideIcon }[] = [
  { room: 'contacts', title: 'app.contacts', Icon: Users },
  { room: 'campaigns', title: 'app.campaigns', Icon: Megaphone },
  { room: 'discover', title: 'discover.title', Icon: Compass },
  { room: 'templates', title: 'templates.title', Icon: FileText },
  { room: 'credits', title: 'app.creditsRoom', Icon: Coins },
  { room: 'team', title: 'team.title', Icon: UserCog },
  { room: 'waiting', title: 'app.waiting', Icon: Hourglass },
  { room: 'settings', title: 'app.settings', Icon: Sliders },
];

function Nav({ room }: { room: Room }) {
  const { t } = useWords();
  const waiting = useLiveQuery(unconfirmedWishes)?.length ?? 0;
  return (
    <nav aria-label={t('app.rooms')}>
      <ul>
        {places.map(({ room: place, title, Icon }) => (
          <li key={place}>
            <a href={addressOf({ room: place })} aria-current={placeOf(room) === place ? 'page' : undefined}>
              <Icon size={16} aria-hidden="true" />
              <span>{t(title)}</span>
              {place === 'waiting' && waiting > 0 && <span className="badge late">{t('app.waitingCount', { count: waiting })}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The balance as the server told it last, with its time. */
function Credits() {
  const { t, language } = useWords();
  const now = useNow();
  const balance = useLiveQuery(lastBalance);
  if (!balance) return null;
  return (
    <div className="credits">
      <p>{t('app.credits', { left: balance.available, allotment: balance.allotment })}</p>
      <p className="fine">{t('app.asOf', { moment: clock(balance.at, t, language, now) })}</p>
    </div>
  );
}

function Shown({ room }: { room: Room }) {
  switch (room.room) {
    case 'contacts':
      return <ContactsRoom />;
    case 'contact':
      return <ContactRoom id={room.id} />;
    case 'waiting':
      return <WaitingRoom />;
    case 'campaigns':
      return <CampaignsRoom />;
    case 'campaign':
      return <CampaignRoom id={room.id} />;
    case 'discover':
      return <DiscoverRoom />;
    case 'pool':
      return <PoolRoom />;
    case 'templates':
      return <TemplatesRoom />;
    case 'template':
      return <TemplateRoom id={room.id} />;
    case 'credits':
      return <CreditsRoom />;
    case 'plan':
      return <PlanRoom />;
    case 'team':
      return <TeamRoom />;
    case 'settings':
      return <SettingsRoom />;
    default:
      return room satisfies never;
  }
}
