/**
 * How long requests may be repeated. A wish is made on a device that may be without a network for a month, and by a clock that may be a day off
 * either way; its answer is kept until nobody can send it any more. What was answered and forgotten would else be done again.
 */
const dayMs = 86_400_000;

/** A request that was made longer ago is not taken, unless its answer is kept: the longest time without a network, and a day for the clock. */
export const oldestRequestMs = 31 * dayMs;

/** Answers are kept at least as long: whatever was answered is too old when it is forgotten. */
export const answersKeptMs = 40 * dayMs;

/** When a request was made, as its id says: UUIDs of version 7 begin with it. Others carry no time. */
const madeAt = (requestId: string): number | undefined =>
  requestId[14] === '7' ? Number.parseInt(requestId.slice(0, 8) + requestId.slice(9, 13), 16) : undefined;

/** Whether a request was made so long ago that it may have been answered, and the answer forgotten. */
export function isTooOld(requestId: string, now: Date): boolean {
  const at = madeAt(requestId);
  return at !== undefined && now.getTime() - at > oldestRequestMs;
}

/** Lower than the id of any request that was made at an instant or later, and higher than that of any made before it. */
export function idAt(instantMs: number): string {
  const hex = Math.max(0, instantMs).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
