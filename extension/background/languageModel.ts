/** The workspace's language model, as screens ask for it. Nothing of it is kept on the device: its key least of all. */
import type { LanguageModel, LanguageModelSetting, ModelToTry, ModelTrial } from '@wellmet/shared/languageModel';
import { rememberContacts } from '../cache/writeContacts.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';

export async function languageModel(): Promise<LanguageModel | Trouble> {
  const told = await askAsMember('languageModel', (workspaceId) => ({ params: { workspaceId } }));
  return isTrouble(told) ? told : told.answer;
}

export async function setLanguageModel(body: LanguageModelSetting): Promise<LanguageModel | Trouble> {
  const told = await askAsMember('setLanguageModel', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : told.answer;
}

export async function removeLanguageModel(body: { requestId: string }): Promise<LanguageModel | Trouble> {
  const told = await askAsMember('removeLanguageModel', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : told.answer;
}

export async function tryLanguageModel(body: ModelToTry): Promise<{ trial: ModelTrial } | Trouble> {
  const told = await askAsMember('tryLanguageModel', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : { trial: told.answer };
}

export async function readAgain({ id: contactId, requestId }: { id: string; requestId: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('readAgain', (workspaceId) => ({ params: { workspaceId, contactId }, body: { requestId } }));
  if (isTrouble(told)) return told;
  await rememberContacts(told.workspaceId, told.at, [told.answer]);
  return 'done';
}
