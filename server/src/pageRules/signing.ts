/** Ed25519 as the rules of pages use it. The private key is the operator's and never comes to a server: only commands that need no server touch it. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { PageRules, rulesText, type SignedRules } from '@wellmet/shared/pageRules';

/** @returns the private key as PEM, the public one as extensions and servers know it: its 32 bytes in base64url. */
export function newKeyPair(): { privateKey: string; publicKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), publicKey: publicKeyOf(privateKey) };
}

/** By which people tell keys apart: the beginning of the SHA-256 of the public one. */
export const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('base64url').slice(0, 16);

/** @throws Error, for a text that is not a private Ed25519 key in PEM. */
export function signRules(rules: PageRules, privateKeyPem: string): SignedRules {
  const privateKey = createPrivateKey(privateKeyPem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  const text = rulesText(PageRules.parse(rules));
  return {
    rules: text,
    signature: sign(null, Buffer.from(text), privateKey).toString('base64url'),
    keyId: keyIdOf(publicKeyOf(privateKey)),
  };
}

/** Whether the holder of the key has signed this very text. */
export function signatureFits({ rules, signature }: SignedRules, publicKey: string): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  return verify(null, Buffer.from(rules), key, Buffer.from(signature, 'base64url'));
}

const publicKeyOf = (key: KeyObject): string => createPublicKey(key).export({ format: 'jwk' }).x ?? '';
