/** An account of one's own: at once, or, where the server sends letters, by one that proves the e-mail first. */
import { callServer } from '../callServer.ts';
import { serverUrl } from '../cache/read.ts';
import { isTrouble, type DeviceSignIn, type SignUpWish, type Trouble } from '../messages.ts';
import { enter } from './account.ts';
import { beginSignIn } from './deviceSignIn.ts';

/** @returns what is waited for, where a letter is on its way. */
export async function signUp({ language, ...body }: SignUpWish): Promise<'done' | DeviceSignIn | Trouble> {
  const told = await callServer('signUp', { body }, { url: await serverUrl() });
  if (!isTrouble(told) || told.trouble !== 'refused' || told.problem.code !== 'sign-up-by-letter') return enter(told);
  const { email, ...account } = body;
  return beginSignIn({ email, language, signUp: account });
}
