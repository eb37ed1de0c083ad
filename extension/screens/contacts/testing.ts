/** Invented contacts for tests. */
import type { Contact } from '@wellmet/shared/contact';
import type { Asked, CardRow, ContactRow, WishRow } from '../../cache/database.ts';

export const ids = (n: number): string => `0198f2c4-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const workspaceId = ids(0);

export function contactRow(n: number, rest: Partial<ContactRow> = {}): ContactRow {
  return {
    id: ids(n),
    workspaceId,
    seq: n,
    name: `Person ${n}`,
    identifiers: [{ kind: 'slug', value: `person-${n}` }],
    keys: [`slug:person-${n}`],
    firstAnalysedAt: '2026-09-12T08:00:00.000Z',
    firstAnalysedBy: 'Ana Prieto',
    firstAnalysedByYou: true,
    lastAnalysedAt: '2026-09-12T08:00:00.000Z',
    campaigns: [],
    asOf: '2026-11-22T10:00:00.000Z',
    ...rest,
  };
}

export function card(n: number, rest: Partial<Contact> = {}): CardRow {
  const { workspaceId: _workspaceId, keys: _keys, asOf, firstAnalysedByYou: _byYou, ...contact } = contactRow(n);
  const url = `https://www.linkedin.com/in/person-${n}/`;
  return {
    id: ids(n),
    workspaceId,
    contact: {
      ...contact,
      sighting: {
        identifiers: { slug: `person-${n}` },
        name: contact.name,
        readFrom: { name: 'topCard' },
        page: { kind: 'profile', url, generation: 'sdui' },
      },
      insights: { engine: 'local', version: 1, facts: [], hooks: [] },
      ...rest,
    },
    asOf,
    usedAt: asOf,
  };
}

let made = 0;

/** A wish of the member, made after those before it. */
export function wish(asked: Asked, rest: Partial<WishRow> = {}): WishRow {
  made += 1;
  return {
    requestId: asked.body.requestId,
    workspaceId,
    memberId: ids(0),
    asked,
    about: { name: 'Person' },
    madeAt: new Date(Date.UTC(2026, 10, 22, 10) + made).toISOString(),
    state: 'waiting',
    ...rest,
  };
}
