import { actorOf } from '../campaigns/routes.ts';
import { contactFor, contactsById } from '../contacts/contacts.ts';
import type { Ledger } from '../credits/situation.ts';
import type { ReadAside } from '../db/replica.ts';
import type { Handlers } from '../http/handlers.ts';
import { changesSince } from './changes.ts';
import type { Watch } from './watch.ts';

export const syncRoutes = (ledger: Ledger, aside: ReadAside, watch: Watch): Pick<Handlers, 'changes' | 'cards' | 'events'> => ({
  // A cursor from ahead of the replica is refused there and so asked of the primary.
  changes: ({ query }, caller) => aside({ workspaceId: caller.workspaceId }, (from) => changesSince(from, actorOf(caller), query)),
  cards: async ({ body }, { workspaceId, member }) => {
    const found = await contactsById(ledger.db, workspaceId, body.ids);
    // Several ids may stand for one contact: it comes once.
    const each = new Map([...found.values()].map((one) => [one.contact.id, one]));
    return { contacts: [...each.values()].map((one) => contactFor(one, member.id)) };
  },
  events:
    (_, { workspaceId }) =>
    (tell) =>
      watch(workspaceId, (seq) => tell({ event: 'changed', data: String(seq) })),
});
