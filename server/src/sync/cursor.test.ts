import { describe, expect, test } from 'vitest';
import { ProblemError } from '../http/problem.ts';
import { cursorAfter, epochOf, readCursor, startAt, textOf, type Cursor, type PageEnd, type Place } from './cursor.ts';

const epoch = '0123456789ab';
const id = '01990000-0000-7000-8000-00000000000a';
const cursor: Cursor = { epoch, seq: 12, tie: undefined, since: 12, isLapsed: false };
const place: Place = { epoch, seq: 40, forgottenBefore: 0, isLapsed: false };

const problemOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
  return 'none';
};

describe('as text', () => {
  test.each<[string, Partial<Cursor>]>([
    [`${epoch}.12.12.p`, {}],
    [`${epoch}.12.12.l`, { isLapsed: true }],
    [`${epoch}.0.40.p.${id}`, { seq: 0, since: 40, tie: id }],
    [`${epoch}.999999999999999.999999999999999.p.${id}`, { seq: 999_999_999_999_999, since: 999_999_999_999_999, tie: id }],
  ])('%s', (text, overrides) => {
    expect(textOf({ ...cursor, ...overrides })).toBe(text);
    expect(readCursor(text)).toEqual({ ...cursor, ...overrides });
    expect(text.length).toBeLessThanOrEqual(120);
  });

  test.each([
    '',
    '12',
    `${epoch}.12`,
    `${epoch}.12.12`,
    `${epoch}.12.12.x`,
    `${epoch}.-1.12.p`,
    `${epoch}.1e3.12.p`,
    `${epoch}.12.12.p.`,
    `${epoch}.12.12.p.${id}.`,
    `${epoch}.12.12.p.${id.toUpperCase()}`,
    `${epoch}.12.12.p\n`,
    `0${epoch}.12.12.p`,
    `${epoch}.1234567890123456.12.p`,
    `${epoch}.12.12.p.' or true--`,
  ])('%j is none', (text) => {
    expect(problemOf(() => readCursor(text))).toBe('invalid-request');
  });

  test('of the id of a database as much as is needed', () => {
    expect(epochOf('f47ac10b-58cc-4372-a567-0e02b2c3d479')).toBe('0e02b2c3d479');
  });
});

describe('where a pull goes on', () => {
  test('without a cursor from the start; what was gone by then it need not be told', () => {
    expect(startAt(undefined, { ...place, isLapsed: true })).toEqual({ epoch, seq: 0, tie: undefined, since: 40, isLapsed: true });
  });

  test.each<[string, Partial<Cursor>, Partial<Place>, 'goes on' | 'resync-needed']>([
    ['from before', {}, {}, 'goes on'],
    ['from the present number', { seq: 40, since: 40 }, {}, 'goes on'],
    ['of another database', { epoch: 'ba9876543210' }, {}, 'resync-needed'],
    ['from ahead', { seq: 41, since: 41 }, {}, 'resync-needed'],
    ['of a first pull that began ahead', { seq: 3, since: 41 }, {}, 'resync-needed'],
    ['from before what is remembered', {}, { forgottenBefore: 13 }, 'resync-needed'],
    ['from where remembering begins', {}, { forgottenBefore: 12 }, 'goes on'],
    // The contacts of long ago that it still has to be told are not gone.
    ['of a first pull that is still far back', { seq: 3, since: 30, tie: id }, { forgottenBefore: 13 }, 'goes on'],
    ['of a first pull that began before what is remembered', { seq: 3, since: 12 }, { forgottenBefore: 13 }, 'resync-needed'],
    ['from before a lapse', {}, { isLapsed: true }, 'goes on'],
  ])('a cursor %s', (_, given, against, outcome) => {
    let start: Cursor | undefined;
    const problem = problemOf(() => (start = startAt({ ...cursor, ...given }, { ...place, ...against })));
    expect([problem, start]).toEqual(outcome === 'goes on' ? ['none', { ...cursor, ...given }] : [outcome, undefined]);
  });
});

describe('where a page ends', () => {
  const first: Cursor = { epoch, seq: 0, tie: undefined, since: 40, isLapsed: false };
  test.each<[string, Cursor, PageEnd, Partial<Cursor>]>([
    ['all of it', first, { last: { contactId: id, seq: 39 }, nextSeq: undefined }, { seq: 44, since: 44 }],
    ['nothing at all', cursor, { last: undefined, nextSeq: undefined }, { seq: 44, since: 44 }],
    ['between two numbers', first, { last: { contactId: id, seq: 7 }, nextSeq: 9 }, { seq: 8, since: 40 }],
    ['within a number', first, { last: { contactId: id, seq: 9 }, nextSeq: 9 }, { seq: 9, tie: id, since: 40 }],
    [
      'within the number that it began in',
      { ...first, seq: 9, tie: epoch },
      { last: { contactId: id, seq: 9 }, nextSeq: 9 },
      { seq: 9, tie: id, since: 40 },
    ],
    ['of a later pull', cursor, { last: { contactId: id, seq: 20 }, nextSeq: 21 }, { seq: 20, since: 12 }],
  ])('%s', (_, start, end, expected) => {
    expect(cursorAfter(start, end, { seq: 44, isLapsed: false })).toEqual({ epoch, tie: undefined, isLapsed: false, ...expected });
  });

  test('a lapse is noted with the page that tells it', () => {
    expect(cursorAfter(cursor, { last: { contactId: id, seq: 20 }, nextSeq: 21 }, { seq: 44, isLapsed: true }).isLapsed).toBe(true);
  });
});
