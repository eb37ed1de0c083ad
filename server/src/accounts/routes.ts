import type { Handlers } from '../http/handlers.ts';
import { signIn, signOut, signUp, whoIs, type Accounts } from './accounts.ts';
import type { Limits } from './limits.ts';

export const accountRoutes = (accounts: Accounts, limits: Limits): Pick<Handlers, 'signUp' | 'signIn' | 'signOut' | 'me'> => ({
  signUp: async ({ body }, { address }) => {
    await limits.signUp(address);
    return signUp(accounts, body);
  },
  signIn: async ({ body }, { address }) => {
    await limits.signIn(address, body.email);
    const session = await signIn(accounts, body);
    await limits.signedIn(address, body.email);
    return session;
  },
  signOut: async (_, { token }) => {
    await signOut(accounts, token);
    return undefined;
  },
  me: (_, { member }) => whoIs(accounts, member),
});
