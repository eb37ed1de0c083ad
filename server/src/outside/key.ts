/** A workspace's keys for others' servers, encrypted at rest. Bound to their workspace and use: moved to another row or table they open nothing. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const form = 'v1';
const [ivLength, tagLength] = [12, 16];

/** What keys are for. Each use has a key of its own from the server's secret: nothing else is encrypted or signed with it. */
export type KeyUse = 'keys of language models' | 'keys of providers';

const cipherKey = (secret: string, use: KeyUse): Buffer => Buffer.from(hkdfSync('sha256', secret, '', use, 32));

export function sealKey(secret: string, use: KeyUse, workspaceId: string, key: string): string {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', cipherKey(secret, use), iv).setAAD(Buffer.from(workspaceId));
  const sealed = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()]);
  return `${form}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** @returns undefined where it was sealed with another secret, for another use or workspace, or is damaged. */
function openKey(secret: string, use: KeyUse, workspaceId: string, sealed: string): string | undefined {
  const [version, text = ''] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64url');
  if (version !== form || bytes.length <= ivLength + tagLength) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', cipherKey(secret, use), bytes.subarray(0, ivLength), { authTagLength: tagLength })
    .setAAD(Buffer.from(workspaceId))
    .setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
  try {
    return decipher.update(bytes.subarray(ivLength + tagLength), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

/** The key to send; undefined where the other side wants none, `lost` where it cannot be read. */
export function keyOf(secret: string, use: KeyUse, workspaceId: string, sealed: string | null): { key: string | undefined } | 'lost' {
  if (sealed === null) return { key: undefined };
  const key = openKey(secret, use, workspaceId, sealed);
  return key === undefined ? 'lost' : { key };
}
