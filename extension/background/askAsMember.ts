/** Questions to the server in the name of who is signed in on this device. */
import type { Question, RouteName } from '@wellmet/shared/api';
import { callServer, type Answered } from '../callServer.ts';
import { cache, type AccountRow } from '../cache/database.ts';
import { serverUrl } from '../cache/read.ts';
import { forgetAccount } from '../cache/write.ts';
import { isTrouble, type Trouble } from '../messages.ts';

export async function signedIn(): Promise<AccountRow | undefined> {
  return cache.account.get('now');
}

/** Asks in the name of the signed-in member and their workspace. When the server no longer knows the token, the cache forgets too. */
export async function askAsMember<N extends RouteName>(
  name: N,
  question: (workspaceId: string) => Question<N>,
  version?: string,
): Promise<(Answered<N> & { workspaceId: string }) | Trouble> {
  const account = await signedIn();
  if (!account) return { trouble: 'signedOut' };
  const workspaceId = account.workspace.id;
  const answered = await callServer(name, question(workspaceId), { url: await serverUrl(), token: account.token }, version);
  if (!isTrouble(answered)) return { ...answered, workspaceId };
  if (answered.trouble === 'signedOut' && (await signedIn())?.token === account.token) await forgetAccount();
  return answered;
}
