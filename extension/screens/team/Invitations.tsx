/** Inviting somebody, and who is invited and has not joined yet. The link is shown once: after that only a new one can be had. */
import { useState, type SubmitEvent } from 'react';
import { v7 as uuidv7 } from 'uuid';
import type { Role } from '@wellmet/shared/account';
import type { Invitation, Invited } from '@wellmet/shared/team';
import type { SignedIn } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { day } from '../../i18n/time.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { Button } from '../../look/Button.tsx';
import { Field } from '../../look/Field.tsx';
import { Select } from '../../look/Select.tsx';
import { Skeleton } from '../../look/Skeleton.tsx';
import { useNow } from '../../look/useNow.ts';
import { isTrouble, sendMessage } from '../../messages.ts';
import { roles } from '../account/WorkspaceSwitcher.tsx';
import { ToCopy } from '../app/ToCopy.tsx';
import { asked, useDoing, type Deed } from '../campaigns/doing.ts';
import { DoneLine } from '../campaigns/DoneLine.tsx';
import { InTheWay } from './InTheWay.tsx';
import { useTold } from './told.ts';

export function Invitations({ account }: { account: SignedIn }) {
  const { t } = useWords();
  const doing = useDoing();
  const [invited, setInvited] = useState<Invited>();
  const { answer, trouble, ask } = useTold(() => sendMessage('invitations', undefined));

  function resend({ id, email }: Invitation): Deed {
    const requestId = uuidv7();
    return async () => {
      const came = await sendMessage('resendInvitation', { requestId, id });
      if (isTrouble(came)) return came;
      setInvited(came);
      await ask();
      return { said: t('team.resent', { email }) };
    };
  }

  function revoke(invitation: Invitation): Deed {
    const requestId = uuidv7();
    return async () => {
      const came = await sendMessage('revokeInvitation', { requestId, id: invitation.id });
      if (isTrouble(came)) return came;
      setInvited((shown) => (shown?.invitation.id === invitation.id ? undefined : shown));
      await ask();
      return { said: t('team.revoked', { email: invitation.email }), undo: resend(invitation) };
    };
  }

  return (
    <>
      <p className="soft">{t('team.inviteMore')}</p>
      <Invite
        role={account.workspace.role}
        invitations={answer?.invitations ?? []}
        onInvited={(made) => {
          doing.forget();
          setInvited(made);
          void ask();
        }}
      />
      {invited && <Link key={invited.link} invited={invited} />}
      {!answer ? (
        trouble ? (
          <InTheWay trouble={trouble} onAgain={() => void ask()} />
        ) : (
          <Skeleton widths={[100]} />
        )
      ) : answer.invitations.length === 0 ? (
        <p className="soft">{t('team.nobodyInvited')}</p>
      ) : (
        <ul className="team-invitations">
          {answer.invitations.map((invitation) => (
            <Row
              key={invitation.id}
              invitation={invitation}
              mayTouch={account.workspace.role === 'owner' || invitation.role !== 'owner'}
              onResend={() => void doing.run(resend(invitation))}
              onRevoke={() => void doing.run(revoke(invitation))}
            />
          ))}
        </ul>
      )}
      <DoneLine doing={doing} />
    </>
  );
}

interface InviteProps {
  role: Role;
  invitations: readonly Invitation[];
  onInvited: (invited: Invited) => void;
}

function Invite({ role: mine, invitations, onInvited }: InviteProps) {
  const { t, language: here } = useWords();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [language, setLanguage] = useState(here);
  const [wrong, setWrong] = useState<Key>();
  const [trouble, setTrouble] = useState('');
  const [isBusy, setBusy] = useState(false);

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    const to = email.trim().toLowerCase();
    const found = mistakeIn(to, invitations);
    setWrong(found);
    setTrouble('');
    if (found) return;
    setBusy(true);
    const came = await asked(sendMessage('invite', { requestId: uuidv7(), email: to, role, language }));
    setBusy(false);
    if (!isTrouble(came)) {
      setEmail('');
      return onInvited(came);
    }
    // Who is invited is in the list; this one is in the workspace.
    if (came.trouble === 'refused' && came.problem.code === 'wrong-state') return setWrong('team.emailIn');
    if (came.trouble === 'refused' && came.problem.code === 'invalid-request') return setWrong('team.emailWrong');
    return setTrouble(troubleInWords(came, t));
  }

  const offered = mine === 'owner' ? (['member', 'admin', 'owner'] as const) : (['member', 'admin'] as const);
  return (
    <form className="team-invite" noValidate onSubmit={(event) => void submit(event)}>
      <Field
        label={t('team.email')}
        type="email"
        autoComplete="off"
        maxLength={254}
        value={email}
        error={wrong && t(wrong)}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Select
        stands="field"
        label={t('team.role')}
        value={role}
        options={offered.map((one) => [one, t(roles[one])] as const)}
        onChange={setRole}
      />
      <Select
        stands="field"
        label={t('team.language')}
        value={language}
        options={[
          ['en', 'English'],
          ['fr', 'Français'],
        ]}
        onChange={setLanguage}
      />
      <Button kind="primary" type="submit" aria-disabled={isBusy}>
        {t(isBusy ? 'team.inviting' : 'team.invite')}
      </Button>
      {trouble !== '' && (
        <p className="line" role="alert">
          {trouble}
        </p>
      )}
    </form>
  );
}

function mistakeIn(email: string, invitations: readonly Invitation[]): Key | undefined {
  if (!/^\S+@\S+\.\S+$/.test(email)) return 'team.emailWrong';
  return invitations.some((one) => one.email === email) ? 'team.emailInvited' : undefined;
}

function Link({ invited: { invitation, link, isSent } }: { invited: Invited }) {
  const { t } = useWords();
  return (
    <div className="team-link">
      <output>{t(isSent ? 'team.sent' : 'team.notSent', { email: invitation.email })}</output>
      <ToCopy label={t('team.link')} value={link} />
    </div>
  );
}

interface RowProps {
  invitation: Invitation;
  mayTouch: boolean;
  onResend: () => void;
  onRevoke: () => void;
}

function Row({ invitation: { email, role, invitedBy, expiresAt }, mayTouch, onResend, onRevoke }: RowProps) {
  const { t, language } = useWords();
  const now = useNow();
  const isOver = new Date(expiresAt) <= now;
  return (
    <li>
      <p>
        <strong>{email}</strong>
        <span className="soft">
          {t('team.invitedAs', { role: t(roles[role]), name: invitedBy })}
          {' · '}
          <span className={isOver ? 'late' : undefined}>
            {isOver ? t('team.isOver') : t('team.validUntil', { day: day(expiresAt, language, now) })}
          </span>
        </span>
      </p>
      {mayTouch && (
        <div className="row-of-buttons">
          <Button kind="plain" aria-label={t('team.resendName', { email })} onClick={onResend}>
            {t('team.resend')}
          </Button>
          <Button kind="plain" aria-label={t('team.revokeName', { email })} onClick={onRevoke}>
            {t('team.revoke')}
          </Button>
        </div>
      )}
    </li>
  );
}
