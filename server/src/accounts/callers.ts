/** Who is behind a token, and what they are in a workspace: asked with every request, so those that come at once are looked up together. */
import type { Member, Role } from '@wellmet/shared/account';
import { sql } from 'kysely';
import { holderOf, isApiKey, type KeyHolder } from '../apiKeys/apiKeys.ts';
import { columnsOf } from '../db/open.ts';
import { together } from '../together.ts';
import type { Accounts } from './accounts.ts';
import { atRest } from './secret.ts';

export interface Caller {
  member: Member;
  token: string;
  /** Undefined when they are not in the workspace that was named, or none was. */
  role: Role | undefined;
  /** The key that acts in their name, where the token is one. */
  key?: KeyHolder['key'];
}

interface Asked {
  token: string;
  workspaceId: string | undefined;
}

/** Looks up a token; undefined when it is unknown, ended or out of date. Nothing is remembered: who signs out is out at once. */
export type FindCaller = (token: string, workspaceId?: string) => Promise<Caller | undefined>;

/** How old a session's last renewal may be before better-auth is asked to move its end. */
const renewalHours = 24;

interface Row extends Member {
  place: number;
  role: Role | null;
  isDue: boolean;
}

export function openCallers({ db, auth }: Pick<Accounts, 'db' | 'auth'>): FindCaller {
  // The parties of all workspaces are looked up in one statement. It takes no lock: no party can hold up another one.
  const lookUp = together<readonly Asked[], readonly (Row | undefined)[]>(
    async (_, parties) => {
      const rows = await rowsOf(db, parties.flat());
      let place = 0;
      return parties.map((party) => ({ value: party.map(() => rows.get(++place)) }));
    },
    { weightOf: (party) => party.length, maxWaiting: Infinity },
  );
  // Those of one workspace ride together, so that one that asks too fast fills its own queue only.
  const find = together<Asked, Caller | undefined>(async (_, party) => {
    const rows = await lookUp('', party);
    return Promise.all(
      party.map(async ({ token }, index) => {
        const row = rows[index];
        if (!row) return { value: undefined };
        if (row.isDue) await auth.api.getSession({ headers: bearerOf(token) });
        const { id, name, email, role } = row;
        return { value: { member: { id, name, email }, token, role: role ?? undefined } };
      }),
    );
  });
  const byKey = async (token: string, workspaceId: string | undefined): Promise<Caller | undefined> => {
    const holder = await holderOf(db, token);
    return holder && { ...holder, token, role: holder.key.workspaceId === workspaceId ? holder.role : undefined };
  };
  return (token, workspaceId) => (isApiKey(token) ? byKey(token, workspaceId) : find(workspaceId ?? token, { token, workspaceId }));
}

/** better-auth knows a session by what is kept of its token. */
export const bearerOf = (token: string): Headers => new Headers({ authorization: `Bearer ${atRest(token)}` });

/** By place, from 1 on; without those whose token is nobody's. */
async function rowsOf(db: Accounts['db'], asked: readonly Asked[]): Promise<Map<number, Row>> {
  const column = columnsOf(asked);
  const { rows } = await sql<Row>`/* callers */
    select a.place, u.id, u.name, u.email, m.role, s."updatedAt" < now() - make_interval(hours => ${renewalHours}::integer) as "isDue"
    from unnest(${column('text', ({ token }) => atRest(token))}, ${column('uuid', ({ workspaceId = null }) => workspaceId)})
      with ordinality as a (token, workspace_id, place)
    cross join lateral (select * from session where token = a.token and "expiresAt" > now() limit 1) as s
    join "user" u on u.id = s."userId"
    left join member m on m."organizationId" = a.workspace_id and m."userId" = u.id`.execute(db);
  return new Map(rows.map((row) => [row.place, row]));
}
