import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../../kernel/domain/clock.js';
import type { ProviderWatch } from '../provider-watch.js';
import { TokenClient } from '../token-client.js';
import type { Call, Reply } from '../token-client.js';
import type { Wire } from '../wire.js';
import { signed } from './airtel.keys.js';
import { rsaKey, type AirtelProfile } from './airtel.profile.js';
import {
  isConfigurationFault,
  isPlatformFault,
  isSignatureRefused,
  isThrottled,
  readKey,
  readToken,
} from './airtel.words.js';
import type { Product } from './airtel.words.js';

/** The Open API of one application (REFERENCE §2, §3): one token serves all its products, and bodies are signed where that is on. */
export class AirtelClient {
  private readonly client: TokenClient<Product>;
  private signingKey: { readonly key: KeyObject; readonly freshUntil: number } | null = null;
  private fetching: Promise<KeyReply> | null = null;

  constructor(
    wire: Wire,
    private readonly profile: AirtelProfile,
    private readonly clock: Clock,
    watch: ProviderWatch,
  ) {
    const { clientId, clientSecret, country, currency, disbursement } = profile;
    this.client = new TokenClient<Product>(
      wire,
      {
        product: 'collection',
        token: {
          path: '/auth/oauth2/token',
          headers: ['content-type', 'application/json', 'accept', '*/*'],
          body: JSON.stringify({
            client_id: clientId,
            client_secret: clientSecret,
            grant_type: 'client_credentials',
          }),
        },
        path: (path) => path,
        headers: ['accept', '*/*', 'x-country', country, 'x-currency', currency],
        secrets: [clientSecret, ...(disbursement === null ? [] : [disbursement.pin])],
        renewBeforeMs: 30_000,
        readToken,
        isThrottled,
        isPlatformFault,
        isConfigurationFault,
      },
      clock,
      watch,
    );
  }

  health() {
    return this.client.health();
  }

  get(operation: string, path: string): Promise<Reply> {
    return this.client.call({ operation, method: 'GET', path, headers: [], body: null });
  }

  /** `keptBody`: what is kept of it, where the body holds a secret. */
  async post(operation: string, path: string, body: object, keptBody: object = body): Promise<Reply> {
    const text = JSON.stringify(body);
    const call: Call = {
      operation,
      method: 'POST',
      path,
      headers: [],
      body: text,
      keptBody: keptBody === body ? text : JSON.stringify(keptBody),
    };
    if (!this.profile.signing) return this.client.call(call);
    const found = await this.keyForSignatures();
    if (found.is === 'none') return found.reply;
    const reply = await this.client.call({ ...call, headers: signed(found.key, text) });
    const isRefused = reply.received && isSignatureRefused(reply.status, reply.body);
    // A refund has no key of ours, so it is not sent twice by anybody.
    if (!isRefused || operation === 'refund') return reply;
    // The key may have been changed before its end. Nothing was taken: the same call goes out once more, under the key of now.
    if (this.signingKey?.key === found.key) this.signingKey = null;
    const newest = await this.keyForSignatures();
    const isNew = newest.is === 'key' && !newest.key.equals(found.key);
    return isNew ? this.client.call({ ...call, headers: signed(newest.key, text) }) : reply;
  }

  /** Fetched when it is needed, one call at a time, and again before it ends. */
  private keyForSignatures(): Promise<KeyReply> | KeyReply {
    if (this.signingKey !== null && this.clock.now() < this.signingKey.freshUntil)
      return { is: 'key', key: this.signingKey.key };
    this.fetching ??= this.fetchKey().finally(() => {
      this.fetching = null;
    });
    return this.fetching;
  }

  private async fetchKey(): Promise<KeyReply> {
    const reply = await this.get('encryption-key', '/v1/rsa/encryption-keys');
    // What needed the key has not left, whatever happened to this call.
    if (!reply.received) return { is: 'none', reply: { ...reply, left: false, why: `no key: ${reply.why}` } };
    const read = readKey(reply.status, reply.body);
    const key = read && rsaKey(read.key);
    if (key === null) {
      const { status, exchange } = reply;
      const setUpIsWrong = status === 403 || status === 404;
      const why = `no key for signatures: HTTP ${status}`;
      return { is: 'none', reply: { received: false, kind: 'token-fault', left: false, why, setUpIsWrong, exchange } };
    }
    const now = this.clock.now();
    // Its end is in an unknown time zone: an hour is never too long, and half a day's doubt is not worth more.
    const until = Math.min(now + longestKeyUseMs, read!.validUntil ?? Number.POSITIVE_INFINITY);
    this.signingKey = { key, freshUntil: Math.max(until, now + shortestKeyUseMs) };
    return { is: 'key', key };
  }
}

type KeyReply =
  | { readonly is: 'key'; readonly key: KeyObject }
  | { readonly is: 'none'; readonly reply: Extract<Reply, { received: false }> };

const longestKeyUseMs = 3_600_000;
const shortestKeyUseMs = 10_000;
