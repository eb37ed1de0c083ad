import { useLiveQuery } from 'dexie-react-hooks';
import { whoIsSignedIn } from '../../cache/read.ts';

/** Members may not take somebody out of another campaign. product.md 3.2. */
export function useMayMove(): boolean {
  const account = useLiveQuery(whoIsSignedIn);
  return account ? account.workspace.role !== 'member' : false;
}
