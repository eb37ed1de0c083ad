/** Where a device stands in a workspace's order of changes. credits.md 5. */
import { ProblemError } from '../http/problem.ts';

export interface Cursor {
  /** Of the database that it is a place in. */
  epoch: string;
  /** The device has everything up to this number; with `tie` not all of the number itself. */
  seq: number;
  /** Of what has the number `seq` the last contact that the device has. */
  tie: string | undefined;
  /** What was gone at this number the device never had, or knows that it is gone. Where a first pull goes on, it is ahead of `seq`. */
  since: number;
  /** Whether the plan had lapsed: that pauses campaigns without changing them. */
  isLapsed: boolean;
}

/** What a cursor is held against. */
export interface Place {
  epoch: string;
  /** The number of the workspace's last change. */
  seq: number;
  /** What was gone before this number is no longer remembered. */
  forgottenBefore: number;
  isLapsed: boolean;
}

const form = /^([0-9a-f]{12})\.(\d{1,15})\.(\d{1,15})\.([lp])(?:\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))?$/;

/** @throws ProblemError `invalid-request` for a text that no answer had. */
export function readCursor(text: string): Cursor {
  const [, epoch, seq, since, plan, tie] = form.exec(text) ?? [];
  if (epoch === undefined)
    throw new ProblemError('invalid-request', { errors: [{ pointer: '/cursor', message: 'not a cursor of this list' }] });
  return { epoch, seq: Number(seq), tie, since: Number(since), isLapsed: plan === 'l' };
}

export const textOf = ({ epoch, seq, tie, since, isLapsed }: Cursor): string =>
  [epoch, seq, since, isLapsed ? 'l' : 'p', ...(tie === undefined ? [] : [tie])].join('.');

/** Of the id of a database as much as tells it from others. */
export const epochOf = (id: string): string => id.slice(-12);

/**
 * Where a pull goes on. Without a cursor it begins: what is gone by now need not be told, what goes from now on must be.
 * @throws ProblemError `resync-needed` for a cursor of another database, from ahead of this one, or from before what is remembered as gone.
 */
export function startAt(cursor: Cursor | undefined, { epoch, seq, forgottenBefore, isLapsed }: Place): Cursor {
  if (!cursor) return { epoch, seq: 0, tie: undefined, since: seq, isLapsed };
  if (cursor.epoch !== epoch || Math.max(cursor.seq, cursor.since) > seq || cursor.since < forgottenBefore)
    throw new ProblemError('resync-needed');
  return cursor;
}

/** What a page of changes ends with. */
export interface PageEnd {
  /** The last contact on it. */
  last: { contactId: string; seq: number } | undefined;
  /** The number of the first contact that is not on it; undefined when all are. */
  nextSeq: number | undefined;
}

/** Where the device stands when it has a page. */
export function cursorAfter(start: Cursor, { last, nextSeq }: PageEnd, { seq, isLapsed }: Pick<Place, 'seq' | 'isLapsed'>): Cursor {
  if (nextSeq === undefined) return { epoch: start.epoch, seq, tie: undefined, since: seq, isLapsed };
  const isTied = last?.seq === nextSeq;
  return { ...start, seq: isTied ? nextSeq : nextSeq - 1, tie: isTied ? last.contactId : undefined, isLapsed };
}
