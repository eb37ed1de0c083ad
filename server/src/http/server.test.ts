/** Requests that come slowly: files may, other bodies and heads may not. */
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readText } from './question.ts';
import { openHttpServer } from './server.ts';

test('a file may come for longer than Node lets a request come by itself; its head may not', () => {
  const server = openHttpServer(() => new Response());
  expect(server).toBeInstanceOf(Server);
  expect((server as Server).requestTimeout).toBe(0);
  expect((server as Server).headersTimeout).toBe(60_000);
});

test.each([
  ['in time', 10, '"body"'],
  ['late', 400, 'late'],
])('another body that comes %s', async (_, waits, told) => {
  const server = openHttpServer(async (request) => new Response(await readText(request, 200).catch(() => 'late')));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  try {
    socket.on('error', () => {});
    socket.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 6\r\nconnection: close\r\n\r\n"bo');
    await sleep(waits);
    if (told !== 'late') socket.write('dy"');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain(told);
  } finally {
    socket.destroy();
    server.close();
  }
});
