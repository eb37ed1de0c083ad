import type { Config } from '../config.ts';
import type { Handlers } from '../http/handlers.ts';
import { ProblemError } from '../http/problem.ts';
import type { Mail } from '../mail/mail.ts';
import { signIn, signOut, signUp, whoIs, type Accounts } from './accounts.ts';
import { askForDevice, claimByLink, claimByPassword, decideOnDevice, deviceOutcome } from './deviceCodes.ts';
import type { Limits } from './limits.ts';
import { changePassword, resetPassword, sendReset } from './passwords.ts';
import { endSession, endSessions, sessionsOf } from './sessions.ts';

type Names =
  | 'signUp'
  | 'signIn'
  | 'signOut'
  | 'me'
  | 'signInWays'
  | 'askForDevice'
  | 'deviceOutcome'
  | 'deviceByPassword'
  | 'deviceByLink'
  | 'decideOnDevice'
  | 'changePassword'
  | 'forgotPassword'
  | 'resetPassword'
  | 'sessions'
  | 'endSession'
  | 'endOtherSessions';

export const accountRoutes = (accounts: Accounts, limits: Limits, mail: Mail, signUpIs: Config['signUp']): Pick<Handlers, Names> => ({
  signUp: async ({ body }, { address, userAgent }) => {
    if (signUpIs === 'closed') throw new ProblemError('sign-up-closed');
    // Whoever can send letters tells nobody who has an account, and who has none proves their e-mail first.
    if (mail.linksFrom !== undefined) throw new ProblemError('sign-up-by-letter');
    await limits.signUp(address, body.email);
    return signUp(accounts, body, userAgent);
  },
  signIn: async ({ body }, { address, userAgent }) => {
    await limits.signIn(address, body.email);
    const session = await signIn(accounts, body, userAgent);
    await limits.signedIn(address, body.email);
    return session;
  },
  signOut: async (_, { token }) => {
    await signOut(accounts, token);
    return undefined;
  },
  me: (_, { member }) => whoIs(accounts, member),
  signInWays: () => Promise.resolve({ link: mail.linksFrom !== undefined }),
  askForDevice: async ({ body }, { address, userAgent }) => {
    if (body.signUp && signUpIs === 'closed') throw new ProblemError('sign-up-closed');
    await limits.device(address);
    if (body.email !== undefined) await limits.letter(address, body.email);
    return askForDevice(accounts, mail, body, userAgent);
  },
  deviceOutcome: ({ body }) => deviceOutcome(accounts, body.deviceCode),
  deviceByPassword: async ({ body }, { address }) => {
    await limits.signIn(address, body.email);
    await limits.deviceCode(address);
    const asks = await claimByPassword(accounts, body);
    await limits.signedIn(address, body.email);
    return asks;
  },
  deviceByLink: async ({ body }, { address }) => {
    await limits.deviceCode(address);
    return claimByLink(accounts, body);
  },
  decideOnDevice: async ({ body }, { address }) => {
    await limits.deviceCode(address);
    await decideOnDevice(accounts, body);
    return undefined;
  },
  changePassword: async ({ body }, { address, member, token }) => {
    await limits.signIn(address, member.email);
    await changePassword(accounts, member, token, body);
    await limits.signedIn(address, member.email);
    return undefined;
  },
  forgotPassword: async ({ body }, { address }) => {
    await limits.letter(address, body.email);
    sendReset(accounts, mail, body);
    return undefined;
  },
  resetPassword: async ({ body }, { address }) => {
    await limits.deviceCode(address);
    await resetPassword(accounts, body);
    return undefined;
  },
  sessions: async (_, { member, token }) => ({ sessions: await sessionsOf(accounts, member.id, token) }),
  endSession: async ({ params }, { member }) => {
    await endSession(accounts, member.id, params.sessionId);
    return undefined;
  },
  endOtherSessions: async (_, { member, token }) => {
    await endSessions(accounts, member.id, token);
    return undefined;
  },
});
