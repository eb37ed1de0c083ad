/** A bare HTTP/1.1 client for load: one request at a time on each kept connection, so that the generator costs little of the cores it shares. */
import { connect, type Socket } from 'node:net';

export class Connection {
  #socket: Socket;
  #read: Buffer = Buffer.alloc(0);
  #answer: { resolve: (body: string) => void; reject: (error: Error) => void } | undefined;

  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
    this.#socket = this.#open();
  }

  #open(): Socket {
    const socket = connect({ host: '127.0.0.1', port: this.#port, noDelay: true });
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#answer?.reject(error));
    socket.on('close', () => this.#answer?.reject(new Error('the connection was closed')));
    return socket;
  }

  post(path: string, token: string, body: string): Promise<string> {
    return this.#ask('POST', path, token, `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`, body);
  }

  get(path: string, token: string): Promise<string> {
    return this.#ask('GET', path, token);
  }

  #ask(method: string, path: string, token: string, headers = '', body = ''): Promise<string> {
    return new Promise((resolve, reject) => {
      // The server closes what was idle for some seconds.
      if (this.#socket.destroyed) this.#socket = this.#open();
      this.#answer = { resolve, reject };
      this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n${headers}\r\n${body}`);
    });
  }

  close(): void {
    this.#answer = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#read = this.#read.length === 0 ? chunk : Buffer.concat([this.#read, chunk]);
    const end = this.#read.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = this.#read.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    const { resolve, reject } = this.#answer ?? {};
    if (Number.isNaN(length)) return reject?.(new Error('an answer without a length'));
    if (this.#read.length < end + 4 + length) return;
    const body = this.#read.toString('utf8', end + 4, end + 4 + length);
    this.#read = this.#read.subarray(end + 4 + length);
    this.#answer = undefined;
    if (head.startsWith('HTTP/1.1 200')) resolve?.(body);
    else reject?.(new Error(`${head.slice(9, 12)}: ${body.slice(0, 300)}`));
  }
}
