/** Who is in the workspace, with their role and their part of the period's credits. product.md 1 ("member"), 2.12. */
import type { MemberUsage, Role } from '@wellmet/shared/account';
import { v7 as uuidv7 } from 'uuid';
import type { SignedIn } from '../../cache/read.ts';
import { useWords } from '../../i18n/words.ts';
import { Skeleton } from '../../look/Skeleton.tsx';
import { isTrouble, sendMessage, type Trouble } from '../../messages.ts';
import { roles } from '../account/WorkspaceSwitcher.tsx';
import { asked, useDoing, type Deed } from '../campaigns/doing.ts';
import { DoneLine } from '../campaigns/DoneLine.tsx';
import { AskOnce } from '../app/AskOnce.tsx';
import { Cap } from './Cap.tsx';
import { InTheWay } from './InTheWay.tsx';
import { useTold } from './told.ts';

export function Members({ account }: { account: SignedIn }) {
  const { t } = useWords();
  const doing = useDoing();
  const { answer, trouble, ask } = useTold(() => sendMessage('members', undefined));
  if (!answer) return trouble ? <InTheWay trouble={trouble} onAgain={() => void ask()} /> : <Skeleton widths={[100, 100, 100]} />;
  const { members } = answer;
  const owners = members.filter(({ role }) => role === 'owner').length;

  async function remove({ id: memberId, name }: MemberUsage): Promise<Trouble | undefined> {
    const came = await asked(sendMessage('removeMember', { requestId: uuidv7(), memberId }));
    if (isTrouble(came)) return came;
    await doing.run(() => Promise.resolve({ said: t('team.removed', { name }) }));
    await ask();
    return undefined;
  }

  /** One request a press: said again, it is the same. */
  function roleDeed({ id: memberId, name, role: from }: MemberUsage, role: Role, isUndo = false): Deed {
    const requestId = uuidv7();
    return async () => {
      const came = await sendMessage('changeRole', { requestId, memberId, role });
      if (isTrouble(came)) return came;
      await ask();
      // Whoever gave up their own role cannot take it back.
      const mayUndo = !isUndo && memberId !== account.member.id;
      return {
        said: t('team.roleChanged', { name, role: t(roles[role]) }),
        ...(mayUndo && { undo: roleDeed({ id: memberId, name, role, usedCredits: 0 }, from, true) }),
      };
    };
  }

  function capDeed({ id: memberId, name, capCredits: from }: MemberUsage, capCredits: number | undefined, isUndo = false): Deed {
    const requestId = uuidv7();
    return async () => {
      const came = await sendMessage('setMemberCap', { requestId, memberId, capCredits: capCredits ?? null });
      if (isTrouble(came)) return came;
      await ask();
      const before = { id: memberId, name, role: 'member' as const, usedCredits: 0, ...(capCredits !== undefined && { capCredits }) };
      return {
        said: capCredits === undefined ? t('team.capTaken', { name }) : t('team.capSet', { name, count: capCredits }),
        ...(!isUndo && { undo: capDeed(before, from, true) }),
      };
    };
  }

  const mine = account.workspace.role;
  return (
    <>
      {mine === 'member' && <p className="soft">{t('team.readOnly')}</p>}
      <table className="table folds team-members">
        <thead>
          <tr>
            <th scope="col">{t('ledger.member')}</th>
            <th scope="col">{t('team.role')}</th>
            <th scope="col" className="number">
              {t('team.used')}
            </th>
            <th scope="col">{t('team.cap')}</th>
            <th scope="col">
              <span className="unseen">{t('team.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => {
            const { id, name, email, role, usedCredits, capCredits } = member;
            const isYou = id === account.member.id;
            const isOnlyOwner = role === 'owner' && owners === 1;
            const mayTouch = mine === 'owner' || (mine === 'admin' && role !== 'owner');
            return (
              <tr key={id}>
                <th scope="row">
                  <span dir="auto">{name}</span>
                  {isYou && <span className="fine"> {t('team.you')}</span>}
                  {email !== undefined && <span className="soft">{email}</span>}
                </th>
                <td>
                  {mayTouch && !isOnlyOwner ? (
                    <select
                      aria-label={t('team.roleOf', { name })}
                      value={role}
                      onChange={(event) => void doing.run(roleDeed(member, event.currentTarget.value as Role))}
                    >
                      {(mine === 'owner' ? (['owner', 'admin', 'member'] as const) : (['admin', 'member'] as const)).map((one) => (
                        <option key={one} value={one}>
                          {t(roles[one])}
                        </option>
                      ))}
                    </select>
                  ) : (
                    <span className="team-role">{isOnlyOwner ? t('team.onlyOwner') : t(roles[role])}</span>
                  )}
                </td>
                <td className="number" data-label={t('team.used')}>
                  {usedCredits}
                </td>
                <td data-label={t('team.cap')}>
                  <Cap
                    name={name}
                    capCredits={capCredits}
                    mayChange={mine !== 'member'}
                    onChange={(to) => void doing.run(capDeed(member, to))}
                  />
                </td>
                <td className="team-act">
                  {mayTouch && !isYou && (
                    <AskOnce
                      kind="plain"
                      label={t('team.remove')}
                      name={t('team.removeName', { name })}
                      question={t('team.removeAsk', { name })}
                      yes={t('team.remove')}
                      doing={t('team.removing')}
                      onYes={() => remove(member)}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <DoneLine doing={doing} />
    </>
  );
}
