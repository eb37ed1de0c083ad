/** Where the member is signed in, their password, and the keys of their workspace. Nothing of it is kept on this device. */
import type { SignedInDevice } from '@wellmet/shared/account';
import type { ApiKey, MadeApiKey, NewApiKey } from '@wellmet/shared/apiKey';
import { callServer } from '../callServer.ts';
import { serverUrl } from '../cache/read.ts';
import type { Language } from '../i18n/language.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';

export async function sessions(): Promise<{ sessions: SignedInDevice[] } | Trouble> {
  const told = await askAsMember('sessions', () => ({}));
  return isTrouble(told) ? told : told.answer;
}

export async function endSession({ id: sessionId }: { id: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('endSession', () => ({ params: { sessionId } }));
  return isTrouble(told) ? told : 'done';
}

export async function endOtherSessions(): Promise<'done' | Trouble> {
  const told = await askAsMember('endOtherSessions', () => ({}));
  return isTrouble(told) ? told : 'done';
}

export async function changePassword(body: { oldPassword: string; newPassword: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('changePassword', () => ({ body }));
  return isTrouble(told) ? told : 'done';
}

export async function forgotPassword(body: { email: string; language: Language }): Promise<'done' | Trouble> {
  const told = await callServer('forgotPassword', { body }, { url: await serverUrl() });
  return isTrouble(told) ? told : 'done';
}

export async function apiKeys(): Promise<{ keys: ApiKey[] } | Trouble> {
  const told = await askAsMember('apiKeys', (workspaceId) => ({ params: { workspaceId } }));
  return isTrouble(told) ? told : told.answer;
}

export async function makeApiKey(body: NewApiKey): Promise<MadeApiKey | Trouble> {
  const told = await askAsMember('makeApiKey', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : told.answer;
}

export async function revokeApiKey({ id: keyId, requestId }: { id: string; requestId: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('revokeApiKey', (workspaceId) => ({ params: { workspaceId, keyId }, body: { requestId } }));
  return isTrouble(told) ? told : 'done';
}
