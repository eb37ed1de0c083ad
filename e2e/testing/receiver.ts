/** Who hears of webhooks: a server on this machine that keeps what arrives, and can be down. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came, as it came: signatures are over the very bytes. */
export interface Arrived {
  headers: IncomingHttpHeaders;
  body: string;
  told: { id: string; type: string; data: Record<string, unknown> };
}

export interface Receiver {
  url: string;
  arrived: Arrived[];
  /** Takes no connection until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const arrived: Arrived[] = [];
  let server = await listening(arrived, 0);
  const { port } = server.address() as AddressInfo;
  const down = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}/wellmet`,
    arrived,
    down,
    async up() {
      server = await listening(arrived, port);
    },
    close: down,
  };
}

function listening(arrived: Arrived[], port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      arrived.push({ headers: request.headers, body, told: JSON.parse(body) as Arrived['told'] });
      response.writeHead(204).end();
    });
  });
  return new Promise((done, fail) => void server.once('error', fail).listen(port, '127.0.0.1', () => done(server)));
}

/** As docs/webhooks.md tells whoever receives. */
export function isSigned({ headers, body }: Arrived, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const wanted = createHmac('sha256', key).update(signed).digest('base64');
  return String(headers['webhook-signature']).split(' ').includes(`v1,${wanted}`);
}
