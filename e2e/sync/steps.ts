/** What members do on their devices, and what befalls them meanwhile, at random. */
import * as fc from 'fast-check';
import { editableFields } from '@wellmet/shared/engagement';
import { fates } from './network.ts';

/** How somebody is seen: by their address, by their member id, or by both, which shows that they are one. */
const seenBy = fc.constantFrom('slug', 'slug', 'slug', 'member', 'both');
const person = fc.nat({ max: 5 });
const seen = fc.record({ person, by: seenBy });
const campaign = fc.nat({ max: 2 });

const wish = fc.oneof(
  { weight: 5, arbitrary: fc.record({ wish: fc.constant('analyse' as const), seen, campaign: fc.option(campaign) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      wish: fc.constant('bulk' as const),
      people: fc.array(seen, { minLength: 1, maxLength: 4 }),
      campaign: fc.option(campaign),
    }),
  },
  { weight: 3, arbitrary: fc.record({ wish: fc.constantFrom('enrol' as const, 'leave' as const), person, campaign }) },
  { weight: 3, arbitrary: fc.record({ wish: fc.constant('engage' as const), person }) },
  { weight: 1, arbitrary: fc.record({ wish: fc.constant('withdraw' as const), nth: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({ wish: fc.constant('edit' as const), person, field: fc.constantFrom(...editableFields), isBack: fc.boolean() }),
  },
);

const event = fc.oneof(
  fc.constant({ event: 'refresh' as const }),
  fc.constant({ event: 'ring' as const }),
  fc.constant({ event: 'kill' as const }),
  fc.constant({ event: 'offline' as const }),
  fc.constant({ event: 'online' as const }),
  fc.constant({ event: 'deliver' as const }),
  fc.constant({ event: 'repair' as const }),
  fc.record({ event: fc.constant('clock' as const), hours: fc.integer({ min: -24, max: 24 }) }),
  fc.record({ event: fc.constant('erase' as const), person }),
  fc.record({ event: fc.constant('complete' as const), campaign: fc.nat({ max: 1 }) }),
  fc.record({ event: fc.constant('rename' as const), campaign, name: fc.constantFrom('Weavers', 'Dyers', 'Spinners') }),
  fc.record({ event: fc.constantFrom('deleteTemplate' as const, 'restoreTemplate' as const), template: fc.nat({ max: 1 }) }),
);

const step = fc.record({
  device: fc.nat({ max: 2 }),
  what: fc.oneof({ weight: 5, arbitrary: wish }, { weight: 3, arbitrary: event }),
  fates: fc.array(fc.oneof({ weight: 1, arbitrary: fc.constant('fine' as const) }, { weight: 2, arbitrary: fc.constantFrom(...fates) }), {
    maxLength: 3,
  }),
  /** The worker dies when it is about to write for the so-manieth time. */
  dieAtWrite: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 1 }),
  /** Whether the member waits for the answer before anybody does anything else. */
  isAwaited: fc.boolean(),
});
export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const quietly = { fates: [], dieAtWrite: null, isAwaited: true } satisfies Partial<Step>;

/** Somebody is to be enrolled by who has no network, and meanwhile by somebody else into another campaign: what waited comes back as a question. */
const meeting: fc.Arbitrary<Step[]> = fc
  .record({ device: fc.nat({ max: 2 }), person: fc.nat({ max: 2 }), isFirst: fc.boolean() })
  .map(({ device, person: who, isFirst }) => [
    { ...quietly, device, what: { event: 'offline' as const } },
    { ...quietly, device, isAwaited: false, what: { wish: 'enrol' as const, person: who, campaign: isFirst ? 0 : 1 } },
    { ...quietly, device: (device + 1) % 3, what: { wish: 'enrol' as const, person: who, campaign: isFirst ? 1 : 0 } },
    { ...quietly, device, what: { event: 'online' as const } },
  ]);

/** Left to chance alone, questions are too rare for as many runs. */
export const steps = fc
  .array(fc.oneof({ weight: 24, arbitrary: step.map((one) => [one]) }, { weight: 1, arbitrary: meeting }), { minLength: 4, maxLength: 16 })
  .map((parts) => parts.flat());

/** What keeps wishes waiting on devices whose workers die, and little else. */
const death: fc.Arbitrary<Step> = fc.record({
  device: fc.nat({ max: 2 }),
  what: fc.oneof(
    fc.record({ wish: fc.constant('engage' as const), person: fc.nat({ max: 2 }) }),
    fc.constant({ event: 'offline' as const }),
    fc.constant({ event: 'kill' as const }),
  ),
  fates: fc.constant([]),
  dieAtWrite: fc.constant(null),
  isAwaited: fc.constant(true),
});
export const deathsWhileWaiting = fc.array(death, { minLength: 4, maxLength: 16 });
