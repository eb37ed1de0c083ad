/** Templates of a workspace: any member makes and writes them anew, whoever made one deletes it; owners and admins delete all. */
import { templateLimit, type NewTemplate, type Template, type TemplateChange, type TemplateContent } from '@wellmet/shared/template';
import { sql, type RawBuilder } from 'kysely';
import { once, type Act, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import type { TemplateRow } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';

type Stand = Pick<Ledger, 'db' | 'clock'>;
type Reader = Pick<Actor, 'workspaceId' | 'memberId'>;

/**
 * A new one. The id is the caller's: the same one again is the same template.
 * @throws ProblemError `wrong-state` where there are as many as there may be; `request-id-reused` for other words; `request-too-old`.
 */
export async function createTemplate(stand: Stand, actor: Actor, { id, ...content }: NewTemplate): Promise<Template> {
  await once(stand, actor, id, { template: id, ...content }, async (act) => {
    await mustHaveRoom(act);
    const { numInsertedOrUpdatedRows: kept = 0n } = await act.trx
      .insertInto('template')
      .values({
        workspace_id: actor.workspaceId,
        template_id: id,
        ...written(act, content),
        created_at: act.now,
        created_by: actor.memberId,
        deleted_at: null,
      })
      .onConflict((of) => of.columns(['workspace_id', 'template_id']).doNothing())
      .executeTakeFirstOrThrow();
    // Its answer was forgotten: whether the same was asked for then cannot be told any more.
    if (kept === 0n) throw new ProblemError('request-too-old');
    return { done: {} };
  });
  return templateOf(stand, actor, id);
}

/**
 * Other words for one. Whoever had an older version before them is refused: of two members who write at once neither loses a word.
 * @throws ProblemError `not-found`; `wrong-state` where it was changed or deleted since `basedOn`; `request-id-reused`, `request-too-old`.
 */
export async function changeTemplate(
  stand: Stand,
  actor: Actor,
  id: string,
  { requestId, basedOn, ...content }: TemplateChange,
): Promise<Template> {
  await once(stand, actor, requestId, { template: id, basedOn, ...content }, async (act) => {
    const row = await theTemplate(act, id);
    if (row.deleted_at !== null) throw new ProblemError('wrong-state', { detail: 'The template was deleted.' });
    if (row.seq !== basedOn) throw new ProblemError('wrong-state', { detail: 'The template was changed meanwhile.' });
    await update(act, id, written(act, content));
    return { done: {} };
  });
  return templateOf(stand, actor, id);
}

/** One that is deleted already stays so. @throws ProblemError `not-found`; `forbidden` for a member and somebody else’s; as of `once`. */
export async function deleteTemplate(stand: Stand, actor: Actor, id: string, requestId: string): Promise<void> {
  await once(stand, actor, requestId, { deleteTemplate: id }, async (act) => {
    const row = await theTemplate(act, id);
    mustBeTheirs(actor, row);
    if (row.deleted_at === null) await update(act, id, { deleted_at: act.now, seq: act.seq });
    return { done: {} };
  });
}

/** @throws ProblemError as of `deleteTemplate`; `wrong-state` where there are as many as there may be. */
export async function restoreTemplate(stand: Stand, actor: Actor, id: string, requestId: string): Promise<Template> {
  await once(stand, actor, requestId, { restoreTemplate: id }, async (act) => {
    const row = await theTemplate(act, id);
    mustBeTheirs(actor, row);
    if (row.deleted_at !== null) {
      await mustHaveRoom(act);
      await update(act, id, { deleted_at: null, seq: act.seq });
    }
    return { done: {} };
  });
  return templateOf(stand, actor, id);
}

/** Those that there are, by name. */
export async function templatesOf({ db }: Pick<Stand, 'db'>, reader: Reader): Promise<Template[]> {
  const { rows } = await sql<ListedTemplate>`
    ${listedTemplates(sql`select * from template where workspace_id = ${reader.workspaceId} and deleted_at is null`)}
    order by lower(t.name), t.template_id`.execute(db);
  return rows.map((row) => templateIn(row, reader.memberId));
}

async function templateOf({ db }: Stand, reader: Reader, id: string): Promise<Template> {
  const { rows } = await sql<ListedTemplate>`
    ${listedTemplates(sql`select * from template where workspace_id = ${reader.workspaceId} and template_id = ${id}`)}`.execute(db);
  if (!rows[0]) throw new ProblemError('not-found');
  return templateIn(rows[0], reader.memberId);
}

/** A template with the names of its members; its instants as the driver or as JSON has them. */
export type ListedTemplate = Omit<TemplateRow, 'changed_at'> & {
  changed_at: Date | string;
  created_by_name: string;
  changed_by_name: string;
};

/** @param source rows of `template`. */
export const listedTemplates = (source: RawBuilder<unknown>): RawBuilder<ListedTemplate> => sql`
  select t.*, coalesce(made.name, '') as created_by_name, coalesce(changed.name, '') as changed_by_name
  from (${source}) as t
  left join "user" made on made.id = t.created_by
  left join "user" changed on changed.id = t.changed_by`;

export function templateIn(row: ListedTemplate, memberId: string): Template {
  const { template_id: id, seq, name, channel, language, subject, text } = row;
  return {
    id,
    seq,
    name,
    channel,
    language,
    ...(subject !== null && { subject }),
    text,
    createdBy: row.created_by_name,
    createdByYou: row.created_by === memberId,
    changedBy: row.changed_by_name,
    changedAt: new Date(row.changed_at).toISOString(),
  };
}

const written = ({ actor, now, seq }: Act, { name, channel, language, subject = null, text }: Nullish<TemplateContent>) => ({
  name,
  channel,
  language,
  subject,
  text,
  changed_at: now,
  changed_by: actor.memberId,
  seq,
});

type Nullish<T extends { subject?: unknown }> = Omit<T, 'subject'> & { subject?: T['subject'] | null };

/** @throws ProblemError `not-found` */
async function theTemplate({ trx, actor }: Act, id: string): Promise<TemplateRow> {
  const row = await trx
    .selectFrom('template')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('template_id', '=', id)
    .executeTakeFirst();
  if (!row) throw new ProblemError('not-found');
  return row;
}

async function update({ trx, actor }: Act, id: string, values: Partial<TemplateRow>): Promise<void> {
  await trx.updateTable('template').set(values).where('workspace_id', '=', actor.workspaceId).where('template_id', '=', id).execute();
}

/** Under the head's lock nobody else makes one meanwhile. @throws ProblemError `wrong-state` */
async function mustHaveRoom({ trx, actor }: Act): Promise<void> {
  const { count } = await trx
    .selectFrom('template')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', actor.workspaceId)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (count >= templateLimit) throw new ProblemError('wrong-state', { detail: `The workspace has ${templateLimit} templates.` });
}

/** @throws ProblemError `forbidden` */
function mustBeTheirs({ role, memberId }: Actor, row: TemplateRow): void {
  if (role === 'member' && row.created_by !== memberId)
    throw new ProblemError('forbidden', { detail: 'Only an owner or admin deletes what somebody else made.' });
}
