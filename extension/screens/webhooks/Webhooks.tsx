/** The webhooks of the workspace, for owners and admins: whether each works, what it hears, and the way to another one. What they are: docs/webhooks.md. */
import { useEffect, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { mostWebhooks, type MadeWebhook, type Webhook } from '@wellmet/shared/webhook';
import { webhooksEn } from '../../i18n/app/webhooks/en.ts';
import { webhooksFr } from '../../i18n/app/webhooks/fr.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { isTrouble, sendMessage } from '../../messages.ts';
import { RoomWords } from '../app/RoomWords.tsx';
import { ToCopy } from '../app/ToCopy.tsx';
import { useDoing, type Deed } from '../campaigns/doing.ts';
import { DoneLine } from '../campaigns/DoneLine.tsx';
import { InTheWay } from '../team/InTheWay.tsx';
import { useTold } from '../team/told.ts';
import { OneWebhook } from './OneWebhook.tsx';
import { nameOf } from './told.ts';
import { WebhookForm } from './WebhookForm.tsx';

const late = { en: webhooksEn, fr: webhooksFr };

export default function Webhooks() {
  return (
    <RoomWords own={late}>
      <All />
    </RoomWords>
  );
}

function All() {
  const { t } = useWords();
  const doing = useDoing();
  const [made, setMade] = useState<MadeWebhook>();
  const { answer, trouble, ask } = useTold(() => sendMessage('webhooks', undefined));
  const place = useRef<HTMLDivElement>(null);
  const { done } = doing;
  // What was removed took the focus with it, as the way back does: one goes on where that stands.
  useEffect(() => {
    if (done) (place.current?.querySelector('button') ?? place.current)?.focus();
  }, [done]);

  function removal({ id, url }: Webhook, isBack: boolean): Deed {
    const requestId = uuidv7();
    return async () => {
      const came = await sendMessage('removeWebhook', { requestId, id, isBack });
      if (isTrouble(came)) return came;
      setMade((shown) => (shown?.webhook.id === id ? undefined : shown));
      await ask();
      const name = nameOf(url);
      return isBack
        ? { said: t('webhooks.isBack', { name }) }
        : { said: t('webhooks.removed', { name }), undo: removal({ id, url } as Webhook, true) };
    };
  }

  if (!answer) return trouble ? <InTheWay trouble={trouble} onAgain={() => void ask()} /> : <Skeleton widths={[80, 100, 60]} />;
  const { webhooks, mayBePrivate } = answer;
  return (
    <>
      <p className="soft">{t('webhooks.more')}</p>
      {made && <Secret key={made.secret} made={made} onKept={() => setMade(undefined)} />}
      {webhooks.length > 0 && (
        <ul className="webhooks">
          {webhooks.map((one) => (
            <OneWebhook
              key={one.id}
              webhook={one}
              mayBePrivate={mayBePrivate}
              onMoved={ask}
              onRenewed={setMade}
              onRemove={() => void doing.run(removal(one, false))}
            />
          ))}
        </ul>
      )}
      <div ref={place} tabIndex={-1}>
        <DoneLine doing={doing} />
      </div>
      <Another
        isFirst={webhooks.length === 0}
        isFull={webhooks.length >= mostWebhooks}
        mayBePrivate={mayBePrivate}
        onMade={(one) => {
          doing.forget();
          setMade(one);
          void ask();
        }}
      />
    </>
  );
}

interface AnotherProps {
  isFirst: boolean;
  isFull: boolean;
  mayBePrivate: boolean;
  onMade: (made: MadeWebhook) => void;
}

function Another({ isFirst, isFull, mayBePrivate, onMade }: AnotherProps) {
  const { t } = useWords();
  const [state, setState] = useState<'shown' | 'open' | 'left'>('shown');
  const button = useRef<HTMLButtonElement>(null);
  // After one was made the focus is on its secret.
  useEffect(() => {
    if (state === 'left') button.current?.focus();
  }, [state]);
  if (isFull) return <p className="soft">{t('webhooks.most', { count: mostWebhooks })}</p>;
  if (state === 'open')
    return (
      <WebhookForm
        mayBePrivate={mayBePrivate}
        onMade={(made) => {
          setState('shown');
          onMade(made);
        }}
        onClose={() => setState('left')}
      />
    );
  return (
    <div className={isFirst ? 'empty webhooks-none' : undefined}>
      {isFirst && <p>{t('webhooks.none')}</p>}
      <Button ref={button} kind="quiet" onClick={() => setState('open')}>
        {t('webhooks.add')}
      </Button>
    </div>
  );
}

function Secret({ made: { webhook, secret }, onKept }: { made: MadeWebhook; onKept: () => void }) {
  const { t } = useWords();
  const place = useRef<HTMLElement>(null);
  // It is shown this once: nobody is to miss it.
  useEffect(() => place.current?.focus(), []);
  const label = t('webhooks.secretOf', { name: nameOf(webhook.url) });
  return (
    <section ref={place} className="webhook-secret" aria-label={label} tabIndex={-1}>
      <p>
        <strong>{label}</strong>
      </p>
      <p>{t('webhooks.once')}</p>
      <ToCopy label={label} value={secret} />
      <div className="row-of-buttons">
        <Button kind="quiet" onClick={onKept}>
          {t('webhooks.kept')}
        </Button>
      </div>
    </section>
  );
}
