import { createHmac, type KeyObject } from 'node:crypto';

/** How a secret is shown: `whsec_` and the bytes in base64, as Standard Webhooks 1.0.0 says. */
export const shownSecret = (secret: Buffer): string => `whsec_${secret.toString('base64')}`;

/** The bytes of a secret as it is shown. */
export const secretBytes = (shown: string): Buffer => Buffer.from(shown.replace(/^whsec_/, ''), 'base64');

/** One signature for each secret, the newest first: a receiver that knows either of two rotated secrets accepts the call. */
export function signatureHeader(secrets: readonly KeyObject[], id: string, timestamp: string, body: string): string {
  const text = `${id}.${timestamp}.${body}`;
  return secrets.map((secret) => `v1,${createHmac('sha256', secret).update(text).digest('base64')}`).join(' ');
}
