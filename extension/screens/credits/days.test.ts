import { describe, expect, test } from 'vitest';
import { customPeriod, dayOf, daysBetween, lastPeriod, startOf, thisPeriod } from './days.ts';

const paris = { periodStart: '2026-10-31T23:00:00.000Z', periodEnd: '2026-11-30T23:00:00.000Z', timeZone: 'Europe/Paris' };

test.each([
  ['2026-11-24', 'Europe/Paris', '2026-11-23T23:00:00.000Z'],
  ['2026-07-01', 'Europe/Paris', '2026-06-30T22:00:00.000Z'],
  // The days on which the clock changes, and those after.
  ['2026-03-29', 'Europe/Paris', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Paris', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Paris', '2026-10-24T22:00:00.000Z'],
  ['2026-10-26', 'Europe/Paris', '2026-10-25T23:00:00.000Z'],
  ['2026-11-24', 'Asia/Kolkata', '2026-11-23T18:30:00.000Z'],
  ['2026-11-24', 'America/Los_Angeles', '2026-11-24T08:00:00.000Z'],
  ['2026-11-24', 'Pacific/Kiritimati', '2026-11-23T10:00:00.000Z'],
  ['2026-11-24', 'UTC', '2026-11-24T00:00:00.000Z'],
  // There is no midnight: at that moment it is one o'clock.
  ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  // Midnight comes twice: the day begins with the first.
  ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
])('%s in %s begins at %s', (day, timeZone, instant) => {
  expect(startOf(day, timeZone)).toBe(instant);
  expect(dayOf(new Date(instant), timeZone)).toBe(day);
  expect(dayOf(new Date(Date.parse(instant) - 1), timeZone)).not.toBe(day);
});

test.each(['Europe/Paris', 'America/Havana', 'Africa/Cairo', 'Australia/Lord_Howe', 'America/St_Johns'])(
  'in %s every day of a year ends where the next one begins',
  (timeZone) => {
    for (const day of daysBetween('2026-01-01', '2026-12-31')) {
      const start = new Date(startOf(day, timeZone));
      expect(dayOf(start, timeZone)).toBe(day);
      expect(dayOf(new Date(start.getTime() - 1), timeZone) < day).toBe(true);
    }
  },
);

describe('periods', () => {
  test('this one is the balance’s, in days of the workspace', () => {
    expect(thisPeriod(paris)).toEqual({
      from: paris.periodStart,
      before: paris.periodEnd,
      firstDay: '2026-11-01',
      lastDay: '2026-11-30',
    });
  });

  test('the last one is the month before and ends where this one begins', () => {
    expect(lastPeriod(paris)).toEqual({
      from: '2026-09-30T22:00:00.000Z',
      before: paris.periodStart,
      firstDay: '2026-10-01',
      lastDay: '2026-10-31',
    });
  });

  test('days that are chosen are both in it', () => {
    expect(customPeriod('2026-03-29', '2026-03-29', 'Europe/Paris')).toMatchObject({
      from: '2026-03-28T23:00:00.000Z',
      before: '2026-03-29T22:00:00.000Z',
    });
  });

  test.each([
    ['2026-11-02', '2026-11-01'],
    ['', '2026-11-01'],
    ['2026-11-01', ''],
    ['0002-11-01', '2026-11-01'],
    ['2026-13-01', '2026-13-02'],
  ])('%j to %j is none', (first, last) => {
    expect(customPeriod(first, last, 'Europe/Paris')).toBeUndefined();
  });

  test('days are counted through a change of the clock', () => {
    expect(daysBetween('2026-03-28', '2026-03-31')).toEqual(['2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31']);
    expect(daysBetween('2026-10-01', '2026-10-31')).toHaveLength(31);
  });
});
