/** Notes in the audit log of a workspace what somebody did there. */
import type { AuditAbout, AuditAct } from '@wellmet/shared/audit';
import type { Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../db/schema.ts';

export interface Noted {
  workspaceId: string;
  /** Undefined where it is the operator. */
  memberId: string | undefined;
  act: AuditAct;
  about?: AuditAbout;
}

/** In the transaction of the act itself: neither is there without the other. */
export async function noteInAudit(trx: Transaction<Database>, { workspaceId, memberId, act, about = {} }: Noted): Promise<void> {
  await trx
    .insertInto('audit_entry')
    .values({ workspace_id: workspaceId, entry_id: uuidv7(), member_id: memberId ?? null, act, about: JSON.stringify(about) })
    .execute();
}
