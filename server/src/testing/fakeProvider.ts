/** A provider of people on this machine, as docs/operator.md describes one, or one that misbehaves. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it was asked. */
export interface HeardFetch {
  path: string;
  cursor: string | null;
  limit: string | null;
  authorization: string | undefined;
}

export type ProviderAnswer = (response: ServerResponse, heard: HeardFetch) => void;

export interface FakeProvider {
  url: string;
  heard: HeardFetch[];
  /** How it answers from now on. */
  answer: ProviderAnswer;
  close(): Promise<void>;
}

export const answering =
  (body: unknown, status = 200, headers: Record<string, string> = {}): ProviderAnswer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

/** Pages of so many people; the place behind the last one stays good, so that people who are added later are what comes next. */
export const inPages =
  (people: readonly object[], size: number): ProviderAnswer =>
  (response, heard) => {
    const from = Number(heard.cursor ?? 0);
    const to = Math.min(people.length, from + size);
    answering({ people: people.slice(from, to), cursor: String(to), more: to < people.length })(response, heard);
  };

export async function openFakeProvider(): Promise<FakeProvider> {
  const fake: FakeProvider = { url: '', heard: [], answer: inPages([], 1), close: () => Promise.resolve() };
  const server = createServer((request: IncomingMessage, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', fake.url);
    const { authorization } = request.headers;
    const heard = { path: pathname, cursor: searchParams.get('cursor'), limit: searchParams.get('limit'), authorization };
    fake.heard.push(heard);
    fake.answer(response, heard);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/people`;
  fake.close = () =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return fake;
}
