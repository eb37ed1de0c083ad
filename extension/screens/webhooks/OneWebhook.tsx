/** One webhook: whether it works, and what can be done with it. */
import { useEffect, useId, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { webhookEvents, type MadeWebhook, type Webhook } from '@wellmet/shared/webhook';
import { ago, clock } from '../../i18n/time.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { AskOnce } from '../app/AskOnce.tsx';
import { asked, useDoing, type Deed } from '../campaigns/doing.ts';
import { DoneLine } from '../campaigns/DoneLine.tsx';
import { Deliveries } from './Deliveries.tsx';
import { cameInWords, eventNames, nameOf } from './told.ts';
import { WebhookForm } from './WebhookForm.tsx';

interface OneWebhookProps {
  webhook: Webhook;
  mayBePrivate: boolean;
  /** It may stand otherwise now. */
  onMoved: () => Promise<void>;
  onRenewed: (made: MadeWebhook) => void;
  onRemove: () => void;
}

export function OneWebhook({ webhook, mayBePrivate, onMoved, onRenewed, onRemove }: OneWebhookProps) {
  const { t } = useWords();
  const id = useId();
  const doing = useDoing();
  const [isChanging, setChanging] = useState(false);
  const [isOpen, setOpen] = useState(false);
  /** Another number: something is on its way that was not. */
  const [sent, setSent] = useState(0);
  const change = useRef<HTMLButtonElement>(null);
  const wasChanging = useRef(false);
  useEffect(() => {
    if (wasChanging.current && !isChanging) change.current?.focus();
    wasChanging.current = isChanging;
  }, [isChanging]);
  const name = nameOf(webhook.url);
  const isPaused = webhook.paused !== undefined;

  function test(): Deed {
    const requestId = uuidv7();
    return async () => {
      const came = await sendMessage('testWebhook', { requestId, id: webhook.id });
      if (isTrouble(came)) return came;
      setOpen(true);
      setSent((before) => before + 1);
      return { said: t('webhooks.tested') };
    };
  }

  function pausing(to: boolean, isUndo = false): Deed {
    const requestId = uuidv7();
    const { url, events } = webhook;
    return async () => {
      const came = await sendMessage('changeWebhook', { requestId, id: webhook.id, url, events, isPaused: to });
      if (isTrouble(came)) return came;
      setSent((before) => before + 1);
      await onMoved();
      return { said: t(to ? 'webhooks.nowPaused' : 'webhooks.goesOn', { name }), ...(!isUndo && { undo: pausing(!to, true) }) };
    };
  }

  function replay(deliveryId?: string): Deed {
    const requestId = uuidv7();
    return async () => {
      const came = await sendMessage('replayWebhook', { requestId, id: webhook.id, ...(deliveryId !== undefined && { deliveryId }) });
      if (isTrouble(came)) return came;
      setOpen(true);
      setSent((before) => before + 1);
      await onMoved();
      return { said: t('webhooks.sentAgain', { count: came.deliveries }) };
    };
  }

  async function renew(): Promise<Trouble | undefined> {
    const came = await asked(sendMessage('renewWebhookSecret', { requestId: uuidv7(), id: webhook.id }));
    if (isTrouble(came)) return came;
    setChanging(false);
    onRenewed(came);
    return undefined;
  }

  return (
    <li>
      <Told webhook={webhook} />
      {webhook.failed > 0 && (
        <p className="webhook-given-up">
          {t('webhooks.givenUp', { count: webhook.failed })}{' '}
          <button type="button" className="link" onClick={() => void doing.run(replay())}>
            {t('webhooks.againAll')}
          </button>
        </p>
      )}
      {isChanging ? (
        <div className="webhook-change">
          <WebhookForm
            of={webhook}
            mayBePrivate={mayBePrivate}
            onClose={() => setChanging(false)}
            onChanged={({ url }) => {
              setChanging(false);
              void doing.run(async () => {
                await onMoved();
                return { said: t('webhooks.changed', { name: nameOf(url) }) };
              });
            }}
          />
          <AskOnce
            kind="plain"
            label={t('webhooks.renew')}
            name={t('webhooks.renewNamed', { name })}
            question={t('webhooks.renewSure')}
            destroys
            yes={t('webhooks.renewYes')}
            doing={t('webhooks.renewing')}
            onYes={renew}
          />
        </div>
      ) : (
        <div className="row-of-buttons">
          {!isPaused && (
            <Button kind="quiet" aria-label={t('webhooks.testNamed', { name })} onClick={() => void doing.run(test())}>
              {t('webhooks.test')}
            </Button>
          )}
          {isPaused && (
            <Button kind="quiet" aria-label={t('webhooks.goOnNamed', { name })} onClick={() => void doing.run(pausing(false))}>
              {t('webhooks.goOn')}
            </Button>
          )}
          <Button
            kind="plain"
            aria-label={t('webhooks.deliveriesNamed', { name })}
            aria-expanded={isOpen}
            aria-controls={isOpen ? `${id}deliveries` : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            {t('webhooks.deliveries')}
          </Button>
          <Button ref={change} kind="plain" aria-label={t('webhooks.changeNamed', { name })} onClick={() => setChanging(true)}>
            {t('webhooks.change')}
          </Button>
          {!isPaused && (
            <Button kind="plain" aria-label={t('webhooks.pauseNamed', { name })} onClick={() => void doing.run(pausing(true))}>
              {t('webhooks.pause')}
            </Button>
          )}
          <Button kind="plain" aria-label={t('webhooks.removeNamed', { name })} onClick={onRemove}>
            {t('webhooks.remove')}
          </Button>
        </div>
      )}
      <DoneLine doing={doing} />
      {isOpen && (
        <div id={`${id}deliveries`}>
          <Deliveries
            webhookId={webhook.id}
            label={t('webhooks.deliveriesNamed', { name })}
            isPaused={isPaused}
            sent={sent}
            onMoved={onMoved}
            onAgain={(deliveryId) => void doing.run(replay(deliveryId))}
          />
        </div>
      )}
    </li>
  );
}

type State = 'works' | 'unused' | 'fails' | 'paused';
const stateNames: Record<State, Key> = {
  works: 'webhooks.works',
  unused: 'webhooks.unused',
  fails: 'webhooks.fails',
  paused: 'webhooks.paused',
};

function stateOf({ paused, failingSince, lastTry }: Webhook): State {
  if (paused) return 'paused';
  if (failingSince !== undefined) return 'fails';
  return lastTry ? 'works' : 'unused';
}

function Told({ webhook }: { webhook: Webhook }) {
  const { t, language } = useWords();
  const now = useNow();
  const { url, events, paused, failingSince, lastTry } = webhook;
  const state = stateOf(webhook);
  return (
    <div className="webhook-told">
      <p className="webhook-head">
        <strong dir="ltr">{url}</strong>
        <span className={`webhook-state ${state}`}>{t(stateNames[state])}</span>
      </p>
      <p className="soft">
        {events.length === webhookEvents.length ? t('audit.everything') : events.map((event) => t(eventNames[event])).join(' · ')}
      </p>
      {paused && <p>{t(paused === 'asked' ? 'webhooks.pausedAsked' : 'webhooks.pausedFailing')}</p>}
      {!paused && failingSince !== undefined && <p>{t('webhooks.failsSince', { moment: clock(failingSince, t, language, now) })}</p>}
      {lastTry && <p className="fine">{t('webhooks.last', { ago: ago(lastTry.at, language, now), came: cameInWords(lastTry, t) })}</p>}
    </div>
  );
}
