/** A wire that takes its time: a TCP proxy on loopback that hands on what the database answers some milliseconds later. */
import { connect, createServer, type AddressInfo } from 'node:net';

export interface Wire {
  port: number;
  close(): void;
}

export function openWire(toPort: number, delayMs: number): Promise<Wire> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: '127.0.0.1', port: toPort, noDelay: true });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
    }
    near.on('data', (chunk) => far.write(chunk));
    far.on('data', (chunk) => setTimeout(() => near.writable && near.write(chunk), delayMs));
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () =>
      done({
        port: (server.address() as AddressInfo).port,
        close: () => {
          server.close();
          for (const socket of sockets) socket.destroy();
        },
      }),
    );
  });
}
