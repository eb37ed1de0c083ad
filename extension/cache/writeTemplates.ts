/** Templates, as pages of changes and answers bring them; what is newer stays. */
import type { Changes } from '@wellmet/shared/sync';
import { isSameContent, type Template, type TemplateContent } from '@wellmet/shared/template';
import { cache, type Owned, type TemplateDraftRow } from './database.ts';
import { isSignedInTo } from './write.ts';

/** Within the transaction of a page. What is older than a beginning from the start may be of another database: its number says nothing. */
export async function mergeTemplates(
  workspaceId: string,
  asOf: string,
  { templates, goneTemplates }: Changes,
  wholeSince = '',
): Promise<void> {
  await putNewer(workspaceId, asOf, templates, wholeSince);
  const kept = await cache.templates.bulkGet(goneTemplates.map(({ id }) => id));
  // Brought back, as an answer has told already.
  const gone = goneTemplates.filter(({ seq }, i) => (kept[i]?.seq ?? 0) <= seq);
  await cache.templates.bulkDelete(gone.map(({ id }) => id));
}

/** What the server has not named while it named everything is there no more. */
export async function forgetOlderTemplates(wholeSince: string): Promise<void> {
  await cache.templates.filter(({ asOf }) => asOf < wholeSince).delete();
}

async function putNewer(workspaceId: string, asOf: string, templates: readonly Template[], wholeSince = ''): Promise<void> {
  const kept = await cache.templates.bulkGet(templates.map(({ id }) => id));
  const newer = templates.filter(({ seq }, i) => {
    const row = kept[i];
    return !row || row.seq <= seq || row.asOf < wholeSince;
  });
  await cache.templates.bulkPut(newer.map((template) => ({ ...template, workspaceId, asOf })));
}

/** What was saved is a draft no more, unless its member has typed on meanwhile. */
export async function rememberSaved(owner: Owned, asOf: string, template: Template, saved: TemplateContent): Promise<void> {
  const { workspaceId, memberId } = owner;
  await cache.transaction('rw', cache.account, cache.templates, cache.templateDrafts, async () => {
    if (await isSignedInTo(workspaceId)) await putNewer(workspaceId, asOf, [template]);
    const key: [string, string, string] = [workspaceId, memberId, template.id];
    const draft = await cache.templateDrafts.get(key);
    if (!draft) return;
    if (isSameContent(draft.content, saved)) await cache.templateDrafts.delete(key);
    else await cache.templateDrafts.put({ ...draft, basedOn: template.seq });
  });
}

export async function rememberTemplate(workspaceId: string, asOf: string, template: Template): Promise<void> {
  await cache.transaction('rw', cache.account, cache.templates, async () => {
    if (await isSignedInTo(workspaceId)) await putNewer(workspaceId, asOf, [template]);
  });
}

/** The next page of changes says so, too. */
export async function forgetTemplate(id: string): Promise<void> {
  await cache.templates.delete(id);
}

export async function keepDraft(owner: Owned, draft: Omit<TemplateDraftRow, keyof Owned | 'keptAt'>): Promise<void> {
  await cache.templateDrafts.put({ ...draft, ...owner, keptAt: new Date().toISOString() });
}

export async function dropDraft({ workspaceId, memberId }: Owned, id: string): Promise<void> {
  await cache.templateDrafts.delete([workspaceId, memberId, id]);
}
