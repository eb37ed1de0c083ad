/** Said until it is put away: somebody has taken the member out of the workspace that they were in here, or they have left it themselves. */
import { useLiveQuery } from 'dexie-react-hooks';
import { lostWorkspace } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';
import { sendMessage } from '../../messages.ts';

export function Lost() {
  const { t } = useWords();
  const workspace = useLiveQuery(lostWorkspace);
  if (workspace === undefined) return null;
  return (
    <div className="low" role="alert">
      <p>{t('lost.says', { workspace })}</p>
      <button type="button" className="link" onClick={() => void sendMessage('putLostAway')}>
        {t('lost.ok')}
      </button>
    </div>
  );
}
