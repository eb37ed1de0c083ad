/** What happened to a contact. Not kept: it is long, and of use where there is a server to ask. */
import { isTrouble, type History, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';

export async function timeline({ id: contactId, cursor }: { id: string; cursor?: string | undefined }): Promise<History | Trouble> {
  const told = await askAsMember('timeline', (workspaceId) => ({ params: { workspaceId, contactId }, query: { limit: 50, cursor } }));
  return isTrouble(told) ? told : told.answer;
}
