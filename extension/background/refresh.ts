/** What a screen wants when it opens. */
import type { Trouble } from '../messages.ts';
import { carryOutWishes } from './outbox.ts';
import { pull } from './pull.ts';

/** The cache is where the server is; what waits goes out meanwhile, whenever it was tried last. */
export async function refresh(): Promise<'done' | Trouble> {
  void carryOutWishes('now');
  return pull();
}
