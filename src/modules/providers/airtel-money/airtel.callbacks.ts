import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CallbackSignature, NamingCallback, OneAddressCallbacks } from '../provider.js';
import { readObject, referenceOf } from './airtel.words.js';

/**
 * Airtel's callbacks: all of them at the address that the portal holds, each naming our id (REFERENCE §9). Where the application has a key for
 * them, they carry a hash. Airtel's texts do not agree on what is hashed, so every reading is tried, and the one that matched is kept.
 */
export class AirtelCallbacks implements OneAddressCallbacks {
  constructor(private readonly key: string | null) {}

  read(body: string): NamingCallback {
    const said = readObject(body);
    const transaction = said?.['transaction'];
    const id = typeof transaction === 'object' && transaction !== null ? (transaction as { id?: unknown }).id : null;
    return { reference: referenceOf(id), signature: this.key === null ? null : verified(this.key, said, body) };
  }
}

function verified(key: string, said: Readonly<Record<string, unknown>> | null, body: string): CallbackSignature {
  const hash = said?.['hash'];
  if (said === null || typeof hash !== 'string' || hash === '') return { is: 'missing', reading: null };
  const given = Buffer.from(hash, 'base64');
  let matched: string | null = null;
  // Every reading is tried, also after a match: the time says nothing of which one it was.
  for (const [reading, payload] of readings(said, body)) {
    const expected = createHmac('sha256', key).update(payload).digest();
    if (given.length === expected.length && timingSafeEqual(given, expected)) matched ??= reading;
  }
  return matched === null ? { is: 'not-matched', reading: null } : { is: 'matched', reading: matched };
}

/** What may have been hashed, in the order in which it is believed. The key is text, never decoded. */
function readings(said: Readonly<Record<string, unknown>>, body: string): readonly (readonly [string, string])[] {
  const { transaction } = said;
  if (typeof transaction !== 'object' || transaction === null) return [];
  return [
    ['raw', withoutHash(body)],
    ['compact', JSON.stringify({ transaction })],
    ['pretty', JSON.stringify({ transaction }, null, 2)],
    ['inner', JSON.stringify(transaction)],
  ];
}

/** The body as it came, without its member `hash` and the comma beside it. In one pass: anybody may send 64 KB of spaces. */
function withoutHash(body: string): string {
  const last = body.lastIndexOf('"hash"');
  const before = body.slice(0, Math.max(last, 0)).trimEnd();
  const [atEnd] = last < 0 ? [] : (member.exec(body.slice(last)) ?? []);
  if (atEnd !== undefined && before.endsWith(',') && body.slice(last + atEnd.length).trim() === '}')
    return before.slice(0, -1).trimEnd() + body.slice(last + atEnd.length);
  const first = body.indexOf('"hash"');
  const [atBegin] = first < 0 ? [] : (member.exec(body.slice(first)) ?? []);
  const rest = atBegin === undefined ? '' : body.slice(first + atBegin.length).trimStart();
  return rest.startsWith(',') ? body.slice(0, first) + rest.slice(1).trimStart() : body;
}
const member = /^"hash"\s*:\s*"[^"]*"/;
