/** A provider that feeds the pool instead of files: where it is, the workspace's key for it, on which terms; and fetching from it, which is an import like any other. */
import { useEffect, useId, useState, type SubmitEvent } from 'react';
import { useStore } from 'zustand';
import { v7 as uuidv7 } from 'uuid';
import { OutsideKey, OutsideUrl } from '@wellmet/shared/outside';
import type { PoolProvider } from '@wellmet/shared/provider';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { asked } from '../campaigns/doing.ts';
import { AskOnce } from '../app/AskOnce.tsx';
import { bringImports, feeding, type TermsSoFar } from './feeding.ts';
import { basisNames } from '../app/basisNames.ts';
import { TermsFields, wholeTerms } from './TermsFields.tsx';

type Setting = NonNullable<PoolProvider['setting']>;

export function Provider() {
  const { t } = useWords();
  const [told, setTold] = useState<PoolProvider | Trouble>();
  const [isOpen, setOpen] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const [said, setSaid] = useState('');
  useEffect(() => {
    void (async () => {
      const answer = await asked(sendMessage('poolProvider', undefined));
      setTold(answer);
      setOpen(!isTrouble(answer) && answer.setting !== undefined);
    })();
  }, []);
  /** Where the next fetch begins is another place then. */
  async function hasEnded(): Promise<void> {
    setSaid('');
    const answer = await asked(sendMessage('poolProvider', undefined));
    if (!isTrouble(answer)) setTold(answer);
  }
  // Files are the usual way: what cannot be said of providers now is no reason to say anything.
  if (!told || isTrouble(told)) return null;
  const { setting, mayBePrivate } = told;
  const isTold = (answer: PoolProvider, words: string): void => {
    setTold(answer);
    setChanging(false);
    setSaid(words);
  };
  return (
    <details className="pool-provider" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('provider.title')}</summary>
      {isOpen && (
        <div>
          {setting && !isChanging ? (
            <Kept setting={setting} onChange={() => setChanging(true)} onTold={isTold} onSaid={setSaid} onEnd={() => void hasEnded()} />
          ) : (
            <Form setting={setting} mayBePrivate={mayBePrivate} onTold={isTold} onCancel={setting && (() => setChanging(false))} />
          )}
          <output className={said === '' ? 'unseen' : 'soft'}>{said}</output>
        </div>
      )}
    </details>
  );
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

interface KeptProps {
  setting: Setting;
  onChange: () => void;
  onTold: (answer: PoolProvider, words: string) => void;
  onSaid: (words: string) => void;
  /** A fetch has ended. */
  onEnd: () => void;
}

function Kept({ setting: { url, terms, goesOn, importId }, onChange, onTold, onSaid, onEnd }: KeptProps) {
  const { t } = useWords();
  const imports = useStore(feeding, (state) => state.imports);
  const [isBusy, setBusy] = useState(false);
  const [fetched, setFetched] = useState(importId);
  const state = imports?.find(({ id }) => id === fetched)?.state;
  const isRunning = state === 'running';
  /** Begun here, or seen running. */
  const [isAwaited, setAwaited] = useState(false);
  useEffect(() => {
    if (isRunning) setAwaited(true);
    else if (isAwaited && state !== undefined) {
      setAwaited(false);
      onEnd();
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when it ends
  }, [isAwaited, state]);

  async function fetchNow(fromStart: boolean): Promise<void> {
    setBusy(true);
    const answer = await asked(sendMessage('fetchPeople', { requestId: uuidv7(), fromStart }));
    setBusy(false);
    if (isTrouble(answer)) return onSaid(troubleInWords(answer, t));
    setFetched(answer.id);
    setAwaited(true);
    onSaid(t('provider.begun'));
    await bringImports();
  }

  async function forget(): Promise<Trouble | undefined> {
    const answer = await asked(sendMessage('removePoolProvider', { requestId: uuidv7() }));
    if (isTrouble(answer)) return answer;
    onTold(answer, t('provider.forgotten'));
    return undefined;
  }

  const isDisabled = isBusy || isRunning;
  return (
    <>
      <p>
        <strong dir="auto">{hostOf(url)}</strong>
        <br />
        <span className="soft" dir="auto">
          {t('pool.terms3', { source: terms.source, licence: terms.licence, basis: t(basisNames[terms.lawfulBasis].name) })}
        </span>
      </p>
      <div className="row-of-buttons">
        <Button kind="primary" disabled={isDisabled} onClick={() => void fetchNow(false)}>
          {t(isRunning ? 'provider.fetching' : goesOn ? 'provider.fetchNew' : 'provider.fetch')}
        </Button>
        {goesOn && (
          <Button kind="quiet" disabled={isDisabled} onClick={() => void fetchNow(true)}>
            {t('provider.fetchAll')}
          </Button>
        )}
        <Button kind="quiet" disabled={isBusy} onClick={onChange}>
          {t('provider.change')}
        </Button>
      </div>
      <AskOnce
        kind="quiet"
        label={t('provider.forget')}
        disabled={isBusy}
        question={t('provider.forgetAsk')}
        destroys
        yes={t('provider.forgetYes')}
        doing={t('provider.forgetting')}
        onYes={forget}
      />
    </>
  );
}

interface FormProps {
  setting: Setting | undefined;
  mayBePrivate: boolean;
  onTold: (answer: PoolProvider, words: string) => void;
  onCancel: (() => void) | undefined;
}

function Form({ setting, mayBePrivate, onTold, onCancel }: FormProps) {
  const { t } = useWords();
  const title = useId();
  const [url, setUrl] = useState(setting?.url ?? '');
  const [key, setKey] = useState('');
  const [terms, setTerms] = useState<TermsSoFar>(setting?.terms ?? { source: '', licence: '', lawfulBasis: undefined });
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const address = url.trim();
  const isAddress = OutsideUrl.safeParse(address).success && (mayBePrivate || address.startsWith('https:'));
  const isKey = key === '' || OutsideKey.safeParse(key.trim()).success;

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setTried(true);
    const whole = wholeTerms(terms);
    if (!isAddress || !isKey || !whole || isBusy) return;
    setBusy(true);
    setTrouble('');
    const given = { requestId: uuidv7(), url: address, ...whole, ...(key !== '' && { key: key.trim() }) };
    const answer = await asked(sendMessage('setPoolProvider', given));
    setBusy(false);
    if (isTrouble(answer)) setTrouble(troubleInWords(answer, t));
    else onTold(answer, t('provider.kept'));
  }

  return (
    <form className="pool-terms" noValidate aria-labelledby={title} onSubmit={(event) => void submit(event)}>
      <p id={title} className="fine">
        {t('provider.what')}
      </p>
      <Field
        label={t('provider.url')}
        error={isTried && !isAddress ? t('provider.needsUrl') : undefined}
        type="url"
        required
        maxLength={500}
        placeholder="https://people.example/people"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Field
        label={t('provider.key')}
        hint={t(setting?.hasKey === true && setting.url === address ? 'provider.keyKept' : 'provider.keyHint')}
        error={isTried && !isKey ? t('provider.needsKey') : undefined}
        type="password"
        autoComplete="off"
        maxLength={500}
        value={key}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <TermsFields terms={terms} onChange={(changed) => setTerms({ ...terms, ...changed })} isTried={isTried} />
      {trouble !== '' && (
        <p className="line" role="alert">
          {trouble}
        </p>
      )}
      <div className="row-of-buttons">
        <Button kind="primary" type="submit" aria-disabled={isBusy}>
          {t('provider.keep')}
        </Button>
        {onCancel && (
          <Button kind="quiet" onClick={onCancel}>
            {t('provider.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
