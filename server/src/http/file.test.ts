import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { expect, test } from 'vitest';
import { fileResponse } from './file.ts';

const file = { type: 'text/csv', name: 'invented.csv' } as const;

/** Serves the parts over a real connection. @returns its answer's text, or the error with which the connection broke. */
async function sent(
  parts: AsyncIterable<string>,
  look: (response: Response) => Promise<unknown>,
): Promise<{ seen: unknown; broken: unknown[] }> {
  const broken: unknown[] = [];
  const server = createAdaptorServer({ fetch: () => fileResponse(file, parts, (error) => broken.push(error)) });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return { seen: await look(response).catch((error: unknown) => error), broken };
  } finally {
    server.close();
  }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const long = 'ledger '.repeat(20_000);

test('a whole file ends as such, with its type and name, and is kept by no cache', async () => {
  async function* parts(): AsyncGenerator<string> {
    yield 'Zoé\r\n';
    await pause(20);
    yield long;
  }
  const { seen, broken } = await sent(parts(), async (response) => {
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="invented.csv"',
      'cache-control': 'no-store',
    });
    return response.text();
  });
  expect(seen).toBe(`Zoé\r\n${long}`);
  expect(broken).toEqual([]);
});

test.each([0, 1, 30])(
  'one that breaks off %s ms after its first part breaks the connection, and tells nobody why but the log',
  async (delayMs) => {
    const fault = new Error('duplicate key: Ysolde Quill');
    async function* parts(): AsyncGenerator<string> {
      yield 'a part';
      await pause(delayMs);
      throw fault;
    }
    let status = 0;
    const { seen, broken } = await sent(parts(), async (response) => {
      status = response.status;
      return response.text();
    });
    // Where nothing had left the server yet, it is an error of the server like another.
    expect(status === 500 ? seen : seen instanceof TypeError).toBe(status === 500 ? 'Error: the file broke off' : true);
    expect(broken).toEqual([fault]);
  },
);

test('one that does not begin is the caller’s to answer', async () => {
  const away = new Error('away');
  const parts = { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(away) }) };
  await expect(fileResponse(file, parts, () => {})).rejects.toBe(away);
});

test('whoever goes away is waited for no more', async () => {
  let hasEnded = false;
  let count = 0;
  async function* parts(): AsyncGenerator<string> {
    try {
      for (; count < 10_000; count++) yield long;
    } finally {
      hasEnded = true;
    }
  }
  await sent(parts(), async (response) => {
    const reader = response.body?.getReader();
    await reader?.read();
    // Nobody reads on: what was made ahead fits the buffers of the connection.
    await pause(200);
    expect(count).toBeLessThan(200);
    await reader?.cancel();
  });
  await expect.poll(() => hasEnded).toBe(true);
});
