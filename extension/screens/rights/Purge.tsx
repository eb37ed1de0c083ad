/** Who goes at the next purge, and when: said a week before, so that somebody can still be exported, or written to. */
import { useEffect, useId, useState } from 'react';
import type { PurgePreview } from '@wellmet/shared/rights';
import { troubleInWords } from '../../i18n/problem.ts';
import { day } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { addressOf } from '../app/route.ts';
import { asked } from '../campaigns/doing.ts';

const pageSize = 20;

export function Purge() {
  const { t, language } = useWords();
  const now = useNow();
  const heading = useId();
  const [told, setTold] = useState<PurgePreview>();
  const [trouble, setTrouble] = useState<Trouble>();

  useEffect(() => {
    void (async () => {
      const answer = await asked(sendMessage('purgePreview', { limit: pageSize }));
      if (isTrouble(answer)) setTrouble(answer);
      else setTold(answer);
    })();
  }, []);

  async function bringMore({ people, next }: PurgePreview): Promise<void> {
    const answer = await asked(sendMessage('purgePreview', { limit: pageSize, cursor: next }));
    setTrouble(isTrouble(answer) ? answer : undefined);
    if (!isTrouble(answer)) setTold({ ...answer, people: [...people, ...answer.people] });
  }

  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{t('rights.purge')}</h3>
      {!told && !trouble && <Skeleton widths={[60, 40]} />}
      {told && (
        <p>
          {told.purgeAt !== undefined && told.count > 0
            ? t('rights.purgeOn', { count: told.count, when: day(told.purgeAt, language, now) })
            : t('rights.purgeNobody')}
        </p>
      )}
      {told && told.people.length > 0 && (
        <ol className="purge">
          {told.people.map(({ id, name, dueAt }) => (
            <li key={id}>
              <a href={addressOf({ room: 'contact', id })} dir="auto">
                {name}
              </a>
              <span className="fine">{t('rights.purgeDue', { when: day(dueAt, language, now) })}</span>
            </li>
          ))}
        </ol>
      )}
      {told?.next !== undefined && (
        <button type="button" className="link" onClick={() => void bringMore(told)}>
          {t('rights.purgeEarlier')}
        </button>
      )}
      {trouble && <p className="error">{troubleInWords(trouble, t)}</p>}
      <p className="fine">{t('rights.purgeMore')}</p>
    </section>
  );
}
