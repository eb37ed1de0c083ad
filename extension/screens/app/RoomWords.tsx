/** The words of a room come with it: what is open from the start is the smaller for being without. */
import { useMemo, type ReactNode } from 'react';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import type { Catalogue, Language } from '../../i18n/language.ts';
import { useWords, WordsContext } from '../../i18n/words.ts';

/** @param own beside the app’s; the same object each time. */
export function RoomWords({ own, children }: { own: Record<Language, Catalogue>; children: ReactNode }) {
  const { language } = useWords();
  const words = useMemo(() => appWordsIn(language, own), [language, own]);
  return <WordsContext value={words}>{children}</WordsContext>;
}
