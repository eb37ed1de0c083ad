/** The popup, and the same page in a tab. It paints from the cache at once and corrects itself when the server has answered. */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { whoIsSignedIn } from '../../cache/read.ts';
import { wordsIn } from '../../i18n/wordsIn.ts';
import { languageFor } from '../../i18n/language.ts';
import { useWords, WordsContext } from '../../i18n/words.ts';
import { Mark } from '../../look/Mark.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { settingsItem, type Settings } from '../../settings.ts';
import { SignIn } from '../account/SignIn.tsx';
import { Home } from './Home.tsx';

export function Popup({ savedSettings }: { savedSettings: Settings }) {
  const [settings, setSettings] = useState(savedSettings);
  useEffect(() => settingsItem.watch(setSettings), []);
  const language = languageFor(settings.language, navigator.languages);
  const words = useMemo(() => wordsIn(language), [language]);
  const systemTheme = useSystemTheme();
  const theme = settings.theme === 'auto' ? systemTheme : settings.theme;

  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.lang = language;
  }, [theme, language]);

  function change(changed: Partial<Settings>): void {
    const next = { ...settings, ...changed };
    setSettings(next);
    void settingsItem.setValue(next);
  }

  return (
    <WordsContext value={words}>
      <main className="popup">
        <Content settings={settings} onChange={change} />
        <NotAffiliated />
      </main>
    </WordsContext>
  );
}

function Content({ settings, onChange }: { settings: Settings; onChange: (changed: Partial<Settings>) => void }) {
  const account = useLiveQuery(whoIsSignedIn);
  if (account === undefined) return <NotReadYet />;
  if (account === null) return <SignIn />;
  return <Home key={account.member.id} account={account} settings={settings} onChange={onChange} />;
}

function NotReadYet() {
  return (
    <>
      <div className="top">
        <Mark size={22} />
      </div>
      <Skeleton widths={[30, 100, 70]} />
      <Skeleton widths={[40, 92, 84, 88]} />
    </>
  );
}

function NotAffiliated() {
  const { t } = useWords();
  return <p className="fine">{t('footer')}</p>;
}

function useSystemTheme(): 'light' | 'dark' {
  return useSyncExternalStore(
    (changed) => {
      const dark = matchMedia('(prefers-color-scheme: dark)');
      dark.addEventListener('change', changed);
      return () => dark.removeEventListener('change', changed);
    },
    () => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
  );
}
