import { useState, type SubmitEvent } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { serverUrl } from '../../cache/read.ts';
import { problemInWords } from '../../i18n/problem.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { Mark } from '../../look/Mark.tsx';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { Lost } from './Lost.tsx';
import { OtherWays, usePendingSignIn, Waiting } from './OtherWays.tsx';
import { Server } from './Server.tsx';

type FieldName = 'name' | 'email' | 'password' | 'workspaceName';
type Wrong = Partial<Record<FieldName, Key>>;

/**
 * Signing in, or an account with its workspace; the live query of the page moves on when the background has the session.
 * @param isNew whoever comes here has no account yet, most of the time.
 */
export function SignIn({ isNew = false }: { isNew?: boolean }) {
  const { t, language } = useWords();
  const server = useLiveQuery(serverUrl);
  const [creates, setCreates] = useState(isNew);
  const [values, setValues] = useState({ name: '', email: '', password: '', workspaceName: '' });
  const [wrong, setWrong] = useState<Wrong>({});
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const [pending, setPending] = usePendingSignIn();

  function choose(toCreate: boolean): void {
    setCreates(toCreate);
    setWrong({});
    setTrouble(undefined);
  }

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    await enter();
  }

  async function enter(makesWorkspace?: true): Promise<void> {
    const found = mistakesIn(values, creates);
    setWrong(found);
    setTrouble(undefined);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      const answer = await (creates
        ? sendMessage('signUp', { ...signUpOf(values), language })
        : sendMessage('signIn', { ...signInOf(values), makesWorkspace }));
      if (answer === 'done') return;
      if (!isTrouble(answer)) return setPending(answer);
      const pointed = mistakesToldBy(answer);
      if (Object.keys(pointed).length > 0) setWrong(pointed);
      else setTrouble(answer);
    } finally {
      setBusy(false);
    }
  }

  const isInNone = !creates && trouble?.trouble === 'refused' && trouble.problem.code === 'wrong-state';

  const field = (name: FieldName) => ({
    name,
    value: values[name],
    maxLength: longest[name],
    error: wrong[name] && t(wrong[name]),
    onChange: (event: { currentTarget: { value: string } }) => setValues({ ...values, [name]: event.currentTarget.value }),
  });

  return (
    <>
      <header className="intro">
        <Mark size={28} />
        <h1>{t('signIn.title')}</h1>
        <p className="soft">{t('signIn.more')}</p>
      </header>
      <Lost />
      {pending && <Waiting pending={pending} onEnd={() => setPending(undefined)} />}
      {!pending && (
        <>
          <fieldset className="tabs" aria-label={t('signIn.tabs')}>
            <button type="button" aria-pressed={!creates} onClick={() => choose(false)}>
              {t('signIn.tab')}
            </button>
            <button type="button" aria-pressed={creates} onClick={() => choose(true)}>
              {t('signUp.tab')}
            </button>
          </fieldset>
          {/* The browser's own bubbles speak its language and stand beside the form; ours stand in it. */}
          <form noValidate onSubmit={(event) => void submit(event)}>
            {trouble && (
              <p className="line" role="alert">
                {troubleText()}
              </p>
            )}
            {isInNone && (
              <button type="button" className="link" onClick={() => void enter(true)}>
                {t('signIn.makeWorkspace')}
              </button>
            )}
            {creates && <Field label={t('signUp.name')} autoComplete="name" required {...field('name')} />}
            <Field label={t('signIn.email')} type="email" autoComplete="email" required {...field('email')} />
            <Field
              label={t('signIn.password')}
              type="password"
              autoComplete={creates ? 'new-password' : 'current-password'}
              hint={creates ? t('signUp.passwordHint') : undefined}
              required
              {...field('password')}
            />
            {creates && (
              <Field label={t('signUp.workspace')} note={t('signUp.optional')} autoComplete="organization" {...field('workspaceName')} />
            )}
            {wrong.email === 'problem.emailTaken' && (
              <button type="button" className="link" onClick={() => choose(false)}>
                {t('signUp.signInInstead')}
              </button>
            )}
            <Button kind="primary" type="submit" disabled={busy}>
              {busy ? t('signIn.doing') : creates ? t('signUp.do') : t('signIn.do')}
            </Button>
          </form>
          {!creates && <OtherWays email={values.email.trim()} onPending={setPending} />}
        </>
      )}
      <Server />
    </>
  );

  function troubleText(): string {
    switch (trouble?.trouble) {
      case 'unreachable':
        return t('signIn.unreachable', { server: server ? new URL(server).host : '' });
      case 'updateNeeded':
        return t('signIn.updateNeeded');
      case 'refused':
        return isInNone ? t('signIn.noWorkspace') : problemInWords(trouble.problem, t);
      default:
        return t('problem.unauthenticated');
    }
  }
}

/** Characters that the server takes (shared/src/account.ts). */
const longest: Record<FieldName, number> = { name: 100, email: 254, password: 128, workspaceName: 100 };

interface Values {
  name: string;
  email: string;
  password: string;
  workspaceName: string;
}

function signInOf({ email, password }: Values) {
  return { email: email.trim(), password };
}

function signUpOf(values: Values) {
  const workspaceName = values.workspaceName.trim();
  return {
    ...signInOf(values),
    name: values.name.trim(),
    ...(workspaceName && { workspaceName }),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** What can be seen without asking the server; it has the last word. */
function mistakesIn({ name, email, password }: Values, creates: boolean): Wrong {
  return {
    ...(creates && name.trim() === '' && { name: 'signUp.nameMissing' as const }),
    ...(!/^\S+@\S+\.\S+$/.test(email.trim()) && { email: 'signIn.emailInvalid' as const }),
    ...(!creates && password === '' && { password: 'signIn.passwordMissing' as const }),
    ...(creates && password.length < 8 && { password: 'signUp.passwordShort' as const }),
    ...(creates && password.length > 128 && { password: 'signUp.passwordLong' as const }),
  };
}

const fieldMistakes: Record<FieldName, Key> = {
  name: 'signUp.nameMissing',
  email: 'signIn.emailInvalid',
  password: 'signUp.passwordShort',
  workspaceName: 'signUp.workspaceInvalid',
};

/** The fields that the server's problem is about. */
function mistakesToldBy(trouble: Trouble): Wrong {
  if (trouble.trouble !== 'refused') return {};
  const { code, errors = [] } = trouble.problem;
  if (code === 'email-taken') return { email: 'problem.emailTaken' };
  if (code === 'password-too-common') return { password: 'problem.passwordTooCommon' };
  const names = Object.keys(fieldMistakes) as FieldName[];
  return Object.fromEntries(
    names.filter((name) => errors.some(({ pointer }) => pointer.endsWith(`/${name}`))).map((name) => [name, fieldMistakes[name]]),
  );
}
