/** How often somebody may try. Passwords are guarded across all servers, in the database; the rest only keeps one caller from drowning a server. */
import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { ProblemError } from '../http/problem.ts';

/** Tries per span. */
export interface Allowance {
  points: number;
  seconds: number;
}

export const allowances = {
  /** A household or an office behind one address, not a list of stolen passwords. */
  signInByAddress: { points: 60, seconds: 600 },
  /** Strict, and only for the address that guesses: whoever knows an e-mail must not be able to lock its owner out. */
  signInByEmailAndAddress: { points: 10, seconds: 600 },
  /** Against guessing from many addresses; more than the limit above lets one address reach. */
  signInByEmail: { points: 100, seconds: 3600 },
  /** Signing up says whether an e-mail has an account: not of a list of them, nor of one of them again and again (docs/operator.md). */
  signUpByAddress: { points: 20, seconds: 3600 },
  signUpByEmail: { points: 10, seconds: 3600 },
  /** Enough to invite a whole company, not enough to write to a bought list. */
  inviteByWorkspace: { points: 50, seconds: 86_400 },
  joinByAddress: { points: 60, seconds: 600 },
  /** Each device that asks has one code; an office has many. */
  deviceByAddress: { points: 30, seconds: 600 },
  /** Guessing the code of another device: of 400 billion. Also of links, which nobody guesses. */
  deviceCodeByAddress: { points: 30, seconds: 600 },
  /** Nobody’s letter box is filled by us, from however many addresses. */
  letterByEmail: { points: 5, seconds: 3600 },
  letterByAddress: { points: 30, seconds: 3600 },
  /** A member paging through searches asks a few times a second at most. */
  member: { points: 600, seconds: 60 },
  /** A program of a workspace, which has a pace of its own: none of its members waits because of it. */
  apiKey: { points: 300, seconds: 60 },
  /** All members of a workspace together, on one server. */
  workspace: { points: 6000, seconds: 60 },
} satisfies Record<string, Allowance>;
export type Allowances = Record<keyof typeof allowances, Allowance>;

export interface Limits {
  /** @throws ProblemError `too-many-requests` with the seconds to wait. */
  signIn(address: string, email: string): Promise<void>;
  /** After the right password: this try counts for nothing, and the wrong ones from this address before it are forgotten. */
  signedIn(address: string, email: string): Promise<void>;
  /** @throws ProblemError `too-many-requests` */
  signUp(address: string, email: string): Promise<void>;
  /** @throws ProblemError `too-many-requests` */
  invite(workspaceId: string): Promise<void>;
  /** @throws ProblemError `too-many-requests` */
  join(address: string): Promise<void>;
  device(address: string): Promise<void>;
  /** Whoever types a code or brings a secret. @throws ProblemError `too-many-requests` */
  deviceCode(address: string): Promise<void>;
  /** Counted for any e-mail, whether anybody has it. @throws ProblemError `too-many-requests` */
  letter(address: string, email: string): Promise<void>;
  /** @throws ProblemError `too-many-requests` */
  member(memberId: string): Promise<void>;
  /** @throws ProblemError `too-many-requests` */
  apiKey(keyId: string): Promise<void>;
  /** @throws ProblemError `too-many-requests` */
  workspace(workspaceId: string): Promise<void>;
}

/** @param secret keeps addresses and e-mails out of the table: it holds keyed hashes. */
export function openLimits(pool: Pool, secret: string, allowed: Allowances): Limits {
  const shared = (name: keyof Allowances): RateLimiterAbstract =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: name,
      points: allowed[name].points,
      duration: allowed[name].seconds,
    });
  const signInByAddress = shared('signInByAddress');
  const signInByEmailAndAddress = shared('signInByEmailAndAddress');
  const signInByEmail = shared('signInByEmail');
  const signUpByAddress = shared('signUpByAddress');
  const signUpByEmail = shared('signUpByEmail');
  const inviteByWorkspace = shared('inviteByWorkspace');
  const joinByAddress = shared('joinByAddress');
  const deviceByAddress = shared('deviceByAddress');
  const deviceCodeByAddress = shared('deviceCodeByAddress');
  const letterByEmail = shared('letterByEmail');
  const letterByAddress = shared('letterByAddress');
  // Written on every request: in the database it would cost each of them a write to disk.
  const member = new RateLimiterMemory({ points: allowed.member.points, duration: allowed.member.seconds });
  const apiKey = new RateLimiterMemory({ points: allowed.apiKey.points, duration: allowed.apiKey.seconds });
  const workspace = new RateLimiterMemory({ points: allowed.workspace.points, duration: allowed.workspace.seconds });
  const hidden = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url');
  const both = (address: string, email: string): string => hidden(`${address} ${email.toLowerCase()}`);
  return {
    signIn: async (address, email) => {
      await spend(signInByAddress, hidden(address));
      await spend(signInByEmailAndAddress, both(address, email));
      // Last: an address that is locked takes nothing from what all others may try.
      await spend(signInByEmail, hidden(email.toLowerCase()));
    },
    signedIn: async (address, email) => {
      await signInByEmailAndAddress.delete(both(address, email));
      await signInByEmail.reward(hidden(email.toLowerCase()));
    },
    signUp: async (address, email) => {
      await spend(signUpByAddress, hidden(address));
      await spend(signUpByEmail, hidden(email.toLowerCase()));
    },
    invite: (workspaceId) => spend(inviteByWorkspace, workspaceId),
    join: (address) => spend(joinByAddress, hidden(address)),
    device: (address) => spend(deviceByAddress, hidden(address)),
    deviceCode: (address) => spend(deviceCodeByAddress, hidden(address)),
    letter: async (address, email) => {
      await spend(letterByAddress, hidden(address));
      await spend(letterByEmail, hidden(email.toLowerCase()));
    },
    member: (memberId) => spend(member, memberId),
    apiKey: (keyId) => spend(apiKey, keyId),
    workspace: (workspaceId) => spend(workspace, workspaceId),
  };
}

async function spend(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new ProblemError('too-many-requests', { retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
  }
}
