import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Handlers } from '../http/handlers.ts';
import { plansOnOffer } from './plans.ts';

export const planRoutes = (db: Kysely<Database>): Pick<Handlers, 'plans'> => ({
  plans: async () => ({ plans: await plansOnOffer(db) }),
});
