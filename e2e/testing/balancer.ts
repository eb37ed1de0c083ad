/** What stands before several servers, as docs/scaling.md asks of it: each request goes to the next of them, and to another one where that does not answer. Loopback only. */
import {
  createServer,
  request as forward,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

export interface Balancer {
  close(): Promise<void>;
  /** How many requests each of them has answered. */
  answered: number[];
  /** Breaks off what is asked of a server that is dead: not every machine tells of connections that nobody has taken up. */
  breakOff(url: string): void;
}

/** @param urls of all, asked anew for each request: one that was started again has another one. */
export async function openBalancer(port: number, urls: () => readonly string[]): Promise<Balancer> {
  const answered: number[] = [];
  const underWay = new Set<{ url: string; asking: ClientRequest }>();
  let turn = 0;

  async function pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const body = await buffer(asked);
    const all = urls();
    // Others have their turn while this one waits.
    const begin = turn++;
    for (let i = 0; i < all.length; i += 1) {
      const which = (begin + i) % all.length;
      // Whoever breaks off has not answered, not even with half of an answer: an act carries its id and may be sent again.
      const answer = await answerOf(underWay, all[which] ?? '', asked, body, reply).catch(() => undefined);
      const whole = answer && (isEndless(answer) ? answer : await buffer(answer).catch(() => undefined));
      if (!whole) continue;
      answered[which] = (answered[which] ?? 0) + 1;
      reply.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
      if (whole === answer) return pipeline(answer, reply);
      return void reply.end(whole);
    }
    reply.destroy();
  }

  // Whoever asks, or whoever answers, has broken off: the other one is told by the end of the connection.
  const server = createServer((asked, reply) => void pass(asked, reply).catch(() => reply.destroy()));
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
  return {
    answered,
    breakOff: (dead) => {
      for (const { url, asking } of underWay) if (url === dead) asking.destroy();
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function answerOf(
  underWay: Set<{ url: string; asking: ClientRequest }>,
  url: string,
  { method, url: path, headers }: IncomingMessage,
  body: Buffer,
  reply: ServerResponse,
): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    const asking = forward(new URL(path ?? '/', url), { method, headers: passedOn(headers), agent: false }, done);
    const entry = { url, asking };
    underWay.add(entry);
    asking.once('close', () => underWay.delete(entry));
    asking.once('error', fail);
    reply.once('close', () => asking.destroy());
    asking.end(body);
  });
}

const isEndless = ({ headers }: IncomingMessage): boolean => headers['content-type']?.startsWith('text/event-stream') ?? false;

/** All but what two ends of one connection say to each other. */
function passedOn({ ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  delete headers.connection;
  delete headers['transfer-encoding'];
  return headers;
}
