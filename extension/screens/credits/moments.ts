/** Moments of the workspace's zone: the ledger's days are days there. */
import { day } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { useNow } from '../../look/useNow.ts';

/** @returns what says an instant as "3 Nov, 14:02". */
export function useMoments(timeZone: string): (instant: string) => string {
  const { t, language } = useWords();
  const now = useNow();
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  return (instant) => t('momentHere', { day: day(instant, language, now, timeZone), time: time.format(new Date(instant)) });
}
