/** Notes in the audit log of a workspace what somebody did there. */
import type { AuditAbout, AuditAct } from '@wellmet/shared/audit';
import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Who } from '../credits/act.ts';
import type { Database } from '../db/schema.ts';

export interface Noted {
  /** Without a member it is the operator. */
  by: Who;
  act: AuditAct;
  about?: AuditAbout;
}

/** In the transaction of the act itself: neither is there without the other. An act by a key says which one. */
export async function noteInAudit(trx: Transaction<Database>, { by, act, about }: Noted): Promise<void> {
  const { workspaceId, memberId, keyId } = by;
  const said: AuditAbout = { ...(keyId !== undefined && { keyId }), ...about };
  await trx
    .insertInto('audit_entry')
    .values({ workspace_id: workspaceId, entry_id: uuidv7(), member_id: memberId ?? null, act, about: JSON.stringify(said) })
    .execute();
}
