/** Where a webhook is and what it hears: a new one, or one that is changed. */
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { webhookEvents, type MadeWebhook, type Webhook, type WebhookEvent } from '@wellmet/shared/webhook';
import { OutsideUrl } from '@wellmet/shared/outside';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { Checks } from '../app/Checks.tsx';
import { asked } from '../campaigns/doing.ts';
import { eventNames } from './told.ts';

type Of = { of: Webhook; onChanged: (webhook: Webhook) => void } | { of?: undefined; onMade: (made: MadeWebhook) => void };
type WebhookFormProps = Of & { mayBePrivate: boolean; onClose: () => void };

export function WebhookForm(props: WebhookFormProps) {
  const { t } = useWords();
  const { of, mayBePrivate, onClose } = props;
  const [url, setUrl] = useState(of?.url ?? '');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(of?.events ?? []);
  // Said again after trouble it is the same request; what was entered anew is another one.
  const [requestId, setRequestId] = useState(() => uuidv7());
  const [wrong, setWrong] = useState<{ url?: Key | undefined; events?: Key | undefined }>({});
  const [state, setState] = useState<'shown' | 'doing' | Trouble>('shown');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  function enter(): void {
    setRequestId(uuidv7());
    setWrong({});
    setState((before) => (before === 'doing' ? before : 'shown'));
  }

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (state === 'doing') return;
    const found = {
      url: mistakeIn(url.trim(), mayBePrivate),
      events: events.length === 0 ? ('webhooks.eventsMissing' as const) : undefined,
    };
    setWrong(found);
    if (found.url ?? found.events) return;
    setState('doing');
    const wish = { requestId, url: url.trim(), events: [...events] };
    const trouble = await send(wish);
    if (!trouble) return;
    if (trouble.trouble === 'refused' && trouble.problem.code === 'invalid-request') {
      setWrong({ url: 'webhooks.urlRefused' });
      setState('shown');
    } else setState(trouble);
  }

  async function send(wish: { requestId: string; url: string; events: WebhookEvent[] }): Promise<Trouble | undefined> {
    if (props.of) {
      const { id, paused } = props.of;
      const came = await asked(sendMessage('changeWebhook', { ...wish, id, isPaused: paused !== undefined }));
      if (isTrouble(came)) return came;
      props.onChanged(came);
    } else {
      const came = await asked(sendMessage('makeWebhook', wish));
      if (isTrouble(came)) return came;
      props.onMade(came);
    }
    return undefined;
  }

  const isDoing = state === 'doing';
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape, from wherever in it one is
    <form
      ref={form}
      className="webhook-form"
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => event.key === 'Escape' && !isDoing && onClose()}
    >
      <Field
        label={t('webhooks.url')}
        type="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        placeholder="https://"
        value={url}
        hint={mayBePrivate ? `${t('webhooks.urlHint')} ${t('webhooks.urlHintOwn')}` : t('webhooks.urlHint')}
        error={wrong.url && t(wrong.url)}
        onChange={(event) => {
          setUrl(event.currentTarget.value);
          enter();
        }}
      />
      <Events
        chosen={events}
        onChoose={(chosen) => {
          setEvents(chosen);
          enter();
        }}
      />
      {wrong.events && (
        <p className="line" role="alert">
          {t(wrong.events)}
        </p>
      )}
      {typeof state === 'object' && (
        <p className="line" role="alert">
          {state.trouble === 'unreachable' ? t('campaigns.notConfirmed') : troubleInWords(state, t)}
        </p>
      )}
      <div className="row-of-buttons">
        <Button kind="primary" type="submit" aria-disabled={isDoing}>
          {of ? t(isDoing ? 'webhooks.saving' : 'contact.save') : t(isDoing ? 'webhooks.making' : 'webhooks.make')}
        </Button>
        <Button kind="quiet" disabled={isDoing} onClick={onClose}>
          {t('signIn.cancel')}
        </Button>
      </div>
    </form>
  );
}

function mistakeIn(url: string, mayBePrivate: boolean): Key | undefined {
  if (!URL.canParse(url) || !/^https?:\/\//i.test(url)) return 'webhooks.urlWrong';
  if (!mayBePrivate && !/^https:/i.test(url)) return 'webhooks.urlNotSecure';
  return OutsideUrl.safeParse(url).success ? undefined : 'webhooks.urlRefused';
}

function Events({ chosen, onChoose }: { chosen: readonly WebhookEvent[]; onChoose: (events: readonly WebhookEvent[]) => void }) {
  const { t } = useWords();
  const isAll = chosen.length === webhookEvents.length;
  const all = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (all.current) all.current.indeterminate = chosen.length > 0 && !isAll;
  }, [chosen, isAll]);
  return (
    <Checks title={t('webhooks.events')} all={webhookEvents} chosen={chosen} name={(event) => t(eventNames[event])} onChange={onChoose}>
      <label className="check">
        <input
          ref={all}
          type="checkbox"
          checked={isAll}
          onChange={({ currentTarget: { checked } }) => onChoose(checked ? webhookEvents : [])}
        />
        {t('audit.everything')}
      </label>
    </Checks>
  );
}
