/** What the newest snapshot of a contact was taken from, as far as it must be known to decide whether another one is worth taking. */
import { createHash } from 'node:crypto';
import { isList, type KeptSighting } from '@wellmet/shared/sighting';

/** Behind the hash of a row of a list, or of the pool. Hashes without it are of people's own pages, those of before there were rows too. */
const rowMark = '00';
const poolMark = '01';

/** Hex: SHA-256 of the sighting as text, and a byte more where it is a row of a list or of the pool. */
export function seenHashOf(sighting: KeptSighting): string {
  const hash = createHash('sha256').update(JSON.stringify(sighting)).digest('hex');
  if (sighting.page.kind === 'pool') return hash + poolMark;
  return isList(sighting.page.kind) ? hash + rowMark : hash;
}

const isOfRow = (seenHash: string | null): boolean => seenHash !== null && seenHash.length > 64;

/** Of who was purged nothing is known that could say more. Nothing of the pool takes the place of what a member has read, and a row of a list never takes the place of what was read on the person's own page: it would forget what they do and did. */
export function saysLess(seenHash: string, known: { seenHash: string | null; isPurged: boolean }): boolean {
  if (known.isPurged) return false;
  return seenHash?.slice(64) === poolMark || (isOfRow(seenHash) && !isOfRow(known.seenHash));
}
