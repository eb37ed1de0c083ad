/** Where the member is signed in, each place ended by a press, and their password. */
import { useEffect, useState, type SubmitEvent } from 'react';
import type { SignedInDevice } from '@wellmet/shared/account';
import { troubleInWords } from '../../i18n/problem.ts';
import { ago, day } from '../../i18n/time.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { asked } from '../campaigns/doing.ts';
import { AskOnce } from '../app/AskOnce.tsx';
import { AccessWords } from './AccessWords.tsx';

export default function SigningIn() {
  return (
    <AccessWords>
      <Devices />
      <Password />
    </AccessWords>
  );
}

const askSessions = () => asked(sendMessage('sessions'));

function Devices() {
  const { t } = useWords();
  const [told, setTold] = useState<{ sessions: SignedInDevice[] } | Trouble>();
  const [said, setSaid] = useState('');
  useEffect(() => {
    void (async () => setTold(await askSessions()))();
  }, []);

  async function end(ending: Promise<'done' | Trouble>): Promise<Trouble | undefined> {
    const answer = await asked(ending);
    // One that has ended by itself is gone, as was wished.
    if (isTrouble(answer) && !(answer.trouble === 'refused' && answer.problem.code === 'not-found')) return answer;
    setSaid(t('access.ended'));
    setTold(await askSessions());
    return undefined;
  }

  if (!told) return <Skeleton widths={[60, 80]} />;
  if (isTrouble(told)) return <p className="soft">{troubleInWords(told, t)}</p>;
  return (
    <section>
      <h3>{t('access.devices')}</h3>
      <ul className="access-list">
        {told.sessions.map((session) => (
          <Device key={session.id} session={session} onEnd={() => end(sendMessage('endSession', { id: session.id }))} />
        ))}
      </ul>
      {told.sessions.length > 1 && (
        <AskOnce
          kind="quiet"
          label={t('access.endOthers')}
          question={t('access.endOthersSure')}
          yes={t('access.endYes')}
          doing={t('access.ending')}
          onYes={() => end(sendMessage('endOtherSessions'))}
        />
      )}
      <output className={said === '' ? 'unseen' : 'soft'}>{said}</output>
    </section>
  );
}

function Device({ session, onEnd }: { session: SignedInDevice; onEnd: () => Promise<Trouble | undefined> }) {
  const { t, language } = useWords();
  const { device, isThis, signedInAt, lastUsedAt } = session;
  const now = useNow();
  const name = [device.browser ?? t('access.unknown'), device.system].filter(Boolean).join(' · ');
  return (
    <li>
      <div>
        <span className="access-name">{name}</span>
        {isThis && <span className="access-this">{t('access.this')}</span>}
        <span className="fine">{t('access.times', { since: day(signedInAt, language, now), used: ago(lastUsedAt, language, now) })}</span>
      </div>
      {!isThis && (
        <AskOnce
          kind="plain"
          label={t('access.end')}
          name={t('access.endNamed', { device: name })}
          question={t('access.endSure')}
          yes={t('access.endYes')}
          doing={t('access.ending')}
          onYes={onEnd}
        />
      )}
    </li>
  );
}

function Password() {
  const { t } = useWords();
  const [values, setValues] = useState({ oldPassword: '', newPassword: '' });
  const [state, setState] = useState<'shown' | 'doing' | 'changed' | 'short' | Trouble>('shown');
  const problem = typeof state === 'object' && state.trouble === 'refused' ? state.problem.code : undefined;
  const inFields = problem === 'wrong-credentials' || problem === 'password-too-common';

  async function change(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (state === 'doing') return;
    if (values.newPassword.length < 8) return setState('short');
    setState('doing');
    const answer = await asked(sendMessage('changePassword', values));
    if (isTrouble(answer)) return setState(answer);
    setValues({ oldPassword: '', newPassword: '' });
    return setState('changed');
  }

  const field = (name: keyof typeof values) => ({
    type: 'password',
    value: values[name],
    maxLength: 128,
    required: true,
    onChange: (event: { currentTarget: { value: string } }) => setValues({ ...values, [name]: event.currentTarget.value }),
  });
  const newWrong =
    state === 'short' ? t('signUp.passwordShort') : problem === 'password-too-common' ? t('problem.passwordTooCommon') : undefined;
  return (
    <section>
      <h3>{t('access.password')}</h3>
      <form className="access-form" noValidate onSubmit={(event) => void change(event)}>
        <Field
          label={t('access.oldPassword')}
          autoComplete="current-password"
          error={problem === 'wrong-credentials' ? t('access.oldWrong') : undefined}
          {...field('oldPassword')}
        />
        <Field
          label={t('access.newPassword')}
          autoComplete="new-password"
          hint={t('access.newHint')}
          error={newWrong}
          {...field('newPassword')}
        />
        {typeof state === 'object' && !inFields && (
          <p className="line" role="alert">
            {troubleInWords(state, t)}
          </p>
        )}
        <div className="row-of-buttons">
          <Button kind="quiet" type="submit" aria-disabled={state === 'doing'}>
            {t(state === 'doing' ? 'access.changing' : 'access.change')}
          </Button>
          <output className="soft">{state === 'changed' && t('access.changed')}</output>
        </div>
      </form>
    </section>
  );
}
