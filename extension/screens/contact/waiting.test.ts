import type { Engagement } from '@wellmet/shared/engagement';
import { describe, expect, test } from 'vitest';
import type { WishRow } from '../../cache/database.ts';
import { card, contactRow, ids, wish } from '../contacts/testing.ts';
import { contactsIn, correctionsWaiting, engagementsOf, fieldOf, wordsOf, wordsWaiting } from './waiting.ts';

const edits = (n: number, fields: Record<string, string | null>, contact = 1) =>
  wish({ route: 'editContact', contactId: ids(contact), body: { requestId: ids(500 + n), fields } });
const row = contactRow(1, { name: 'John', edits: { name: { by: 'Ana', at: '2026-11-01T10:00:00Z' } }, headline: 'Buyer' });
const sighting = { ...card(1).contact.sighting, name: 'Jon', headline: 'Buyer' };
const here = card(1, { sighting });

describe('a field', () => {
  test.each<[string, WishRow[], typeof here | undefined, object]>([
    ['corrected: with what the page says', [], here, { value: 'John', page: 'Jon', edit: { by: 'Ana' }, wish: undefined }],
    ['what the page says is not known without the card', [], undefined, { value: 'John', page: undefined }],
    ['a correction that waits is shown', [edits(1, { name: 'Joan' })], here, { value: 'Joan', page: 'Jon', wish: { requestId: ids(501) } }],
    ['of two the last', [edits(1, { name: 'Joan' }), edits(2, { name: 'Jean' })], here, { value: 'Jean', wish: { requestId: ids(502) } }],
    ['one of another field is none of this', [edits(1, { headline: 'Seller' })], here, { value: 'John', wish: undefined }],
    ['back to the page’s', [edits(1, { name: null })], here, { value: 'Jon', page: undefined, wish: { requestId: ids(501) } }],
    ['back to what is not on this device', [edits(1, { name: null })], undefined, { value: undefined, wish: { requestId: ids(501) } }],
  ])('%s', (_case, wishes, cardHere, view) => {
    expect(fieldOf('name', row, cardHere, wishes)).toMatchObject(view);
  });

  test('that is not corrected and the same on the page has nothing more to say', () => {
    expect(fieldOf('headline', row, here, [])).toEqual({ value: 'Buyer', edit: undefined, page: undefined, wish: undefined });
  });
});

test('lists show what waits, field by field, and leave what goes back', () => {
  const found = correctionsWaiting([edits(1, { name: 'Joan', company: 'X' }), edits(2, { name: 'Jean' }), edits(3, { location: null }, 2)]);
  expect([...found]).toEqual([[ids(1), { name: 'Jean', company: 'X' }]]);
});

describe('engagements', () => {
  const note: Engagement = {
    id: ids(700),
    what: 'noted',
    text: 'Met at the fair',
    doneAt: '2026-11-20T10:00:00Z',
    by: 'Ana',
    byYou: true,
    at: '2026-11-20T10:00:05Z',
  };
  const { contact } = card(1, { engagements: [note] });
  const call = wish({
    route: 'engage',
    contactId: ids(1),
    body: { requestId: ids(600), what: 'called', doneAt: '2026-11-21T10:00:00Z' },
  });

  test('what waits stands among what is kept, by when it was done', () => {
    const views = engagementsOf(contact, [call]);
    expect(views.map(({ id, what, wish: waits }) => [id, what, waits?.requestId])).toEqual([
      [ids(600), 'called', ids(600)],
      [ids(700), 'noted', undefined],
    ]);
    expect(engagementsOf(undefined, [call])).toHaveLength(1);
  });

  test('what the server has already is not shown twice', () => {
    const kept = { ...note, id: ids(600), what: 'called' as const };
    expect(engagementsOf({ ...contact, engagements: [kept] }, [call])).toHaveLength(1);
  });

  test('one that is being taken back says so', () => {
    const back = wish({
      route: 'withdrawEngagement',
      contactId: ids(1),
      engagementId: ids(700),
      body: { requestId: ids(601) },
    });
    expect(engagementsOf(contact, [back])[0]?.takingBack?.requestId).toBe(ids(601));
  });
});

test('a wish is about whom it names, by whichever road', () => {
  const enrolment = wish({ route: 'enrol', campaignId: ids(9), body: { requestId: ids(602), contactIds: [ids(1), ids(2)] } });
  expect(contactsIn(enrolment)).toEqual([ids(1), ids(2)]);
  expect(contactsIn(edits(1, { name: 'X' }))).toEqual([ids(1)]);
  const page = { kind: 'profile', url: 'https://www.linkedin.com/in/jon/', generation: 'sdui' } as const;
  const sightings = [{ ...sighting, page }];
  const analysis = wish({ route: 'analyse', body: { requestId: ids(603), source: 'profile', ceilingCredits: 1, sightings } });
  expect(contactsIn(analysis)).toEqual([]);
});

const saying = (n: number, words: Record<string, string | null>) =>
  wish({ route: 'editContact', contactId: ids(1), body: { requestId: ids(600 + n), words } });

test('what members said of the insights is seen at once, also while it waits; the last word counts', () => {
  const told = { value: 'bold', by: 'Ana', at: '2026-11-12T09:00:00.000Z' };
  const kept = { words: { 'style.boldness': told, style: { ...told, value: 'hidden' } } };
  const wishes = [saying(1, { 'style.focus': 'task', 'topic:data': 'hidden' }), saying(2, { 'topic:data': null, style: null })];
  const seen = wordsOf(kept, wishes, 'Ines');
  expect(Object.entries(seen).map(([part, { value, by }]) => [part, value, by])).toEqual([
    ['style.boldness', 'bold', 'Ana'],
    ['style.focus', 'task', 'Ines'],
  ]);
  expect(wordsWaiting([edits(1, { name: 'X' }), ...wishes])).toEqual(wishes);
});
