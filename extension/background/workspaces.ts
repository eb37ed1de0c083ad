/** The member's workspaces, and going from one to another: the sign-in stays, and nothing crosses. product.md 1. */
import type { Workspace } from '@wellmet/shared/account';
import { callServer } from '../callServer.ts';
import { serverUrl } from '../cache/read.ts';
import { changeWorkspace, rememberMe } from '../cache/write.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember, signedIn } from './askAsMember.ts';
import { listenAgain } from './events.ts';
import { refresh } from './refresh.ts';
import { refused } from './refused.ts';

/** Where the present one is none of the member's any more, this device goes on in another one, or says that there is none. */
export async function workspaces(): Promise<Workspace[] | Trouble> {
  const token = (await signedIn())?.token;
  const asked = await askAsMember('me', () => ({}));
  if (isTrouble(asked)) return asked;
  if (token !== undefined && (await rememberMe(asked.answer, token)) === 'lost') await goOn(token);
  return asked.answer.workspaces;
}

async function goOn(token: string): Promise<void> {
  listenAgain();
  if (await signedIn()) void refresh();
  // Nothing here holds the session any more.
  else void callServer('signOut', {}, { url: await serverUrl(), token });
}

/** Without network, too: what is there comes when there is some. What was on its way for the other one is answered there, or waits. */
export async function useWorkspace({ id }: { id: string }): Promise<'done' | Trouble> {
  const workspace = (await signedIn())?.workspaces?.find((one) => one.id === id);
  if (!workspace) return refused('not-found', 'There is no such workspace');
  await changeWorkspace(workspace);
  listenAgain();
  // Not waited for: a large workspace takes a while, and is shown as it comes.
  void refresh();
  return 'done';
}
