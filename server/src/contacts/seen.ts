/** What the newest snapshot of a contact was taken from, as far as it must be known to decide whether another one is worth taking. */
import { createHash } from 'node:crypto';
import { isList, type Sighting } from '@wellmet/shared/sighting';

/** Behind the hash of a row of a list. Hashes without it are of people's own pages, those of before there were rows too. */
const rowMark = '00';

/** Hex: SHA-256 of the sighting as text, and a byte more where it is a row of a list. */
export function seenHashOf(sighting: Sighting): string {
  const hash = createHash('sha256').update(JSON.stringify(sighting)).digest('hex');
  return isList(sighting.page.kind) ? hash + rowMark : hash;
}

const isOfRow = (seenHash: string | null): boolean => seenHash !== null && seenHash.length > 64;

/** A row of a list never takes the place of what was read on the person's own page: it would forget what they do and did. */
export function saysLess(seenHash: string, known: { seenHash: string | null }): boolean {
  return isOfRow(seenHash) && !isOfRow(known.seenHash);
}
