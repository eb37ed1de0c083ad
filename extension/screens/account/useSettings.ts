/** Language and theme of a whole page of ours, as the member set them: told to the document, and followed while it is open. */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { languageFor, type Language } from '../../i18n/language.ts';
import type { Words } from '../../i18n/words.ts';
import { settingsItem, type Settings } from '../../settings.ts';

export function useSettings(saved: Settings, wordsIn: (language: Language) => Words) {
  const [settings, setSettings] = useState(saved);
  useEffect(() => settingsItem.watch(setSettings), []);
  const language = languageFor(settings.language, navigator.languages);
  const words = useMemo(() => wordsIn(language), [wordsIn, language]);
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

  return { settings, words, change };
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
