/** What does not hold of the ledger, for tests that end with it; see credits/verify.ts. */
import { verifyLedger, type Fault } from '../credits/verify.ts';

export const broken = async (...asked: Parameters<typeof verifyLedger>): Promise<Fault[]> => (await verifyLedger(...asked)).faults;
