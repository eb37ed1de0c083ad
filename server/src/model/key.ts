/** A workspace's key for its language model, encrypted at rest. Bound to its workspace: moved to another row it opens nothing. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const form = 'v1';
const [ivLength, tagLength] = [12, 16];

/** A key of its own from the server's secret: nothing else is encrypted or signed with it. */
const cipherKey = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'keys of language models', 32));

export function sealKey(secret: string, workspaceId: string, key: string): string {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv('aes-256-gcm', cipherKey(secret), iv).setAAD(Buffer.from(workspaceId));
  const sealed = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()]);
  return `${form}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** @returns undefined where it was sealed with another secret, for another workspace, or is damaged. */
export function openKey(secret: string, workspaceId: string, sealed: string): string | undefined {
  const [version, text = ''] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64url');
  if (version !== form || bytes.length <= ivLength + tagLength) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', cipherKey(secret), bytes.subarray(0, ivLength), { authTagLength: tagLength })
    .setAAD(Buffer.from(workspaceId))
    .setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
  try {
    return decipher.update(bytes.subarray(ivLength + tagLength), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
