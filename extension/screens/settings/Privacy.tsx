/** What is read, what is sent, and what never is; and where one's rights over a person's data are used. product.md 4 and 7. */
import { useLiveQuery } from 'dexie-react-hooks';
import { serverUrl } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';
import { addressOf } from '../app/route.ts';

export function Privacy() {
  const { t } = useWords();
  const server = useLiveQuery(serverUrl);
  return (
    <>
      <dl className="plain">
        <div>
          <dt>{t('settingsRoom.reads')}</dt>
          <dd>{t('settingsRoom.readsMore')}</dd>
        </div>
        <div>
          <dt>{t('settingsRoom.sends')}</dt>
          <dd>{t('settingsRoom.sendsMore', { server: server ? new URL(server).host : '…' })}</dd>
        </div>
        <div>
          <dt>{t('settingsRoom.never')}</dt>
          <dd>{t('settingsRoom.neverMore')}</dd>
        </div>
        <div>
          <dt>{t('settingsRoom.rights')}</dt>
          <dd>
            {t('settingsRoom.rightsMore')}{' '}
            <a className="link" href={addressOf({ room: 'contacts' })}>
              {t('settingsRoom.toContacts')}
            </a>
          </dd>
        </div>
      </dl>
      <p className="fine">{t('footer')}</p>
    </>
  );
}
