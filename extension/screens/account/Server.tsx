import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { browser } from 'wxt/browser';
import { serverUrl } from '../../cache/read.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { sendMessage } from '../../messages.ts';
import { originPattern, serverOrigin } from './serverAddress.ts';

/** Which server this device works with: quiet, since most never change it. */
export function Server({ signedIn = false }: { signedIn?: boolean }) {
  const { t } = useWords();
  const url = useLiveQuery(serverUrl);
  const [state, setState] = useState<'shown' | 'changing' | 'closed'>('shown');
  const change = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (state === 'closed') change.current?.focus();
  }, [state]);

  if (state === 'changing' && url) return <ServerForm present={url} signedIn={signedIn} onClose={() => setState('closed')} />;
  return (
    <p className="fine">
      {t('server.is', { server: url ? new URL(url).host : '…' })}{' '}
      <button ref={change} type="button" className="link" disabled={!url} onClick={() => setState('changing')}>
        {t('server.change')}
      </button>
    </p>
  );
}

function ServerForm({ present, signedIn, onClose }: { present: string; signedIn: boolean; onClose: () => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(present);
  const [wrong, setWrong] = useState<Key>();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  async function use(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const address = serverOrigin(typed);
    if ('wrong' in address) return setWrong(address.wrong);
    // First of all that is awaited: the browser asks the user only within their own click.
    if (!(await mayContact(address.url))) return setWrong('server.notAllowed');
    if (address.url !== present) await sendMessage('useServer', { url: address.url });
    return onClose();
  }

  return (
    <form className="server" noValidate onSubmit={(event) => void use(event)}>
      <Field
        ref={input}
        label={t('server.address')}
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={typed}
        hint={signedIn ? t('server.signsOut') : undefined}
        error={wrong && t(wrong)}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className="server-actions">
        <Button kind="quiet" type="submit">
          {t('server.use')}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t('server.keep')}
        </Button>
      </div>
    </form>
  );
}

/** True at once where the browser has granted it before. */
async function mayContact(origin: string): Promise<boolean> {
  try {
    return await browser.permissions.request({ origins: [originPattern(origin)] });
  } catch {
    return false;
  }
}
