import { expect, test } from 'vitest';
import { openTurns } from './turns.ts';

test('so many at once, so many wait, one more is told to come back; other keys go on; afterwards all is free again', async () => {
  const turns = openTurns({ atOnce: 2, maxWaiting: 3 });
  const gate = Promise.withResolvers<void>();
  let running = 0;
  let most = 0;
  const work = async (): Promise<string> => {
    most = Math.max(most, ++running);
    await gate.promise;
    running--;
    return 'done';
  };
  const asked = Array.from({ length: 5 }, () => turns('busy', work));
  await new Promise((done) => setImmediate(done));
  await expect(turns('busy', work)).rejects.toMatchObject({ code: 'too-many-requests', extra: { retryAfterSeconds: 1 } });
  expect(await turns('other', () => Promise.resolve('at once'))).toBe('at once');
  gate.resolve();
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 5 }, () => 'done'));
  expect(most).toBe(2);
  await expect(turns('busy', () => Promise.reject(new Error('fails')))).rejects.toThrow('fails');
  expect(await turns('busy', work)).toBe('done');
});
