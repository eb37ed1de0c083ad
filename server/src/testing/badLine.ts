/** A line between clients and a server that loses, delays and doubles what goes over it, and is cut at will. Loopback only. */
import { createServer, request as forward, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

export interface BadLine {
  url: string;
  /** Where it leads; a server that is started again has another port. */
  leadTo(url: string): void;
  /** Goes well, from now on. */
  mend(): void;
  /** Cuts every open connection. */
  cut(): void;
  /** How often what happened. */
  happened: Record<string, number>;
  close(): Promise<void>;
}

interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const mischiefs = ['fine', 'fine', 'fine', 'slow', 'requestLost', 'replyLost', 'doubled', 'doubledLater'] as const;

/** @param random below 1; the line's luck. */
export async function openBadLine(random: () => number): Promise<BadLine> {
  let target = '';
  let isMended = false;
  const happened: Record<string, number> = {};
  const late = new Set<Promise<unknown>>();

  const server = createServer((asked, reply) => {
    void buffer(asked).then(
      (body) => pass(asked.method ?? 'GET', asked.url ?? '/', asked.headers, body, reply),
      () => reply.destroy(),
    );
  });

  async function pass(method: string, path: string, headers: IncomingHttpHeaders, body: Buffer, reply: ServerResponse): Promise<void> {
    const how = isMended ? 'fine' : (mischiefs[Math.floor(random() * mischiefs.length)] ?? 'fine');
    happened[how] = (happened[how] ?? 0) + 1;
    const send = (): Promise<Reply> => sent(target, method, path, headers, body);
    if (how === 'requestLost') return void reply.destroy();
    if (how === 'slow') await sleep(random() * 800);
    if (how === 'doubledLater') keep(sleep(random() * 2000).then(send));
    if (how === 'doubled') keep(send());
    try {
      const { status, headers: told, body: text } = await send();
      if (how === 'replyLost') return void reply.destroy();
      reply.writeHead(status, { 'content-type': told['content-type'] ?? 'application/json' }).end(text);
    } catch {
      reply.destroy();
    }
  }

  /** Nobody waits for the second of two, but nothing ends before it. */
  function keep(second: Promise<unknown>): void {
    const settled = second.catch(() => {}).finally(() => late.delete(settled));
    late.add(settled);
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    happened,
    leadTo: (url) => void (target = url),
    mend: () => void (isMended = true),
    cut: () => server.closeAllConnections(),
    close: async () => {
      await Promise.all(late);
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function sent(target: string, method: string, path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<Reply> {
  const { authorization, 'content-type': type } = headers;
  return new Promise((done, fail) => {
    const asking = forward(
      target + path,
      {
        method,
        agent: false,
        timeout: 20_000,
        headers: {
          ...(authorization !== undefined && { authorization }),
          ...(type !== undefined && { 'content-type': type }),
          'content-length': body.length,
        },
      },
      (answer) => {
        const read = async (): Promise<Reply> => ({ status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) });
        done(read());
      },
    );
    asking.once('error', fail);
    asking.once('timeout', () => asking.destroy(new Error('no answer')));
    asking.end(body);
  });
}
