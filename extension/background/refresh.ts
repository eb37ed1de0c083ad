/** What a screen wants to be fresh when it opens: the balance and the contacts analysed last. */
import { rememberBalance, rememberContacts } from '../cache/write.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';

const recentContactsCount = 20;

export async function refresh(): Promise<'done' | Trouble> {
  const [balance, recent] = await Promise.all([
    askAsMember('balance', (workspaceId) => ({ params: { workspaceId } })),
    askAsMember('contacts', (workspaceId) => ({ params: { workspaceId }, query: { limit: recentContactsCount } })),
  ]);
  if (isTrouble(balance)) return balance;
  await rememberBalance(balance.workspaceId, balance.answer);
  if (isTrouble(recent)) return recent;
  await rememberContacts(recent.workspaceId, balance.answer.at, recent.answer.contacts);
  return 'done';
}
