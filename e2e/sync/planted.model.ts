/** What is planted must be found: runs that find nothing wrong with it would prove nothing. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Changes } from '@wellmet/shared/sync';
import type { Device } from './device.ts';
import { openGround, type Ground } from './ground.ts';
import { agreement } from './run.ts';
import { deathsWhileWaiting } from './steps.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
}, 60_000);
afterAll(() => ground.close());

const planted: [what: string, spoil: (device: Device) => void, among?: typeof deathsWhileWaiting][] = [
  [
    'a worker whose death empties the outbox',
    (device) => {
      const kill = device.kill.bind(device);
      device.kill = () => {
        kill();
        void device.storage.clear('wishes');
      };
    },
    // Anything at all finds it too, after some hundred runs.
    deathsWhileWaiting,
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
  async (_, spoil, among) => {
    const { failed } = await fc.check(agreement(ground, spoil, among), { numRuns: 300, endOnFailure: true });
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
