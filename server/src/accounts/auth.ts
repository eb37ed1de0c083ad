/** Accounts, sessions and workspaces by better-auth. Its own HTTP routes are not mounted: what the contract names is all there is. */
import { betterAuth } from 'better-auth';
import { bearer } from 'better-auth/plugins/bearer';
import { organization } from 'better-auth/plugins/organization';
import type { Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../db/schema.ts';

export const sessionDays = 30;

/**
 * better-auth on a database, or on one transaction of it: then all that it writes stands or falls with that transaction.
 * @param secret signs what better-auth signs; at least 32 characters.
 */
export function openAuth(db: Kysely<Database>, secret: string) {
  return betterAuth({
    appName: 'Wellmet',
    secret,
    // Only used to write links, and we send none; better-auth asks for one.
    baseURL: 'http://127.0.0.1',
    database: { db, type: 'postgres', transaction: false },
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128 },
    session: { expiresIn: sessionDays * 24 * 60 * 60, updateAge: 24 * 60 * 60 },
    plugins: [bearer(), organization({ disableOrganizationDeletion: true, membershipLimit: 10_000 })],
    // The tables are our own migrations' business; a test asks better-auth whether they are as it wants them.
    advanced: { database: { generateId: () => uuidv7(), validateSchema: false }, ipAddress: { disableIpTracking: true } },
    // Its log lines name e-mail addresses. What goes wrong reaches us as an error.
    logger: { disabled: true },
    telemetry: { enabled: false },
  });
}
export type Auth = ReturnType<typeof openAuth>;
