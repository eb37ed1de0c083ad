/** A test's application over a real socket. */
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { App } from '../app.ts';

export interface ListeningApp {
  port: number;
  url: string;
  /** Writes a request as it is, and reads one answer as it is. */
  exchange(request: string): Promise<Buffer>;
  close(): Promise<void>;
}

export async function listening(app: App): Promise<ListeningApp> {
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    exchange: async (request) => {
      const socket = connect({ host: '127.0.0.1', port });
      const parts: Buffer[] = [];
      socket.on('data', (part) => parts.push(part));
      socket.write(request);
      await once(socket, 'close');
      return Buffer.concat(parts);
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
