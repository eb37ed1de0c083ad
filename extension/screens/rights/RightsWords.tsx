/** The words of these screens come with them: what is open from the start is the smaller for being without. */
import { useMemo, type ReactNode } from 'react';
import { rightsEn } from '../../i18n/app/rights/en.ts';
import { rightsFr } from '../../i18n/app/rights/fr.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { useWords, WordsContext } from '../../i18n/words.ts';

const late = { en: rightsEn, fr: rightsFr };

export function RightsWords({ children }: { children: ReactNode }) {
  const { language } = useWords();
  const words = useMemo(() => appWordsIn(language, late), [language]);
  return <WordsContext value={words}>{children}</WordsContext>;
}
