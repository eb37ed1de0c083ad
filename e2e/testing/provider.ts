/** A provider of people on this machine, as docs/operator.md describes one: pages of three, for whoever has the key. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const aPage = 3;

export interface FakeProvider {
  url: string;
  key: string;
  /** Whom it has; more may come. */
  people: object[];
  /** Where pages that were given began. */
  given: number[];
  close(): Promise<void>;
}

export async function startProvider(people: object[]): Promise<FakeProvider> {
  const key = 'invented-key-of-the-provider';
  const given: number[] = [];
  const server = createServer(({ url = '', headers }, response) => {
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (headers.authorization !== `Bearer ${key}`) return say(401, {});
    const from = Number(new URL(url, 'http://provider.example').searchParams.get('cursor') ?? 0);
    const to = Math.min(people.length, from + aPage);
    given.push(from);
    return say(200, { people: people.slice(from, to), cursor: String(to), more: to < people.length });
  });
  await new Promise<void>((done, fail) => void server.once('error', fail).listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/people`,
    key,
    people,
    given,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
