/** An OpenAI-compatible server on this machine that answers as a test wants, or misbehaves. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What it was asked. */
export interface Heard {
  path: string | undefined;
  authorization: string | undefined;
  body: { model: string; messages: { role: string; content: string }[]; response_format: unknown };
}

export interface FakeModel {
  url: string;
  heard: Heard[];
  /** How it answers from now on. */
  answer: (response: ServerResponse, heard: Heard) => void | Promise<void>;
  close(): Promise<void>;
}

/** Answers with this as the model's words. */
export const saying =
  (content: unknown): FakeModel['answer'] =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ message: { content: typeof content === 'string' ? content : JSON.stringify(content) } }] }));
  };

/** A reading of nothing. */
export const nothingSaid = { hooks: [], topics: [], cues: [], seniority: [], function: [] };

export async function openFakeModel(answer: FakeModel['answer'] = saying(nothingSaid)): Promise<FakeModel> {
  const fake: FakeModel = { url: '', heard: [], answer, close: () => Promise.resolve() };
  const hear = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const heard = { path: request.url, authorization: request.headers.authorization, body: (await json(request)) as Heard['body'] };
    fake.heard.push(heard);
    await fake.answer(response, heard);
  };
  const server = createServer((request, response) => void hear(request, response).catch(() => response.destroy()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  fake.close = () =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return fake;
}
