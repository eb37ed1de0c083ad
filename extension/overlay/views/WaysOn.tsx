/** When the credits do not suffice: the figures, and what can be done instead. product.md 2.6. */
import type { Quote } from '@wellmet/shared/credits';
import { shortInWords, wayInWords } from '../../i18n/quote.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import type { Acts } from '../panel.ts';

/** For many people: the first N of them can be had at once. */
export function WaysOn({ quote, acts }: { quote: Quote; acts: Acts }) {
  const { t } = useWords();
  const first = quote.waysOn.find((way) => way.way === 'firstN');
  return (
    <>
      <p className="soft">{shortInWords(quote, undefined, t)}</p>
      <WaysOnList quote={{ ...quote, waysOn: quote.waysOn.filter((way) => way !== first) }} />
      {first && (
        <Button kind="primary" onClick={() => acts.list.only(first.count)}>
          {t('short.takeFirstN', { count: first.count })}
        </Button>
      )}
      <Button kind="plain" onClick={acts.openAccount}>
        {t('short.seeCredits')}
      </Button>
    </>
  );
}

export function WaysOnList({ quote: { balance, waysOn } }: { quote: Quote }) {
  const { t, language } = useWords();
  const now = useNow();
  return (
    <>
      <h3>{t('short.waysOn')}</h3>
      <ul className="ways">
        {waysOn.map((way) => (
          <li key={way.way}>{wayInWords(way, balance, t, language, now)}</li>
        ))}
      </ul>
    </>
  );
}
