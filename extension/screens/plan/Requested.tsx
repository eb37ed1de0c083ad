/** What was asked for last, and what has become of it; to be taken back until it is answered, and asked again after that. */
import type { PlanRequest } from '@wellmet/shared/plan';
import { day } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';

interface RequestedProps {
  request: PlanRequest;
  mayAsk: boolean;
  isSending: boolean;
  onWithdraw: (id: string) => void;
  onAgain: (request: PlanRequest) => void;
}

export function Requested({ request, mayAsk, isSending, onWithdraw, onAgain }: RequestedProps) {
  const { t, language } = useWords();
  const now = useNow();
  const { id, plan, seats, every, state, askedAt, askedBy, byYou, answeredAt, answer } = request;
  const asked = day(askedAt, language, now);
  const answered = day(answeredAt ?? askedAt, language, now);
  return (
    <div className="plan-note">
      <p>
        {byYou ? t('plan.askedByYou', { day: asked }) : t('plan.askedBy', { day: asked, member: askedBy })}{' '}
        <strong>
          {t('plan.wanted', {
            plan: plan.name,
            seats: t('ledger.seats', { count: seats }),
            every: every === 'month' ? t('plan.paidMonthly') : t('plan.paidAnnually'),
          })}
        </strong>
      </p>
      <p className="soft">
        {state === 'open' && t('plan.waits')}
        {state === 'accepted' && t('plan.accepted', { day: answered })}
        {state === 'declined' && t('plan.declined', { day: answered })}
        {state === 'withdrawn' && t('plan.withdrawn')}
      </p>
      {answer && <blockquote dir="auto">{answer}</blockquote>}
      {mayAsk && (state === 'open' || state === 'withdrawn') && (
        <div className="row-of-buttons">
          {state === 'open' ? (
            <Button kind="quiet" aria-disabled={isSending} onClick={() => !isSending && onWithdraw(id)}>
              {t('plan.withdraw')}
            </Button>
          ) : (
            <Button kind="quiet" aria-disabled={isSending} onClick={() => !isSending && onAgain(request)}>
              {t('plan.again')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
