/** The tab that opens once, on installing: what Wellmet does, what it does with what it sees, and the first useful act. */
import { useEffect } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { serverUrl, whoIsSignedIn } from '../../cache/read.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { useWords, WordsContext } from '../../i18n/words.ts';
import { Mark } from '../../look/Mark.tsx';
import type { Settings } from '../../settings.ts';
import { isLoopback } from '../account/serverAddress.ts';
import { SignIn } from '../account/SignIn.tsx';
import { useSettings } from '../account/useSettings.ts';
import { PracticeLink } from '../sidePanel/FirstProfile.tsx';
import { AtHand, FirstSteps } from './FirstSteps.tsx';
import { Picture } from './Picture.tsx';
import { PinHint } from './PinHint.tsx';
import { Promises } from './Promises.tsx';

export function Welcome({ savedSettings }: { savedSettings: Settings }) {
  const { words } = useSettings(savedSettings, appWordsIn);
  return (
    <WordsContext value={words}>
      <Page />
    </WordsContext>
  );
}

function Page() {
  const { t } = useWords();
  const account = useLiveQuery(whoIsSignedIn);
  useEffect(() => {
    document.title = `${t('welcome.tab')} · Wellmet`;
  }, [t]);
  return (
    <div className="welcome">
      <header className="welcome-top">
        <p className="brand">
          <Mark size={26} />
          <strong>Wellmet</strong>
        </p>
        <PinHint />
      </header>
      <main>
        <div className="hero">
          <div className="promise">
            <h1>{t('signIn.title')}</h1>
            <p className="lead">{t('welcome.lead')}</p>
            <Picture />
          </div>
          <div className="way-in" aria-busy={account === undefined}>
            {account === null && (
              <>
                <SignIn isNew />
                <Practice />
              </>
            )}
            {account && <FirstSteps key={account.member.id} member={account.member} />}
          </div>
        </div>
        {account && <AtHand />}
        <Promises />
      </main>
      <footer>
        <p className="fine">{t('footer')}</p>
      </footer>
    </div>
  );
}

/** Before one has an account: only the server on this machine has practice pages. */
function Practice() {
  const { t } = useWords();
  const server = useLiveQuery(serverUrl);
  if (!server || !isLoopback(new URL(server))) return null;
  return (
    <p className="fine">
      {t('welcome.orPractice')} <PracticeLink />
    </p>
  );
}
