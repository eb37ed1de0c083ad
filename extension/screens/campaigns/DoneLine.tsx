/** What came of an act: said to who sees and who hears, with the way back; or why it is not known, with the way on. */
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import type { Doing } from './doing.ts';

export function DoneLine({ doing }: { doing: Doing }) {
  const { t } = useWords();
  const { done, trouble, isBusy, again, run, forget } = doing;
  const undo = done?.undo;
  return (
    <div className="done-line">
      {trouble && (
        <div className="line with-way" role="alert">
          <p>{trouble.trouble === 'unreachable' ? t('campaigns.notConfirmed') : troubleInWords(trouble, t)}</p>
          {again && (
            <Button kind="quiet" onClick={again}>
              {t('panel.tryAgain')}
            </Button>
          )}
          <Button kind="plain" onClick={forget}>
            {t('panel.close')}
          </Button>
        </div>
      )}
      <output className={done?.said ? 'said' : undefined} dir="auto">
        {done?.said}
      </output>
      {undo && (
        <Button kind="quiet" disabled={isBusy} onClick={() => void run(undo)}>
          {t('campaign.undo')}
        </Button>
      )}
    </div>
  );
}
