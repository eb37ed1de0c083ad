/**
 * A file to the server, by the page that has it. All else goes through the background; a file cannot: messages carry none, and Chrome ends a worker whose
 * request is not answered within half a minute. A page lives as long as its tab. It forgets nobody whose session has ended: the background is the cache's only writer.
 */
import './zodWithoutEval.ts';
import type { Answer, Question, UploadName } from '@wellmet/shared/api';
import { cache } from './cache/database.ts';
import { serverUrl } from './cache/read.ts';
import { sendToServer } from './callServer.ts';
import { isTrouble, type Trouble } from './messages.ts';

/** In the name of who is signed in, and of their workspace. @param signal breaks it off. */
export async function sendFile<N extends UploadName>(
  name: N,
  question: (workspaceId: string) => Question<N>,
  file: Blob,
  signal: AbortSignal,
): Promise<Answer<N> | Trouble> {
  const account = await cache.account.get('now');
  if (!account) return { trouble: 'signedOut' };
  const told = await sendToServer(name, question(account.workspace.id), file, { url: await serverUrl(), token: account.token }, signal);
  return isTrouble(told) ? told : (told.answer as Answer<N>);
}
