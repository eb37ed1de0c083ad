// @vitest-environment node
import 'fake-indexeddb/auto';
import { contractHeader, contractVersion } from '@wellmet/shared/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { begin, ines, workspace } from './background/testing.ts';
import { cache } from './cache/database.ts';
import { sendFile } from './sendFile.ts';

const asked = vi.fn<typeof fetch>();
const guess = { format: 'csv', encoding: 'utf-8', delimiter: ',', columns: ['a,b'], mapping: [null], rows: [], problems: [] };
const file = new Blob(['name,profile\n']);
const send = (signal = new AbortController().signal) =>
  sendFile('guessImport', (workspaceId) => ({ params: { workspaceId }, query: { fileName: 'été & co.csv' } }), file, signal);

beforeEach(async () => {
  await begin();
  asked.mockReset().mockImplementation(async () => Response.json(guess));
  vi.stubGlobal('fetch', asked);
});
afterEach(() => vi.unstubAllGlobals());

test('the file itself is what is sent, in the name of who is signed in; the token goes in no address', async () => {
  expect(await send()).toEqual(guess);
  const [address, asks] = asked.mock.calls[0] ?? [];
  expect(address).toBeInstanceOf(URL);
  const { pathname, search } = address as URL;
  expect(pathname + search).toBe(`/v1/workspaces/${workspace.id}/pool/guesses?fileName=%C3%A9t%C3%A9%20%26%20co.csv`);
  expect(asks).toMatchObject({
    method: 'POST',
    headers: {
      authorization: `Bearer token of ${ines.name}`,
      'content-type': 'application/octet-stream',
      [contractHeader]: String(contractVersion),
    },
    credentials: 'omit',
    redirect: 'error',
  });
  expect(asks?.body).toBe(file);
});

test.each<[string, () => Response | Promise<Response>, object]>([
  ['no network', () => Promise.reject(new TypeError('offline')), { trouble: 'unreachable' }],
  ['half an answer', () => new Response('{"format"'), { trouble: 'unreachable' }],
  ['an answer of another version', () => Response.json({ ...guess, format: 'xlsx' }), { trouble: 'updateNeeded' }],
  [
    'a refusal',
    () => Response.json({ type: '', code: 'invalid-request', title: '', status: 400, detail: 'The file is empty.' }, { status: 400 }),
    { trouble: 'refused', problem: { detail: 'The file is empty.' } },
  ],
  [
    'a session that has ended',
    () => Response.json({ type: '', code: 'unauthenticated', title: '', status: 401 }, { status: 401 }),
    { trouble: 'signedOut' },
  ],
])('%s is a value', async (_name, answer, trouble) => {
  asked.mockImplementation(async () => answer());
  expect(await send()).toMatchObject(trouble);
});

test('it is broken off by whoever asked, and nobody is asked where nobody is signed in', async () => {
  const ending = new AbortController();
  await send(ending.signal);
  expect(asked.mock.calls[0]?.[1]?.signal).toBe(ending.signal);
  await cache.account.clear();
  expect(await send()).toEqual({ trouble: 'signedOut' });
  expect(asked).toHaveBeenCalledOnce();
});
