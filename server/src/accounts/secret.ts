/** Secrets that this server hands out: of sessions, links and keys. It keeps only what they hash to, so that whoever reads the database cannot use them. */
import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 bits: nobody guesses it, so a plain hash of it is enough. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What stands in the database for a secret. */
export const atRest = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** For what is short enough to be guessed by whoever has the table: keyed with the server's own secret. */
export const keyedAtRest = (serverSecret: string, use: string, text: string): string =>
  createHmac('sha256', serverSecret).update(`${use} ${text}`).digest('hex');
