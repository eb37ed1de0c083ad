/** The popup, and the same page in a tab. It paints from the cache at once and corrects itself when the server has answered. */
import { lazy, Suspense } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { Balance } from '@wellmet/shared/credits';
import { lastBalance, whoIsSignedIn, type SignedIn } from '../../cache/read.ts';
import { wordsIn } from '../../i18n/wordsIn.ts';
import { useWords, WordsContext } from '../../i18n/words.ts';
import { Mark } from '../../look/Mark.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import type { Settings } from '../../settings.ts';
import { useSettings } from '../account/useSettings.ts';
import { Home } from './Home.tsx';

/** Whoever is signed in does without it. */
const SignIn = lazy(() => import('../account/SignIn.tsx').then((module) => ({ default: module.SignIn })));

/** What is known when the popup opens; nothing while the cache cannot be read. */
interface First {
  account?: SignedIn | null;
  balance?: Balance | null;
}

export async function readFirst(): Promise<First> {
  try {
    const [account, balance] = await Promise.all([whoIsSignedIn(), lastBalance()]);
    return { account, balance };
  } catch {
    return {};
  }
}

export function Popup({ savedSettings, first = {} }: { savedSettings: Settings; first?: First }) {
  const { words } = useSettings(savedSettings, wordsIn);
  return (
    <WordsContext value={words}>
      <main className="popup">
        <Content first={first} />
        <NotAffiliated />
      </main>
    </WordsContext>
  );
}

function Content({ first }: { first: First }) {
  const account = useLiveQuery(whoIsSignedIn, [], first.account);
  if (account === undefined) return <NotReadYet />;
  if (account === null)
    return (
      <Suspense fallback={<NotReadYet />}>
        <SignIn />
      </Suspense>
    );
  // The balance that was read first is that of the workspace that was read first.
  const balance = account.workspace.id === first.account?.workspace.id ? first.balance : undefined;
  return <Home key={`${account.member.id} ${account.workspace.id}`} account={account} balance={balance} />;
}

function NotReadYet() {
  return (
    <>
      <div className="top">
        <Mark size={28} />
      </div>
      <Skeleton widths={[36, 60, 36]} />
      <Skeleton widths={[30, 100, 70]} />
      <Skeleton widths={[40, 92, 84, 88]} />
    </>
  );
}

function NotAffiliated() {
  const { t } = useWords();
  return <p className="fine">{t('footer')}</p>;
}
