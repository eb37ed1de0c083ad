/** The words of these screens come with them, as those of people’s rights do. */
import { useMemo, type ReactNode } from 'react';
import { accessEn } from '../../i18n/app/access/en.ts';
import { accessFr } from '../../i18n/app/access/fr.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { useWords, WordsContext } from '../../i18n/words.ts';

const late = { en: accessEn, fr: accessFr };

export function AccessWords({ children }: { children: ReactNode }) {
  const { language } = useWords();
  const words = useMemo(() => appWordsIn(language, late), [language]);
  return <WordsContext value={words}>{children}</WordsContext>;
}
