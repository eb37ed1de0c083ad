/** Signing in and out, and the choice of the server. The token stays between background, cache and callServer. */
import { v7 as uuidv7 } from 'uuid';
import type { Session, Workspace } from '@wellmet/shared/account';
import { callServer } from '../callServer.ts';
import { lastWorkspaceOf, serverUrl } from '../cache/read.ts';
import { emptyCache, rememberAccount, rememberServer } from '../cache/write.ts';
import { isTrouble, type SignInWish, type Trouble } from '../messages.ts';
import { signedIn } from './askAsMember.ts';
import { listenAgain } from './events.ts';
import { watchFreshness } from './freshness.ts';
import { askForRules, forgetRules } from './pageRules.ts';
import { refresh } from './refresh.ts';
import { refused } from './refused.ts';

/** Whoever is in no workspace any more is refused with `wrong-state`, or gets one of their own. */
export async function signIn({ makesWorkspace, ...body }: SignInWish): Promise<'done' | Trouble> {
  return enter(await callServer('signIn', { body }, { url: await serverUrl() }), makesWorkspace);
}

/** Goes on with a session that the server has given. */
export async function enter(entered: { answer: Session } | Trouble, makesWorkspace = false): Promise<'done' | Trouble> {
  if (isTrouble(entered)) return entered;
  const { workspaces, ...session } = entered.answer;
  // Whoever's sign-in has run out goes on where they were.
  const last = await lastWorkspaceOf(session.member.id);
  const workspace = workspaces.find(({ id }) => id === last) ?? workspaces[0] ?? (makesWorkspace && (await ownWorkspace(session)));
  if (!workspace) return refused('wrong-state', 'In no workspace');
  if (isTrouble(workspace)) return workspace;
  await rememberAccount({ ...session, workspace, workspaces: workspaces.length > 0 ? workspaces : [workspace] });
  void watchFreshness();
  listenAgain();
  // Not waited for: a large workspace takes a while, and is shown as it comes. What this member wished before their sign-in ran out goes out, too.
  void refresh();
  void askForRules();
  return 'done';
}

/** Named after the member, as signing up does. */
async function ownWorkspace({ token, member: { name } }: Pick<Session, 'token' | 'member'>): Promise<Workspace | Trouble> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const made = await callServer('createWorkspace', { body: { id: uuidv7(), name, timeZone } }, { url: await serverUrl(), token });
  return isTrouble(made) ? made : made.answer;
}

/** The session ends on the server if it can be reached; here it ends in any case. */
export async function signOut(): Promise<void> {
  const [account, url] = [await signedIn(), await serverUrl()];
  await emptyCache();
  listenAgain();
  // Not waited for: a server that hangs must not keep anybody signed in here.
  if (account) void callServer('signOut', {}, { url, token: account.token });
}

export async function useServer({ url }: { url: string }): Promise<void> {
  const origin = new URL(url).origin;
  if (origin === (await serverUrl())) return;
  await signOut();
  await rememberServer(origin);
  await forgetRules();
}
