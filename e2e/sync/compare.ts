/** At rest: the devices say what the server says, the server says what the world says, and of every wish it is known what became of it. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Balance } from '@wellmet/shared/credits';
import type { Contact } from '@wellmet/shared/contact';
import type { LeanContact } from '@wellmet/shared/sync';
import type { Template } from '@wellmet/shared/template';
import type { Device } from './device.ts';
import { creditsAMonth, type Truth } from './ground.ts';
import type { Run } from './run.ts';
import type { Act, World } from './world.ts';

/** @returns what happened in the run, by name. */
export async function compare(run: Run): Promise<string[]> {
  const truths = [await run.workspace.truthFor(0), await run.workspace.truthFor(1)] as const;
  const world = await run.world();
  compareWithWorld(truths[0], world);
  for (const [index, device] of run.workspace.devices.entries())
    await compareDevice(device, truths[run.workspace.memberOf(index) === 0 ? 0 : 1], `device ${index}`);
  const questions = await compareWishes(run, truths[0], world);
  return [
    ...run.workspace.devices.flatMap(({ network }) => network.befallen),
    ...[...run.wishes.values()].flatMap(({ told, hasDied }) => [...(hasDied ? ['died'] : []), ...(isNo(told) ? ['no'] : [])]),
    ...questions.map(() => 'question'),
    ...world.people.flatMap(({ wasTwo }) => (wasTwo ? 'merged' : [])),
    ...[...world.erased].map(() => 'erased'),
  ];
}

const keysOf = ({ identifiers }: LeanContact): string =>
  identifiers
    .map(({ kind, value }) => `${kind}:${value}`)
    .toSorted()
    .join(' ');

function compareWithWorld({ contacts, campaigns, templates, balance, cards }: Truth, world: World): void {
  for (const id of world.deletedTemplates) assert.ok(!templates.has(id), 'a deleted template is there no more');
  assert.equal(templates.size + world.deletedTemplates.size, 2, 'the templates');
  assert.equal(balance.available, creditsAMonth - world.used, 'the balance is what the acts have left of it');
  const byKeys = new Map([...contacts.values()].map((contact) => [keysOf(contact), contact]));
  assert.deepEqual([...byKeys.keys()].toSorted(), world.people.map(({ keys }) => [...keys].toSorted().join(' ')).toSorted(), 'the people');
  for (const person of world.people) {
    const contact = byKeys.get([...person.keys].toSorted().join(' '));
    const engaged = cards.get(contact?.id ?? '')?.engagements?.map(({ id }) => id) ?? [];
    assert.deepEqual(engaged.toSorted(), [...person.engagements].toSorted(), 'the engagements');
    if (person.wasTwo) continue;
    for (const [field, value] of person.edits) if (value !== null) assert.equal(contact?.[field], value, `the last correction of ${field}`);
    const open = [...person.campaigns].filter(([id, state]) => state !== 'removed' && isOpen(campaigns.get(id)?.state));
    assert.deepEqual(
      contact?.campaigns.map(({ id, state }) => `${id} ${state}`).toSorted(),
      open.map(([id, state]) => `${id} ${state}`).toSorted(),
      'the campaigns of a contact',
    );
  }
  for (const [id, name] of world.names) assert.equal(campaigns.get(id)?.name, name, 'the name of a campaign');
}

const isOpen = (state: string | undefined): boolean => state === 'draft' || state === 'ongoing';

async function compareDevice(device: Device, truth: Truth, which: string): Promise<void> {
  interface Row extends LeanContact {
    workspaceId: string;
    keys: string[];
    asOf: string;
  }
  const rows = await device.storage.rows<Row>('contacts');
  const kept = rows.map(({ workspaceId: _workspace, keys: _keys, asOf: _asOf, ...contact }) => contact);
  const [mine, theirs] = differing(kept, [...truth.contacts.values()]);
  assert.deepEqual(mine, theirs, `${which}: the contacts`);
  for (const { keys, identifiers } of rows)
    assert.deepEqual(
      keys.toSorted(),
      identifiers.map(({ kind, value }) => `${kind}:${value}`).toSorted(),
      `${which}: what contacts are found by`,
    );

  const cards = await device.storage.rows<{ id: string; contact: Contact }>('cards');
  for (const { id, contact } of cards) {
    const now = truth.cards.get(id);
    assert.ok(now, `${which}: a card of nobody`);
    if (contact.seq === now.seq)
      assert.deepEqual(contact.engagements, now.engagements, `${which}: a card of the same number says the same`);
  }

  const [campaigns] = await device.storage.rows<{ campaigns: { id: string }[] }>('campaigns');
  assert.deepEqual(byId(campaigns?.campaigns ?? []), byId([...truth.campaigns.values()]), `${which}: the campaigns`);
  const templates = await device.storage.rows<Template & { workspaceId: string; asOf: string }>('templates');
  const words = templates.map(({ workspaceId: _workspace, asOf: _asOf, ...template }) => template);
  assert.deepEqual(byId(words), byId([...truth.templates.values()]), `${which}: the templates`);
  const [told] = await device.storage.rows<{ balance: Balance }>('balances');
  assert.deepEqual({ ...told?.balance, at: '' }, { ...truth.balance, at: '' }, `${which}: the balance`);
}

/** Of two lists that should say the same, what does not: a failure is read by people. */
function differing<T extends { id: string }>(mine: readonly T[], theirs: readonly T[]): [T[], T[]] {
  const [a, b] = [byId(mine), byId(theirs)];
  const without = (all: T[], others: T[]): T[] => all.filter((one) => !others.some((other) => isDeepStrictEqual(one, other)));
  return [without(a, b), without(b, a)];
}

const byId = <T extends { id: string }>(all: readonly T[]): T[] => plain(all).toSorted((a, b) => (a.id < b.id ? -1 : 1));
/** Without what is undefined, and of this realm. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** A wish is done, or in its outbox with what the member has to decide, or was answered with a no: nothing else. */
async function compareWishes(run: Run, truth: Truth, world: World): Promise<unknown[]> {
  const done = new Set(await run.workspace.done());
  const known = new Set(
    [...truth.contacts.values()].flatMap(({ identifiers }) => identifiers.map(({ kind, value }) => `${kind}:${value}`)),
  );
  const outboxes = await Promise.all(
    run.workspace.devices.map(async (device) => {
      const rows = await device.storage.rows<{
        requestId: string;
        state: string;
        refusal?: { outcome?: string; problem?: { code: string } };
      }>('wishes');
      return new Map(rows.map((row) => [row.requestId, row]));
    }),
  );
  for (const { id, device, act, told } of run.wishes.values()) {
    const kept = outboxes[device]?.get(id);
    const what = `${act.act} ${id}`;
    assert.ok(!kept || kept.state === 'question', `${what} comes to rest, and is ${kept?.state}`);
    // Of somebody who was erased meanwhile the device no longer knows what was done.
    const asks = kept?.refusal?.outcome === 'held' || kept?.refusal?.problem?.code === 'not-found';
    if (done.has(id)) assert.ok(!kept || asks, `${what} is done and asks no more: ${JSON.stringify(kept)}`);
    else if (!kept) assert.ok(isNo(told) || isFree(act, known, world), `${what} is lost: ${JSON.stringify(told)}`);
  }
  return outboxes.flatMap((outbox) => [...outbox.values()]);
}

/** Said to the member at once. */
function isNo(told: unknown): boolean {
  const answer = typeof told === 'object' && told !== null && 'answer' in told ? told.answer : undefined;
  if (typeof answer !== 'object' || answer === null) return false;
  return ('trouble' in answer && answer.trouble === 'refused') || ('outcome' in answer && answer.outcome !== 'done');
}

/** Somebody who was known, and is where they were to be: there was nothing to keep an answer for. */
function isFree(act: Act, known: ReadonlySet<string>, world: World): boolean {
  return act.act === 'analyse' && act.people.every((keys) => keys.some((key) => known.has(key) || world.erased.has(key)));
}
