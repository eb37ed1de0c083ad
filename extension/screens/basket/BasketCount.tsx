/** How many people the member has selected in lists; emptied by mistake, they come back. */
import { useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { Sighting } from '@wellmet/shared/sighting';
import { basketOf } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';
import { messageLimit, sendMessage } from '../../messages.ts';

export function BasketCount() {
  const { t } = useWords();
  const count = useLiveQuery(async () => (await basketOf()).length);
  const [emptied, setEmptied] = useState<Sighting[]>([]);
  if (!count && emptied.length === 0) return null;

  async function putBack() {
    for (let i = 0; i < emptied.length; i += messageLimit) await sendMessage('select', emptied.slice(i, i + messageLimit));
    setEmptied([]);
  }

  return (
    <section aria-labelledby="basket" className="basket">
      <h2 id="basket">{t('list.title')}</h2>
      <p>{t('list.selected', { count: count ?? 0 })}</p>
      {count ? (
        <button type="button" className="link" onClick={() => void sendMessage('emptyBasket').then(setEmptied)}>
          {t('list.empty')}
        </button>
      ) : (
        <button type="button" className="link" onClick={() => void putBack()}>
          {t('list.putBack', { count: emptied.length })}
        </button>
      )}
    </section>
  );
}
