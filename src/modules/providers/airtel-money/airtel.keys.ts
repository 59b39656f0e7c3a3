import { constants, createCipheriv, publicEncrypt, randomBytes, type KeyObject } from 'node:crypto';

/** RSA as Airtel uses it, for PINs and for keys of signatures: PKCS#1 v1.5, base64. */
export const encryptedFor = (key: KeyObject, text: string): string =>
  publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(text)).toString('base64');

/**
 * The two headers of a signed request (REFERENCE §8): the exact body under a new AES key, and that key and its start under the key of the
 * portal. Every signature of the same body differs.
 */
export function signed(key: KeyObject, body: string, random: (bytes: number) => Buffer = randomBytes): string[] {
  const [aesKey, start] = [random(32), random(16)];
  const cipher = createCipheriv('aes-256-cbc', aesKey, start);
  const signature = Buffer.concat([cipher.update(body, 'utf8'), cipher.final()]).toString('base64');
  const sealedKey = encryptedFor(key, `${aesKey.toString('base64')}:${start.toString('base64')}`);
  return ['x-signature', signature, 'x-key', sealedKey];
}
