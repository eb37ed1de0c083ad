/** Which workspace everything here is of, with the member's role; another one is one choice away where there is one. */
import { useEffect, useState } from 'react';
import type { Role, Workspace } from '@wellmet/shared/account';
import type { SignedIn } from '../../cache/read.ts';
import { troubleInWords } from '../../i18n/problem.ts';
import { useWords, type Key, type T } from '../../i18n/words.ts';
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

  if (workspaces.length < 2)
    return <p className="fine workspace">{workspace.name === member.name ? t(roles[workspace.role]) : inWords(workspace, t)}</p>;
  return (
    <>
      <select
        className="workspace"
        aria-label={t('workspace.label')}
        value={workspace.id}
        onChange={(event) => void change(event.currentTarget.value)}
      >
        {workspaces.map((one) => (
          <option key={one.id} value={one.id}>
            {inWords(one, t)}
          </option>
        ))}
      </select>
      {trouble && (
        <p className="line" role="alert">
          {troubleInWords(trouble, t)}
        </p>
      )}
    </>
  );
}

function inWords({ name, role }: Workspace, t: T): string {
  return `${name} · ${t(roles[role])}`;
}
