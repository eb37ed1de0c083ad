/** The plan: what is in force, what another one would do at once, and asking or paying for it. product.md 2.10. */
import { useEffect, useRef, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { v7 as uuidv7 } from 'uuid';
import { useStore } from 'zustand';
import type { Balance } from '@wellmet/shared/credits';
import type { PlanEvery, PlanRequest, WorkspacePlan } from '@wellmet/shared/plan';
import { lastBalance, serverUrl, whoIsSignedIn } from '../../cache/read.ts';
import { planEn } from '../../i18n/app/plan/en.ts';
import { planFr } from '../../i18n/app/plan/fr.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { resets } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { freshness } from '../app/freshness.ts';
import { RoomHead } from '../app/RoomHead.tsx';
import { RoomWords } from '../app/RoomWords.tsx';
import { Period } from '../credits/Period.tsx';
import { Choice } from './Choice.tsx';
import { Offers, paidFor } from './Offers.tsx';
import { goesOn, Paid } from './Paid.tsx';
import { Requested } from './Requested.tsx';

const ofRoom = { en: planEn, fr: planFr };

/** Brings its own words. */
export default function PlanRoom() {
  return (
    <RoomWords own={ofRoom}>
      <Room />
    </RoomWords>
  );
}

function Room() {
  const { t } = useWords();
  const balance = useLiveQuery(lastBalance);
  const isOld = useStore(freshness, ({ trouble, isOffline }) => trouble !== undefined || isOffline);
  const account = useLiveQuery(whoIsSignedIn);
  return (
    <div className="page wide plan-room">
      <RoomHead title={t('ledger.plan')}>
        <Prices />
      </RoomHead>
      <Period balance={balance} isOld={isOld} />
      {account && balance && <Plans balance={balance} mayAsk={account.workspace.role !== 'member'} />}
    </div>
  );
}

/** On the server: its pricing page needs nobody to be signed in. */
function Prices() {
  const { t, language } = useWords();
  const server = useLiveQuery(serverUrl);
  return (
    <a className="link" href={server && `${server}/pricing?lang=${language}`} target="_blank" rel="noreferrer">
      {t('plan.prices')}
    </a>
  );
}

function Plans({ balance, mayAsk }: { balance: Balance; mayAsk: boolean }) {
  const { t } = useWords();
  const [seats, setSeats] = useState<number>();
  const [every, setEvery] = useState<PlanEvery>('month');
  const { told, trouble, isAsking, askAgain, setRequest } = usePlan(balance, seats);
  const [refused, setRefused] = useState<Trouble>();
  const became = useRef<HTMLOutputElement>(null);
  const [isSending, setIsSending] = useState(false);

  async function send(question: Promise<PlanRequest | Trouble>): Promise<void> {
    setIsSending(true);
    const answer = await question;
    setIsSending(false);
    setRefused(isTrouble(answer) ? answer : undefined);
    if (isTrouble(answer)) return;
    setRequest(answer);
    // The button that was pressed is gone, and what has become of it stands further up.
    requestAnimationFrame(() => became.current?.focus());
  }
  async function go(question: Promise<'opened' | Trouble>): Promise<void> {
    setIsSending(true);
    const answer = await question;
    setIsSending(false);
    setRefused(isTrouble(answer) ? answer : undefined);
  }
  const changePayment = (): void => void go(sendMessage('changePayment'));
  const ask = (plan: string, forSeats: number, paid: PlanEvery): void =>
    void send(sendMessage('askForPlan', { requestId: uuidv7(), plan, seats: forSeats, every: paid }));

  return (
    <>
      {refused && (
        <p className="line" role="alert">
          {troubleInWords(refused, t)}
        </p>
      )}
      <output ref={became} tabIndex={-1}>
        {told?.request && !(told.payment && told.request.state === 'withdrawn') && (
          <Requested
            request={told.request}
            mayAsk={mayAsk}
            isSending={isSending}
            onWithdraw={(id) => void send(sendMessage('withdrawPlanRequest', { id, requestId: uuidv7() }))}
            onAgain={({ plan, seats: wanted, every: paid }) => ask(plan.code, wanted, paid)}
          />
        )}
      </output>
      {told?.payment && mayAsk && <Paid state={told.payment.state} balance={told.balance} isSending={isSending} onChange={changePayment} />}
      {!mayAsk && <AskAnAdmin balance={balance} />}
      <section aria-labelledby="plan-change" aria-busy={isAsking}>
        <h2 id="plan-change">{t('plan.change')}</h2>
        <Choice seats={seats ?? told?.seats ?? balance.plan.seats} every={every} onSeats={setSeats} onEvery={setEvery} />
        {trouble && (
          <div className="empty" role="alert">
            <p>{trouble.trouble === 'unreachable' ? t('unreachable.says') : troubleInWords(trouble, t)}</p>
            <p className="soft">{t('plan.unreachable')}</p>
            <button type="button" className="link" aria-disabled={isAsking} onClick={askAgain}>
              {t('panel.tryAgain')}
            </button>
          </div>
        )}
        {told && (
          <Offers
            told={told}
            every={every}
            mayAsk={mayAsk}
            isBusy={isSending || isAsking}
            onPay={({ plan, seats: forSeats }) =>
              void go(sendMessage('payForPlan', { requestId: uuidv7(), plan: plan.code, seats: forSeats, every: paidFor(plan, every) }))
            }
            onAsk={({ plan, seats: forSeats }) => ask(plan.code, forSeats, paidFor(plan, every))}
          />
        )}
        {told?.payment && mayAsk && !goesOn(told.payment.state) && (
          <div className="row-of-buttons">
            {told.payment.state === 'ended' && (
              <Button kind="quiet" aria-disabled={isSending} onClick={() => !isSending && changePayment()}>
                {t('plan.payment')}
              </Button>
            )}
            <p className="soft">{t('plan.payElsewhere')}</p>
          </div>
        )}
        {!told && !trouble && <Skeleton widths={[100, 100, 66]} />}
      </section>
    </>
  );
}

/** Asks when the balance or the number of seats is another one, and when one comes back to the page: the answer of the operator changes no balance where it is a no. */
function usePlan(balance: Balance, seats: number | undefined) {
  const [told, setTold] = useState<WorkspacePlan>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [isAsking, setIsAsking] = useState(false);
  const latest = useRef(0);
  async function ask(): Promise<void> {
    const mine = (latest.current += 1);
    setIsAsking(true);
    const answer = await sendMessage('workspacePlan', { seats });
    if (mine !== latest.current) return;
    setIsAsking(false);
    setTrouble(isTrouble(answer) ? answer : undefined);
    if (!isTrouble(answer)) setTold(answer);
  }
  const { allotment, used, plan, next } = balance;
  const inForce = `${allotment} ${used} ${plan.code} ${plan.seats} ${next?.code} ${next?.seats}`;
  useEffect(() => {
    void ask();
    const onBack = (): void => void (document.visibilityState === 'visible' && ask());
    document.addEventListener('visibilitychange', onBack);
    return () => document.removeEventListener('visibilitychange', onBack);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what the answer depends on
  }, [seats, inForce]);
  return {
    told,
    trouble,
    isAsking,
    askAgain: () => void ask(),
    setRequest: (request: PlanRequest) => setTold((before) => before && { ...before, request }),
  };
}

/** Members cannot ask the operator: they have a message for those who can. Nothing of it is kept. */
function AskAnAdmin({ balance: { available, allotment, periodEnd, timeZone } }: { balance: Balance }) {
  const { t, language } = useWords();
  const now = useNow();
  const [isCopied, setIsCopied] = useState(false);
  const text = t('plan.message', { left: available, allotment, resets: resets(periodEnd, timeZone, t, language, now) });
  return (
    <section className="plan-note">
      <p>{t('plan.whoMay')}</p>
      <blockquote className="soft">{text}</blockquote>
      <div className="row-of-buttons">
        <Button kind="quiet" onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}>
          {t('plan.copy')}
        </Button>
        <output>{isCopied && t('plan.copied')}</output>
      </div>
    </section>
  );
}
