/** Which versions of the contract are still answered. */
import { lowestServed } from '@wellmet/shared/contract';

/** @param said what the request's header says: nothing, where a program of somebody's own asks. */
export const isServed = (said: string | undefined, lowest = lowestServed): boolean =>
  said === undefined || (/^\d{1,9}$/.test(said) && Number(said) >= lowest);
