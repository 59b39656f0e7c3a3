import type { webhooks } from './schema.ts';

/**
 * What the gateway tells by a webhook, told apart by `type`. A newer gateway may tell more. `data.sequence` grows with each event of the same resource:
 * drop what is older than what you have.
 */
export type WebhookEvent = {
  [Type in keyof webhooks]: webhooks[Type]['post']['requestBody']['content']['application/json'];
}[keyof webhooks];

/** It was not sent by the gateway, or it was sent too long ago. Answer 400, and do nothing else. */
export class WebhookRejected extends Error {
  override readonly name = 'WebhookRejected';
}

export interface Delivery {
  /** `whsec_…`; several while a secret is rotated. */
  readonly secret: string | readonly string[];
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes or the text as they arrived. JSON that was parsed and written again has other bytes. */
  readonly body: string | Uint8Array;
  /** Milliseconds since 1970; default: this machine's clock. */
  readonly now?: number;
}

/** Verifies a webhook (Standard Webhooks 1.0.0) and returns what it tells; throws `WebhookRejected`. */
export async function verifyWebhook({ secret, headers, body, now = Date.now() }: Delivery): Promise<WebhookEvent> {
  const keys = [secret].flat().map(keyOf);
  const bytes = typeof body === 'string' ? utf8.encode(body) : body;
  if (!ArrayBuffer.isView(bytes))
    throw new TypeError('The body of a webhook is verified as the text or the bytes that arrived, before it is parsed');
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookRejected('webhook-timestamp is no number of seconds');
  if (Math.abs(now / 1_000 - Number(timestamp)) > toleranceSeconds) {
    throw new WebhookRejected('webhook-timestamp is more than five minutes away from this machine’s clock');
  }
  const signed = joined(utf8.encode(`${id}.${timestamp}.`), bytes);
  const signatures = headerOf(headers, 'webhook-signature').split(' ').slice(0, maxSignatures).flatMap(bytesOfVersion1);
  let isGenuine = false;
  for (const bits of keys) {
    const key = await crypto.subtle.importKey('raw', bits, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    // `verify` compares in constant time, and none is left out.
    for (const signature of signatures)
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) isGenuine = true;
  }
  if (!isGenuine) throw new WebhookRejected('webhook-signature does not fit the body and the secret');
  return JSON.parse(new TextDecoder().decode(bytes)) as WebhookEvent;
}

function headerOf(headers: Delivery['headers'], name: string): string {
  const value =
    headers instanceof Headers
      ? headers.get(name)
      : // Some frameworks keep the case in which a proxy has sent them.
        Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  if (typeof value !== 'string' || value === '') throw new WebhookRejected(`${name} is missing or comes twice`);
  return value;
}

function keyOf(secret: string | undefined): Uint8Array<ArrayBuffer> {
  const bytes = secret?.startsWith('whsec_') === true ? bytesOf(secret.slice('whsec_'.length)) : null;
  if (bytes === null || bytes.length === 0)
    throw new Error('The secret of a webhook endpoint begins with whsec_, and base64 follows');
  return bytes;
}

function bytesOfVersion1(signature: string): Uint8Array<ArrayBuffer>[] {
  const bytes = signature.startsWith('v1,') ? bytesOf(signature.slice('v1,'.length)) : null;
  return bytes === null ? [] : [bytes];
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

const utf8 = new TextEncoder();
const toleranceSeconds = 300;
/** More than a rotation ever needs: a caller cannot buy work with a long header. */
const maxSignatures = 10;
