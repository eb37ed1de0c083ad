/** What to do first, where no credit was taken yet. */
import { useLiveQuery } from 'dexie-react-hooks';
import { serverUrl } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';
import { isLoopback } from '../account/serverAddress.ts';

export function NothingTaken() {
  const { t } = useWords();
  const server = useLiveQuery(serverUrl);
  return (
    <div className="empty">
      <p>{t('ledger.nothing')}</p>
      <p className="soft">{t('contacts.noneMore')}</p>
      <p className="soft">{t('ledger.nothingMore')}</p>
      {server && isLoopback(new URL(server)) && (
        <a className="link" href={`${server}/practice/`} target="_blank" rel="noreferrer">
          {t('contacts.practice')}
        </a>
      )}
    </div>
  );
}
