/** The language model of the workspace: what is on and who decided, for everybody; for the owner, the form and their consent. product.md 5.5. */
import { useEffect, useId, useState, type FormEvent } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { v7 as uuidv7 } from 'uuid';
import { consentVersion, type LanguageModel as Told, type ModelTrial } from '@wellmet/shared/languageModel';
import { inventedProfile } from '@wellmet/shared/modelText';
import { whoIsSignedIn } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { when } from '../../i18n/time.ts';
import { useWords, type T } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { modelTroubleNames } from './modelTroubleNames.ts';
import { SentText } from './SentText.tsx';

export function LanguageModel() {
  const { t } = useWords();
  const account = useLiveQuery(whoIsSignedIn);
  const [told, setTold] = useState<Told | Trouble>();
  const workspaceId = account?.workspace.id;
  useEffect(() => {
    let isShown = true;
    if (workspaceId !== undefined)
      void (async () => {
        const answer = await sendMessage('languageModel');
        if (isShown) setTold(answer);
      })();
    return () => {
      isShown = false;
    };
  }, [workspaceId]);
  const isOwner = account?.workspace.role === 'owner';
  return (
    <>
      <p className="soft">{t('model.what')}</p>
      {told === undefined ? (
        <Skeleton widths={[60, 90, 40]} />
      ) : isTrouble(told) ? (
        <p className="waits">{troubleInWords(told, t)}</p>
      ) : (
        <>
          <State told={told} isOwner={isOwner} />
          {isOwner && <Form key={workspaceId} told={told} onTold={setTold} />}
          {!isOwner && told.isOn && <Leaves />}
        </>
      )}
    </>
  );
}

/** @param isOpen to begin with: nobody agrees to what they have not been shown. */
function Leaves({ isOpen = false }: { isOpen?: boolean }) {
  const { t } = useWords();
  return (
    <details open={isOpen}>
      <summary>{t('model.leaves')}</summary>
      <SentText of={inventedProfile} />
    </details>
  );
}

function State({ told: { isOn, setting, consent, usage }, isOwner }: { told: Told; isOwner: boolean }) {
  const { t, language } = useWords();
  const now = useNow();
  const figures = new Intl.NumberFormat(language);
  return (
    <>
      <p>
        {isOn && setting ? (
          <>
            <strong>{t('model.on', { model: setting.model, host: hostOf(setting.url) })}</strong>
            {consent && (
              <>
                <br />
                <span className="fine">{t('model.decided', { by: consent.by, when: when(consent.at, t, language, now) })}</span>
              </>
            )}
          </>
        ) : (
          t(isOwner ? 'model.off' : 'model.offMember')
        )}
      </p>
      {setting && (
        <dl className="figures">
          <div>
            <dt>{t('model.used')}</dt>
            <dd>{t('model.usedOf', { used: figures.format(usage.requests), budget: figures.format(setting.budgetRequests) })}</dd>
          </div>
          <div>
            <dt>{t('model.rejected')}</dt>
            <dd>
              {figures.format(usage.rejected)}
              <span className="soft">{t('model.rejectedMore')}</span>
            </dd>
          </div>
        </dl>
      )}
    </>
  );
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '…');

function Form({ told: { isOn, setting, mayBePrivate }, onTold }: { told: Told; onTold: (told: Told) => void }) {
  const { t, language } = useWords();
  const id = useId();
  const [form, setForm] = useState({
    url: setting?.url ?? '',
    model: setting?.model ?? '',
    key: '',
    budget: String(setting?.budgetRequests ?? 1000),
    timeout: String(setting?.timeoutSeconds ?? 30),
  });
  const [isAgreed, setAgreed] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [urlError, setUrlError] = useState<string>();

  const change = (part: Partial<typeof form>): void => {
    setForm({ ...form, ...part });
    setUrlError(undefined);
    setSaid('');
    // What was agreed to was another address or model.
    if (part.url !== undefined || part.model !== undefined) setAgreed(false);
  };
  const isSame = setting?.url === form.url.trim() && setting.model === form.model.trim();
  const mustAgree = !isOn || !isSame;
  const entered = () => ({
    url: form.url.trim(),
    model: form.model.trim(),
    ...(form.key !== '' && { key: form.key.trim() }),
    budgetRequests: Number(form.budget),
    timeoutSeconds: Number(form.timeout),
  });

  /** Does something once, and says what came of it. */
  async function doing<A extends object>(what: () => Promise<A | Trouble>, done: (answer: A) => string): Promise<void> {
    if (!mayBePrivate && !/^https:\/\//i.test(form.url.trim())) {
      setUrlError(t('model.urlNotSecure'));
      return;
    }
    setBusy(true);
    setSaid(t('model.trying'));
    const answer = await what();
    setBusy(false);
    if (!isTrouble(answer)) return setSaid(done(answer));
    setSaid(troubleInWords(answer, t));
    if (answer.trouble === 'refused' && answer.problem.errors?.some(({ pointer }) => pointer === '/url')) {
      setUrlError(t('model.urlWrong'));
      setSaid('');
    }
  }

  const taken = (words: string) => (answer: Told) => {
    onTold(answer);
    // The key is nobody's any more but the server's.
    setForm({ ...form, key: '' });
    setAgreed(false);
    return words;
  };
  const save = (turnOn: boolean, words: string): Promise<void> =>
    doing(
      () =>
        sendMessage('setLanguageModel', {
          ...entered(),
          requestId: uuidv7(),
          isOn: turnOn,
          ...(turnOn && mustAgree && isAgreed && { consentVersion }),
        }),
      taken(words),
    );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void save(true, t(isOn ? 'model.saved' : 'model.isOn'));
  };
  const tryIt = (): void =>
    void doing(
      () => sendMessage('tryLanguageModel', entered()),
      ({ trial }) => trialInWords(trial, t, language),
    );
  const isWhole = form.url.trim() !== '' && form.model.trim() !== '' && Number(form.budget) >= 1 && Number(form.timeout) >= 5;

  return (
    <form className="model-form" onSubmit={submit}>
      <Field
        label={t('model.url')}
        hint={t('model.urlHint')}
        error={urlError}
        type="url"
        required
        maxLength={500}
        placeholder="https://models.example/v1"
        value={form.url}
        onChange={(event) => change({ url: event.currentTarget.value })}
      />
      <Field
        label={t('model.name')}
        required
        maxLength={200}
        spellCheck={false}
        value={form.model}
        onChange={(event) => change({ model: event.currentTarget.value })}
      />
      <Field
        label={t('model.key')}
        hint={t(setting?.hasKey === true && setting.url === form.url.trim() ? 'model.keyKept' : 'model.keyHint')}
        type="password"
        autoComplete="off"
        maxLength={500}
        value={form.key}
        onChange={(event) => change({ key: event.currentTarget.value })}
      />
      <div className="model-limits">
        <Field
          label={t('model.budget')}
          type="number"
          required
          min={1}
          max={100_000}
          value={form.budget}
          onChange={(event) => change({ budget: event.currentTarget.value })}
        />
        <Field
          label={t('model.timeout')}
          type="number"
          required
          min={5}
          max={120}
          value={form.timeout}
          onChange={(event) => change({ timeout: event.currentTarget.value })}
        />
      </div>
      <Leaves isOpen={mustAgree} />
      {mustAgree && (
        <label className="check" htmlFor={`${id}-agree`}>
          <input
            id={`${id}-agree`}
            type="checkbox"
            disabled={!isWhole}
            checked={isAgreed}
            onChange={(event) => setAgreed(event.currentTarget.checked)}
          />
          <span>{t('model.agree', { host: hostOf(form.url.trim()) })}</span>
        </label>
      )}
      <div className="row-of-buttons">
        <button type="submit" className="button primary" disabled={isBusy || !isWhole || (mustAgree && !isAgreed)}>
          {t(isOn ? 'model.save' : 'model.turnOn')}
        </button>
        <Button kind="quiet" disabled={isBusy || !isWhole} onClick={tryIt}>
          {t('model.try')}
        </Button>
        {isOn && (
          <Button kind="quiet" disabled={isBusy} onClick={() => void save(false, t('model.isOff'))}>
            {t('model.turnOff')}
          </Button>
        )}
        {!isOn && setting && (
          <Button
            kind="plain"
            disabled={isBusy}
            onClick={() => void doing(() => sendMessage('removeLanguageModel', { requestId: uuidv7() }), taken(t('model.forgotten')))}
          >
            {t('model.forget')}
          </Button>
        )}
      </div>
      <output>{said}</output>
    </form>
  );
}

function trialInWords(trial: ModelTrial, t: T, language: string): string {
  if (trial.outcome === 'failed') return t('model.failed', { why: t(modelTroubleNames[trial.trouble]) });
  const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(Math.max(trial.ms, 100) / 1000);
  const count = trial.hooks.length + trial.topics.length + trial.cues.length;
  return t('model.answered', { seconds, count, rejected: trial.rejected });
}
