/** An SMTP server on this machine that keeps what it is given, or refuses it. */
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export interface Postbox {
  url: string;
  /** As they came, the oldest first: headers and parts, decoded from quoted-printable. */
  letters: { to: string[]; raw: string }[];
  refuses: boolean;
  /** The next letter to come, or one that is there already and was not asked for yet. */
  next(): Promise<{ to: string[]; raw: string }>;
  close(): Promise<void>;
}

export async function openPostbox(): Promise<Postbox> {
  const letters: Postbox['letters'] = [];
  let seen = 0;
  let waiting = Promise.withResolvers<undefined>();
  const take = async (stream: Readable, to: string[]): Promise<void> => {
    const raw = await text(stream);
    if (postbox.refuses) throw new Error('refused');
    letters.push({ to, raw: decoded(raw) });
    waiting.resolve(undefined);
    waiting = Promise.withResolvers();
  };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: callbackify(async (stream: Readable, { envelope }: SMTPServerSession) =>
      take(
        stream,
        envelope.rcptTo.map(({ address }) => address),
      ),
    ),
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const postbox: Postbox = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    letters,
    refuses: false,
    next: async () => {
      while (letters.length <= seen) await waiting.promise;
      return letters[seen++] ?? { to: [], raw: '' };
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
      }),
  };
  return postbox;
}

/** Lines that were broken for the way are whole again, and bytes are characters. */
const decoded = (raw: string): string =>
  raw.replaceAll(/=\r?\n/g, '').replaceAll(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'));
