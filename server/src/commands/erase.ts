/** Forgetting a person for a workspace, where its owner or an admin asks the operator to. product.md 7. */
import { canonicalIdentifiers, identifiersFromUrl } from '@wellmet/shared/identity';
import { v7 as uuidv7 } from 'uuid';
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { eraseContact } from '../contacts/erase.ts';
import type { Actor } from '../credits/act.ts';
import type { Database } from '../db/schema.ts';
import { command, Flag, say, UsageError, withServer, WorkspaceId } from './command.ts';

export const erase = command({
  words: 'erase',
  takes: 'person',
  about:
    'forget a person of a workspace, by the address of their profile or their id on LinkedIn, on the word of an owner or admin; without --yes it only says whom',
  usage: '<address or id> --workspace <id> --email <of the owner or admin> [--yes] [--json]',
  options: z.strictObject({
    person: z.string('the address of a profile, or an id, is missing'),
    workspace: WorkspaceId,
    email: z.email('--email must be that of the owner or admin who asks for it'),
    yes: Flag,
    json: Flag,
  }),
  work: async (config, { person, workspace, email, yes, json }) => {
    const found = await withServer(config, async ({ accounts, secret }) => {
      const { db, clock } = accounts;
      const actor = await whoAsks(db, workspace, email);
      const contactId = await contactAt(db, workspace, person);
      if (yes) await eraseContact({ db, clock, secret }, actor, contactId, uuidv7());
      return contactId;
    });
    const words = yes ? `contact ${found} is erased, and refused from now on` : `contact ${found} would be erased for ever: say --yes`;
    say(json, { contactId: found, erased: yes }, words);
  },
});

async function whoAsks(db: Kysely<Database>, workspaceId: string, email: string): Promise<Actor> {
  const row = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select(['member.userId', 'member.role'])
    .where('member.organizationId', '=', workspaceId)
    .where('user.email', '=', email.toLowerCase())
    .executeTakeFirst();
  if (!row || row.role === 'member') throw new UsageError('--email is of no owner or admin of this workspace');
  return { workspaceId, memberId: row.userId, role: row.role };
}

const profileOf = (id: string): string => `https://www.linkedin.com/in/${encodeURIComponent(id)}/`;

async function contactAt(db: Kysely<Database>, workspaceId: string, person: string): Promise<string> {
  // An id, of a member, of a lead or the last part of an address, is what would stand in one.
  const identifiers = canonicalIdentifiers(identifiersFromUrl(person) ?? identifiersFromUrl(profileOf(person)) ?? {});
  if (!identifiers) throw new UsageError('this is neither the address of a profile nor an id');
  const { rows } = await sql<{ id: string }>`
    select distinct contact_id as id from contact_identifier
    where workspace_id = ${workspaceId} and (kind, value) in (${sql.join(Object.entries(identifiers).map(([kind, value]) => sql`(${kind}, ${value})`))})`.execute(
    db,
  );
  const [one, ...others] = rows;
  if (!one || others.length > 0) throw new UsageError('the workspace has nobody under this address or id');
  return one.id;
}
