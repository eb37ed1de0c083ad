import { useLiveQuery } from 'dexie-react-hooks';
import { whoIsSignedIn } from '../../cache/read.ts';

/** Owners and admins import people; the server refuses others. `undefined`: not read yet. */
export function useMayFeed(): boolean | undefined {
  const account = useLiveQuery(whoIsSignedIn);
  return account ? account.workspace.role !== 'member' : undefined;
}
