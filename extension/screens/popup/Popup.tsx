/** The popup, and the same page in a tab. It paints from the cache at once and corrects itself when the server has answered. */
import { lazy, Suspense } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { whoIsSignedIn } from '../../cache/read.ts';
import { wordsIn } from '../../i18n/wordsIn.ts';
import { useWords, WordsContext } from '../../i18n/words.ts';
import { Mark } from '../../look/Mark.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import type { Settings } from '../../settings.ts';
import { useSettings } from '../account/useSettings.ts';
import { Home } from './Home.tsx';

/** Whoever is signed in does without it. */
const SignIn = lazy(() => import('../account/SignIn.tsx').then((module) => ({ default: module.SignIn })));

export function Popup({ savedSettings }: { savedSettings: Settings }) {
  const { words } = useSettings(savedSettings, wordsIn);
  return (
    <WordsContext value={words}>
      <main className="popup">
        <Content />
        <NotAffiliated />
      </main>
    </WordsContext>
  );
}

function Content() {
  const account = useLiveQuery(whoIsSignedIn);
  if (account === undefined) return <NotReadYet />;
  if (account === null)
    return (
      <Suspense fallback={<NotReadYet />}>
        <SignIn />
      </Suspense>
    );
  return <Home key={`${account.member.id} ${account.workspace.id}`} account={account} />;
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
