/** What handlers look like: one for each route of the contract, none missing, none besides. */
import type { Member, Role } from '@wellmet/shared/account';
import type { Answer, Api, Parsed, RouteName } from '@wellmet/shared/api';
import type { Telling } from './events.ts';

/** Anyone. */
export interface Visitor {
  /** Where the request came from, for rate limits only. */
  address: string;
  /** What their browser says it is. */
  userAgent?: string | undefined;
}
/** Whoever holds the token of a session. */
export interface MemberCaller extends Visitor {
  member: Member;
  token: string;
}
/** A member of the workspace that the path names. */
export interface WorkspaceCaller extends MemberCaller {
  workspaceId: string;
  role: Role;
  /** The key that acts in the member’s name, where it is not they themselves. */
  keyId?: string | undefined;
}

interface CallerByAccess {
  public: Visitor;
  member: MemberCaller;
  workspace: WorkspaceCaller;
}

/** What a handler gives: the answer, the text of a file as it is made, or what tells of events. */
export type Given<N extends RouteName> = Api[N] extends { file: object }
  ? AsyncIterable<string>
  : Api[N] extends { events: true }
    ? Telling
    : Promise<Answer<N>>;

export type Handler<N extends RouteName> = (question: Parsed<N>, caller: CallerByAccess[Api[N]['access']]) => Given<N>;
export type Handlers = { [N in RouteName]: Handler<N> };
