/** Which workspace everything here is of, with the member's role; another one is one choice away where there is one. */
import { useEffect, useState } from 'react';
import type { Role } from '@wellmet/shared/account';
import type { SignedIn } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords, type Key } from '../../i18n/words.ts';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';

export const roles: Record<Role, Key> = { owner: 'role.owner', admin: 'role.admin', member: 'role.member' };

interface WorkspaceSwitcherProps {
  account: SignedIn;
  /** Everything shown is another workspace's now. */
  onChange?: () => void;
}

export function WorkspaceSwitcher({ account: { member, workspace, workspaces }, onChange }: WorkspaceSwitcherProps) {
  const { t } = useWords();
  const [trouble, setTrouble] = useState<Trouble>();
  // Another one may have been opened to the member meanwhile: what comes is shown by the live query.
  useEffect(() => void sendMessage('workspaces'), []);

  async function change(id: string): Promise<void> {
    const answer = await sendMessage('useWorkspace', { id });
    if (isTrouble(answer)) setTrouble(answer);
    else onChange?.();
  }

  const role = t(roles[workspace.role]);
  if (workspaces.length < 2) return <p className="fine">{workspace.name === member.name ? role : `${workspace.name} · ${role}`}</p>;
  return (
    <>
      <div className="workspace">
        <select
          aria-label={t('workspace.label')}
          title={workspace.name}
          value={workspace.id}
          onChange={(event) => void change(event.currentTarget.value)}
        >
          {workspaces.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <span className="fine">{role}</span>
      </div>
      {trouble && (
        <p className="line" role="alert">
          {troubleInWords(trouble, t)}
        </p>
      )}
    </>
  );
}
