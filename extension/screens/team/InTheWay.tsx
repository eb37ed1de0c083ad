/** What the server alone knows cannot be shown without it: why, and the way on. */
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import type { Trouble } from '../../messages.ts';

export function InTheWay({ trouble, onAgain }: { trouble: Trouble; onAgain: () => void }) {
  const { t } = useWords();
  return (
    <div className="empty" role="alert">
      <p>{trouble.trouble === 'unreachable' ? t('unreachable.says') : troubleInWords(trouble, t)}</p>
      <button type="button" className="link" onClick={onAgain}>
        {t('panel.tryAgain')}
      </button>
    </div>
  );
}
