/** What a webhook was sent, the newest first, and what came of it; asked again while something is on its way. */
import { useEffect, useRef, useState } from 'react';
import type { WebhookDelivery, WebhookDeliveryPage } from '@wellmet/shared/webhook';
import { clock } from '../../i18n/time.ts';
import { useWords, type T } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { asked } from '../campaigns/doing.ts';
import { InTheWay } from '../team/InTheWay.tsx';
import { cameInWords, eventNames } from './told.ts';

interface DeliveriesProps {
  webhookId: string;
  label: string;
  isPaused: boolean;
  /** Another number: something is on its way that was not. */
  sent: number;
  /** Something has come of a try. */
  onMoved: () => Promise<void>;
  onAgain: (deliveryId: string) => void;
}

const lookAgainMs = 1_500;
/** A receiver has ten seconds; nobody is asked for ever. */
const mostLooks = 12;

export function Deliveries({ webhookId: id, label, isPaused, sent, onMoved, onAgain }: DeliveriesProps) {
  const { t } = useWords();
  const [shown, setShown] = useState<WebhookDeliveryPage>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [isBusy, setBusy] = useState(false);
  const looks = useRef(mostLooks);

  /** The newest anew; what is older stays. */
  async function look(): Promise<void> {
    const page = await asked(sendMessage('webhookDeliveries', { id }));
    setTrouble(isTrouble(page) ? page : undefined);
    if (!isTrouble(page)) setShown((before) => withOlder(page, before));
  }

  async function bringEarlier(): Promise<void> {
    if (shown?.next === undefined || isBusy) return;
    setBusy(true);
    const page = await asked(sendMessage('webhookDeliveries', { id, cursor: shown.next }));
    setBusy(false);
    setTrouble(isTrouble(page) ? page : undefined);
    if (!isTrouble(page)) setShown({ ...page, deliveries: [...shown.deliveries, ...page.deliveries] });
  }

  useEffect(() => {
    looks.current = mostLooks;
    void look();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- on opening, and when something was sent
  }, [sent]);

  const isUnderWay = !isPaused && shown?.deliveries.some(isOnItsWay) === true;
  useEffect(() => {
    if (!isUnderWay || looks.current === 0) return undefined;
    const timer = setTimeout(() => {
      looks.current -= 1;
      void look();
    }, lookAgainMs);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- after each answer
  }, [isUnderWay, shown]);

  const wasUnderWay = useRef(false);
  useEffect(() => {
    if (wasUnderWay.current && !isUnderWay) void onMoved();
    wasUnderWay.current = isUnderWay;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when it is over
  }, [isUnderWay]);

  if (!shown) return trouble ? <InTheWay trouble={trouble} onAgain={() => void look()} /> : <Skeleton widths={[100, 100, 100]} />;
  if (shown.deliveries.length === 0) return <p className="soft">{t('webhooks.nothingSent')}</p>;
  return (
    <div className="webhook-deliveries">
      <table className="table folds" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('webhooks.event')}</th>
            <th scope="col">{t('webhooks.when')}</th>
            <th scope="col">{t('webhooks.answer')}</th>
            <th scope="col" className="number">
              {t('webhooks.tries')}
            </th>
            <th scope="col">
              <span className="unseen">{t('webhooks.again')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.deliveries.map((one) => (
            <Row key={one.id} delivery={one} isPaused={isPaused} onAgain={() => onAgain(one.id)} />
          ))}
        </tbody>
      </table>
      {trouble && <InTheWay trouble={trouble} onAgain={() => void look()} />}
      {shown.next !== undefined && !trouble && (
        <Button kind="quiet" aria-disabled={isBusy} onClick={() => void bringEarlier()}>
          {t('audit.earlier')}
        </Button>
      )}
    </div>
  );
}

interface RowProps {
  delivery: WebhookDelivery;
  isPaused: boolean;
  onAgain: () => void;
}

function Row({ delivery, isPaused, onAgain }: RowProps) {
  const { t, language } = useWords();
  const now = useNow();
  const { type, at, tries, dueAt } = delivery;
  const moment = clock(at, t, language, now);
  const event = t(eventNames[type]);
  const isMoving = !isPaused && isOnItsWay(delivery);
  const nextTry = isPaused || isMoving ? undefined : dueAt;
  return (
    <tr>
      <th scope="row">{event}</th>
      <td>
        <time dateTime={at}>{moment}</time>
      </td>
      <td className={`webhook-${nextTry === undefined ? delivery.state : 'late'}`}>
        {answerInWords(delivery, isPaused, t)}
        {nextTry !== undefined && <span className="soft">{t('webhooks.next', { moment: clock(nextTry, t, language, now) })}</span>}
      </td>
      <td className="number" data-label={t('webhooks.tries')}>
        {tries}
      </td>
      <td className="webhook-act">
        {!isPaused && !isMoving && (
          <Button kind="plain" aria-label={t('webhooks.againNamed', { event, moment })} onClick={onAgain}>
            {t('webhooks.again')}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Not tried yet, or just being tried. */
const isOnItsWay = ({ state, tries, dueAt }: WebhookDelivery): boolean =>
  state === 'waiting' && (tries === 0 || (dueAt !== undefined && Date.parse(dueAt) <= Date.now()));

function answerInWords(delivery: WebhookDelivery, isPaused: boolean, t: T): string {
  const { state, lastTry } = delivery;
  if (state === 'waiting' && isPaused) return t('webhooks.waitsForGoOn');
  if (isOnItsWay(delivery) || !lastTry) return t('webhooks.onItsWay');
  const came = cameInWords(lastTry, t);
  if (state === 'delivered') return t('webhooks.arrived', { came });
  return state === 'failed' ? t('webhooks.gaveUp', { came }) : t('webhooks.notArrived', { came });
}

/** Ids are of the time: what is older than the page was there before. */
function withOlder(page: WebhookDeliveryPage, before: WebhookDeliveryPage | undefined): WebhookDeliveryPage {
  const last = page.deliveries.at(-1);
  const older = last && page.next !== undefined ? (before?.deliveries.filter(({ id }) => id < last.id) ?? []) : [];
  return older.length === 0
    ? page
    : { deliveries: [...page.deliveries, ...older], ...(before?.next !== undefined && { next: before.next }) };
}
