/** Templates of the workspace. Saving needs the server; what is typed is kept on this device until then. */
import { isSameContent, type Template } from '@wellmet/shared/template';
import { cache, type Owned, type TemplateRow } from '../cache/database.ts';
import { whoOwns } from '../cache/read.ts';
import { dropDraft, forgetTemplate, keepDraft, rememberSaved, rememberTemplate } from '../cache/writeTemplates.ts';
import { isTrouble, type TemplateDraft, type TemplateWish, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';
import { pull, pullSoon } from './pull.ts';

const isRefusedAs = (told: object, code: string): boolean => isTrouble(told) && told.trouble === 'refused' && told.problem.code === code;

/** A new one, or other words for one. What was refused because it was changed meanwhile is on this device when the refusal is told. */
export async function saveTemplate(wish: TemplateWish): Promise<Template | Trouble> {
  const owner = await whoOwns();
  if (!owner) return { trouble: 'signedOut' };
  const told = wish.basedOn === undefined ? await create(wish) : await change(wish, wish.basedOn);
  if (isTrouble(told)) return told;
  await rememberSaved(owner, told.at, told.answer, wish.content);
  pullSoon();
  return told.answer;
}

type Told = { answer: Template; at: string } | Trouble;

async function create({ id, requestId, content }: TemplateWish): Promise<Told> {
  const told = await askAsMember('createTemplate', (workspaceId) => ({ params: { workspaceId }, body: { id, ...content } }));
  // It was made with other words, and the answer never came.
  if (!isRefusedAs(told, 'request-id-reused')) return told;
  const made = await asItStands(id);
  return made ? change({ id, requestId, content }, made.seq) : told;
}

async function change({ id, requestId, content }: TemplateWish, basedOn: number): Promise<Told> {
  const body = { requestId, basedOn, ...content };
  const told = await askAsMember('changeTemplate', (workspaceId) => ({ params: { workspaceId, templateId: id }, body }));
  if (!isRefusedAs(told, 'wrong-state')) return told;
  const theirs = await asItStands(id);
  // Said before, and the answer never came; or somebody had the same words.
  return theirs && isSameContent(theirs, content) ? { answer: theirs, at: theirs.asOf } : told;
}

async function asItStands(id: string): Promise<TemplateRow | undefined> {
  await pull();
  return cache.templates.get(id);
}

export async function deleteTemplate({ id, requestId }: { id: string; requestId: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('deleteTemplate', (workspaceId) => ({ params: { workspaceId, templateId: id }, body: { requestId } }));
  if (isTrouble(told)) return told;
  await forgetTemplate(id);
  pullSoon();
  return 'done';
}

export async function restoreTemplate({ id, requestId }: { id: string; requestId: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('restoreTemplate', (workspaceId) => ({ params: { workspaceId, templateId: id }, body: { requestId } }));
  if (isTrouble(told)) return told;
  await rememberTemplate(told.workspaceId, told.at, told.answer);
  pullSoon();
  return 'done';
}

/** What is typed, as far as it is. */
export async function keepTemplateDraft(draft: TemplateDraft): Promise<void> {
  await asOwner((owner) => keepDraft(owner, draft));
}

export async function dropTemplateDraft({ id }: { id: string }): Promise<void> {
  await asOwner((owner) => dropDraft(owner, id));
}

async function asOwner(act: (owner: Owned) => Promise<void>): Promise<void> {
  const owner = await whoOwns();
  if (owner) await act(owner);
}
