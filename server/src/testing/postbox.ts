/** An SMTP server on this machine that keeps what it is given, or refuses it. */
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

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
  let arrived = (): void => {};
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, { envelope }, done) => {
      void text(stream).then((raw) => {
        if (postbox.refuses) return done(new Error('refused'));
        letters.push({ to: envelope.rcptTo.map(({ address }) => address), raw: decoded(raw) });
        arrived();
        return done();
      });
    },
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const postbox: Postbox = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    letters,
    refuses: false,
    next: async () => {
      while (letters.length <= seen) await new Promise<void>((done) => (arrived = done));
      return letters[seen++] ?? { to: [], raw: '' };
    },
    close: () => new Promise((done) => void server.close(() => done())),
  };
  return postbox;
}

/** Lines that were broken for the way are whole again, and bytes are characters. */
const decoded = (raw: string): string =>
  raw.replaceAll(/=\r?\n/g, '').replaceAll(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'));
