/** People's rights, as screens ask for them. Nothing of it is kept on the device: what is handed over is as of now. product.md 7. */
import type {
  ContactBasisRequest,
  ContactSources,
  ErasurePreview,
  PeopleTerms,
  PeopleTermsRequest,
  PurgePreview,
} from '@wellmet/shared/rights';
import type { Language } from '../i18n/language.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';
import { refresh } from './refresh.ts';

interface OfContact {
  id: string;
}

export async function contactSources({ id: contactId }: OfContact): Promise<ContactSources | Trouble> {
  const told = await askAsMember('contactSources', (workspaceId) => ({ params: { workspaceId, contactId } }));
  return isTrouble(told) ? told : told.answer;
}

export async function setContactBasis({ id: contactId, ...body }: ContactBasisRequest & OfContact): Promise<ContactSources | Trouble> {
  const told = await askAsMember('setContactBasis', (workspaceId) => ({ params: { workspaceId, contactId }, body }));
  return isTrouble(told) ? told : told.answer;
}

export async function personFile({ id: contactId, as }: OfContact & { as: 'json' | Language }): Promise<string | Trouble> {
  const told =
    as === 'json'
      ? await askAsMember('personFile', (workspaceId) => ({ params: { workspaceId, contactId } }))
      : await askAsMember('personDocument', (workspaceId) => ({ params: { workspaceId, contactId }, query: { language: as } }));
  return isTrouble(told) ? told : told.answer;
}

export async function erasurePreview({ id: contactId }: OfContact): Promise<ErasurePreview | Trouble> {
  const told = await askAsMember('erasurePreview', (workspaceId) => ({ params: { workspaceId, contactId } }));
  return isTrouble(told) ? told : told.answer;
}

/** Cannot be taken back. Said again under the same id, it is done once. */
export async function erase({ id: contactId, requestId }: OfContact & { requestId: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('erase', (workspaceId) => ({ params: { workspaceId, contactId }, body: { requestId } }));
  if (isTrouble(told)) return told;
  // It is done, whether or not the cache hears of it now.
  await refresh();
  return 'done';
}

export async function peopleTerms(): Promise<PeopleTerms | Trouble> {
  const told = await askAsMember('peopleTerms', (workspaceId) => ({ params: { workspaceId } }));
  return isTrouble(told) ? told : told.answer;
}

export async function setPeopleTerms(body: PeopleTermsRequest): Promise<PeopleTerms | Trouble> {
  const told = await askAsMember('setPeopleTerms', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : told.answer;
}

export async function purgePreview(query: { limit: number; cursor?: string | undefined }): Promise<PurgePreview | Trouble> {
  const told = await askAsMember('purgePreview', (workspaceId) => ({ params: { workspaceId }, query }));
  return isTrouble(told) ? told : told.answer;
}
