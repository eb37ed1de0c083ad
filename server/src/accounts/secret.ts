/** Secrets that this server hands out: of sessions, links and keys. It keeps only what they hash to, so that whoever reads the database cannot use them. */
import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 bits: nobody guesses it, so a plain hash of it is enough. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** A secret that says where it is looked for begins with ids: 16 bytes each. */
export const idsInBytes = (...ids: string[]): Buffer => Buffer.from(ids.join('').replaceAll('-', ''), 'hex');
/** The id whose 16 bytes begin there. */
export const idAt = (bytes: Buffer, from: number): string =>
  bytes.toString('hex', from, from + 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** What stands in the database for a secret. */
export const atRest = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** For what is short enough to be guessed by whoever has the table: keyed with the server's own secret. */
export const keyedAtRest = (serverSecret: string, use: string, text: string): string =>
  createHmac('sha256', serverSecret).update(`${use} ${text}`).digest('hex');
