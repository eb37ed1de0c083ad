/** Letters by the operator's SMTP server. Without one nothing is sent and whoever wanted to send hears so: a link can then be copied instead. */
import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { written, type Letter } from './letter.ts';

export interface Mail {
  /** Where letters can be sent, the address that their links begin with. */
  linksFrom: string | undefined;
  /** Never fails: `sent` is false where there is no server for letters, or it did not take this one. */
  send(to: string, letter: Letter): Promise<{ sent: boolean }>;
}

export type MailSettings = Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'>;

/** A server that does not answer holds up nobody for longer. */
const patienceMs = 10_000;

export function openMail({ smtpUrl, mailFrom, publicUrl }: MailSettings, log: Logger): Mail {
  if (smtpUrl === undefined || mailFrom === undefined || publicUrl === undefined)
    return { linksFrom: undefined, send: () => Promise.resolve({ sent: false }) };
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // A letter is text of ours: it neither attaches files nor fetches addresses, whatever a name may look like.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    linksFrom: publicUrl,
    send: async (to, letter) => {
      try {
        // As an address and never as a list of them: what comes from outside may have a comma in it.
        await transport.sendMail({ from: mailFrom, to: { name: '', address: to }, ...(await written(letter, publicUrl)) });
        return { sent: true };
      } catch (error) {
        // Its message may name the address.
        log.warn({ error: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' }, 'a letter was not taken');
        return { sent: false };
      }
    },
  };
}
