/** All that a workspace holds of somebody, as a file to hand over. Who took it is noted. product.md 7. */
import type { Language } from '@wellmet/shared/account';
import type { PersonFile } from '@wellmet/shared/rights';
import { noteInAudit } from '../audit/note.ts';
import type { Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import { documentOf } from './document.ts';
import { gather } from './gather.ts';

type Ground = Pick<Ledger, 'db'>;

/** @throws ProblemError `not-found`. */
export async function* personFile(ground: Ground, actor: Actor, contactId: string): AsyncGenerator<string, void> {
  yield `${JSON.stringify(await handedOver(ground, actor, contactId), null, 2)}\n`;
}

/** @throws ProblemError `not-found`. */
export async function* personDocument(ground: Ground, actor: Actor, contactId: string, language: Language): AsyncGenerator<string, void> {
  yield await documentOf(await handedOver(ground, actor, contactId), language);
}

async function handedOver({ db }: Ground, actor: Actor, contactId: string): Promise<PersonFile> {
  const file = await gather(db, actor.workspaceId, contactId, new Date());
  await db.transaction().execute((trx) => noteInAudit(trx, { by: actor, act: 'contact-exported', about: { contactId: file.contactId } }));
  return file;
}
