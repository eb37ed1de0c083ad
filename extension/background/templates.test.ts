// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TemplateContent } from '@wellmet/shared/template';
import { cache } from '../cache/database.ts';
import { templateDrafts, templatesHere } from '../cache/read.ts';
import { isTrouble } from '../messages.ts';
import { pull } from './pull.ts';
import { deleteTemplate, dropTemplateDraft, keepTemplateDraft, restoreTemplate, saveTemplate } from './templates.ts';
import { begin, down, problem, pulled, type FakeServer } from './testing.ts';

const idOf = (n: number): string => `0198a000-0000-7000-b000-${String(n).padStart(12, '0')}`;
const id = idOf(1);
const content: TemplateContent = { name: 'First words', channel: 'note', language: 'en', text: 'Hello {first name},' };
const other: TemplateContent = { ...content, text: 'Good morning {first name},' };

let server: FakeServer;
let requests = 100;
const requestId = (): string => idOf(++requests);
beforeEach(async () => {
  server = await begin();
  await pull();
});
afterEach(async () => {
  await pulled();
  vi.restoreAllMocks();
});

const texts = async () => (await templatesHere()).map(({ text }) => text);

describe('saving', () => {
  test('a new one is here at once, and what was typed is a draft no more', async () => {
    await keepTemplateDraft({ id, content });
    expect(await saveTemplate({ id, requestId: requestId(), content })).toMatchObject(content);
    expect(await texts()).toEqual([content.text]);
    expect(await templateDrafts()).toEqual([]);
  });

  test('without network nothing is saved, and nothing that was typed is lost', async () => {
    await keepTemplateDraft({ id, content });
    server.before = down;
    expect(await saveTemplate({ id, requestId: requestId(), content })).toEqual({ trouble: 'unreachable' });
    expect(await texts()).toEqual([]);
    expect(await templateDrafts()).toMatchObject([{ id, content }]);
  });

  test('what was typed while it was being saved stays, as a change of what is saved now', async () => {
    await keepTemplateDraft({ id, content: other });
    const saved = await saveTemplate({ id, requestId: requestId(), content });
    expect(isTrouble(saved)).toBe(false);
    expect(await templateDrafts()).toMatchObject([{ id, content: other, basedOn: 'seq' in saved && saved.seq }]);
  });

  test('one whose answer was lost is written anew when it is saved with other words', async () => {
    server.after = down;
    expect(await saveTemplate({ id, requestId: requestId(), content })).toEqual({ trouble: 'unreachable' });
    server.after = () => undefined;
    expect(await saveTemplate({ id, requestId: requestId(), content: other })).toMatchObject({ text: other.text });
    expect(server.templates).toHaveLength(1);
  });

  test('what a colleague has changed meanwhile is refused, is here, and takes nothing from what was typed', async () => {
    const made = await saveTemplate({ id, requestId: requestId(), content });
    const basedOn = 'seq' in made ? made.seq : 0;
    server.templates = server.templates.map((one) => ({ ...one, text: 'Theirs', seq: ++server.seq }));
    await keepTemplateDraft({ id, content: other, basedOn });
    expect(await saveTemplate({ id, requestId: requestId(), content: other, basedOn })).toMatchObject({ problem: { code: 'wrong-state' } });
    expect(await texts()).toEqual(['Theirs']);
    expect(await templateDrafts()).toMatchObject([{ content: other, basedOn }]);
  });

  test('the same words, said before without an answer, are saved', async () => {
    const made = await saveTemplate({ id, requestId: requestId(), content });
    const basedOn = 'seq' in made ? made.seq : 0;
    server.after = down;
    await saveTemplate({ id, requestId: requestId(), content: other, basedOn });
    server.after = () => undefined;
    expect(await saveTemplate({ id, requestId: requestId(), content: other, basedOn })).toMatchObject({ text: other.text });
  });
});

test('deleted it is gone here, brought back it is here; a refusal changes nothing', async () => {
  await saveTemplate({ id, requestId: requestId(), content });
  server.before = () => problem('forbidden', 403);
  expect(await deleteTemplate({ id, requestId: requestId() })).toMatchObject({ problem: { code: 'forbidden' } });
  expect(await texts()).toEqual([content.text]);
  server.before = () => undefined;
  expect(await deleteTemplate({ id, requestId: requestId() })).toBe('done');
  expect(await texts()).toEqual([]);
  expect(await restoreTemplate({ id, requestId: requestId() })).toBe('done');
  await pull();
  expect(await texts()).toEqual([content.text]);
});

test('what colleagues do is followed; from the start, too, also where numbers begin anew', async () => {
  await saveTemplate({ id, requestId: requestId(), content });
  server.templates = server.templates.map((one) => ({ ...one, isGone: true as const, seq: ++server.seq }));
  await pull();
  expect(await texts()).toEqual([]);

  await cache.templates.bulkPut([
    { ...content, id, seq: 900, workspaceId: 'w', asOf: '2020', text: 'Old' } as never,
    { ...content, id: idOf(2), seq: 900, workspaceId: 'w', asOf: '2020', text: 'Nobody’s' } as never,
  ]);
  await cache.contacts.put({ id: idOf(3), seq: 1, keys: [], asOf: '2020', workspaceId: 'w' } as never);
  server.templates = [
    { ...content, id, seq: 1, text: 'Restored', createdBy: 'I', createdByYou: true, changedBy: 'I', changedAt: '2026-11-29T10:00:00Z' },
  ];
  server.epoch += 1;
  await pull();
  expect(await texts()).toEqual(['Restored']);
});

test('what is thrown away is no draft any more', async () => {
  await keepTemplateDraft({ id, content });
  await dropTemplateDraft({ id });
  expect(await templateDrafts()).toEqual([]);
});
