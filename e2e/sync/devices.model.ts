/**
 * Three devices, one server, everything at random. `SYNC_RUNS` says how often (500), `SYNC_SEED` has the same runs again. What is planted at the
 * end must be found: runs that find nothing wrong with it would prove nothing.
 */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Changes } from '@wellmet/shared/sync';
import type { Device } from './device.ts';
import { fates } from './network.ts';
import { openGround, type Ground } from './ground.ts';
import { agreement } from './run.ts';

const numRuns = Number(process.env['SYNC_RUNS'] ?? 500);
const seed = Number(process.env['SYNC_SEED'] ?? Date.now() % 2 ** 31);
/** While one waits for the database another one goes on. */
const atOnce = 3;

const wanted = [...fates, 'died', 'question', 'erased', 'merged', 'no'];

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
}, 60_000);
afterAll(() => ground.close());

test(`${numRuns} times: at rest every device says what the server says, and no wish is lost or done twice (seed ${seed})`, async () => {
  const lot = { numRuns: Math.ceil(numRuns / atOnce), endOnFailure: true };
  await Promise.all(Array.from({ length: atOnce }, (_, i) => fc.assert(agreement(ground), { ...lot, seed: seed + i })));
  expect(await ground.faults()).toEqual([]);
  // What the runs are for has to happen in them.
  const { seen } = ground;
  console.log(Object.fromEntries([...seen].toSorted(([a], [b]) => (a < b ? -1 : 1))));
  const enough = numRuns < 300 ? 0 : 10;
  expect(wanted.filter((what) => (seen.get(what) ?? 0) < enough)).toEqual([]);
}, 7200_000);

const planted: [what: string, spoil: (device: Device) => void][] = [
  [
    'a worker whose death empties the outbox',
    (device) => {
      const kill = device.kill.bind(device);
      device.kill = () => {
        kill();
        void device.storage.clear('wishes');
      };
    },
  ],
  ['a server that does not tell who is gone', (device) => alter(device, (changes) => ({ ...changes, gone: [] }))],
  ['a page that leaves somebody out', (device) => alter(device, (changes) => ({ ...changes, contacts: changes.contacts.slice(1) }))],
  [
    'a balance of yesterday',
    (device) => alter(device, (changes) => ({ ...changes, balance: { ...changes.balance, available: 12, used: 0 } })),
  ],
];

test.each(planted)(
  '%s is found out',
  async (_, spoil) => {
    const { failed } = await fc.check(agreement(ground, spoil), { numRuns: 150, endOnFailure: true, seed });
    expect(failed).toBe(true);
  },
  600_000,
);

/** Every page of changes comes to the device as `how` makes it. */
function alter(device: Device, how: (changes: Changes) => Changes): void {
  device.network.onAnswer = async (address, answer) =>
    address.includes('/changes') && answer.status === 200
      ? Response.json(how((await answer.json()) as Changes), { headers: answer.headers })
      : answer;
}
