/** Where there is no person in the tab: where to find one; on a server of one's own, on a practice page. */
import { useLiveQuery } from 'dexie-react-hooks';
import { serverUrl } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';
import { isLoopback } from '../account/serverAddress.ts';

export function FirstProfile() {
  const { t } = useWords();
  return (
    <div className="empty">
      <h2>{t('panelRoom.noPage')}</h2>
      <p className="soft">{t('panelRoom.noPageMore')}</p>
      <p className="places">
        <a className="link" href="https://www.linkedin.com/" target="_blank" rel="noreferrer">
          {t('panelRoom.linkedin')}
        </a>
        <PracticeLink />
      </p>
    </div>
  );
}

/** Only the server on this machine has practice pages. */
export function PracticeLink() {
  const { t } = useWords();
  const server = useLiveQuery(serverUrl);
  if (!server || !isLoopback(new URL(server))) return null;
  return (
    <a className="link" href={`${server}/practice/`} target="_blank" rel="noreferrer">
      {t('contacts.practice')}
    </a>
  );
}
