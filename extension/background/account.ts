/** Signing in and out, and the choice of the server. The token stays between background, cache and callServer. */
import type { z } from 'zod';
import type { Session, SignInRequest, SignUpRequest } from '@wellmet/shared/account';
import { callServer } from '../callServer.ts';
import { lastWorkspaceOf, serverUrl } from '../cache/read.ts';
import { emptyCache, rememberAccount, rememberServer } from '../cache/write.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { signedIn } from './askAsMember.ts';
import { listenAgain } from './events.ts';
import { watchFreshness } from './freshness.ts';
import { askForRules, forgetRules } from './pageRules.ts';
import { refresh } from './refresh.ts';

export async function signUp(request: z.input<typeof SignUpRequest>): Promise<'done' | Trouble> {
  return enter(await callServer('signUp', { body: request }, { url: await serverUrl() }));
}

export async function signIn(request: z.input<typeof SignInRequest>): Promise<'done' | Trouble> {
  return enter(await callServer('signIn', { body: request }, { url: await serverUrl() }));
}

async function enter(entered: { answer: z.infer<typeof Session> } | Trouble): Promise<'done' | Trouble> {
  if (isTrouble(entered)) return entered;
  const { workspaces, ...session } = entered.answer;
  // Whoever's sign-in has run out goes on where they were.
  const last = await lastWorkspaceOf(session.member.id);
  const workspace = workspaces.find(({ id }) => id === last) ?? workspaces[0];
  if (!workspace) return { trouble: 'updateNeeded' };
  await rememberAccount({ ...session, workspace, workspaces });
  void watchFreshness();
  listenAgain();
  // Not waited for: a large workspace takes a while, and is shown as it comes. What this member wished before their sign-in ran out goes out, too.
  void refresh();
  void askForRules();
  return 'done';
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
