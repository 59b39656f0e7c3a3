import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../kernel/domain/clock.js';
import { Wire } from '../wire.js';
import type { HttpResult } from '../wire.js';
import type { MomoCredentials, MomoProfile } from './momo.profile.js';
import { readToken } from './momo.words.js';
import type { Product } from './momo.words.js';

/** An answer to one question of the probe; `ahead` is by how much the provider's clock is ahead of ours, where it said its time. */
export type ProbeAnswer =
  | { readonly fault: string }
  | { readonly fault: null; readonly status: number; readonly body: string; readonly aheadMs: number | null };

/** What one product answered. Null: not asked, because the answer before it left nothing to ask with. */
export interface ProductAnswers {
  readonly product: Product;
  readonly token: ProbeAnswer;
  /** The status of a reference that exists nowhere. */
  readonly status: ProbeAnswer | null;
  readonly balance: ProbeAnswer | null;
  /** MTN's sandbox alone tells of its API users. */
  readonly apiUser: ProbeAnswer | null;
}

/** Asks what can be asked without a payer: a token, the status of an unknown reference, the balance, the API user. Only reads. */
export async function probe(profile: MomoProfile, clock: Clock): Promise<readonly ProductAnswers[]> {
  const { collection, disbursement } = profile;
  const wire = new Wire(profile.baseUrl, Math.min(profile.timeoutMs, longestMs));
  try {
    return await Promise.all([
      probeProduct(wire, profile, 'collection', collection, clock),
      ...(disbursement === null ? [] : [probeProduct(wire, profile, 'disbursement', disbursement, clock)]),
    ]);
  } finally {
    await wire.close();
  }
}

async function probeProduct(
  wire: Wire,
  { targetEnvironment }: MomoProfile,
  product: Product,
  { subscriptionKey, apiUser, apiKey }: MomoCredentials,
  clock: Clock,
): Promise<ProductAnswers> {
  const always = ['ocp-apim-subscription-key', subscriptionKey, 'x-target-environment', targetEnvironment];
  const ask = async (method: 'GET' | 'POST', path: string, headers: readonly string[]): Promise<ProbeAnswer> => {
    const sentAt = clock.now();
    const result = await wire.exchange(method, path, [...always, ...headers], null, performance.now());
    return answerOf(result, (sentAt + clock.now()) / 2);
  };
  const basic = Buffer.from(`${apiUser}:${apiKey}`).toString('base64');
  const [token, user] = await Promise.all([
    ask('POST', `/${product}/token/`, ['authorization', `Basic ${basic}`, 'content-length', '0']),
    targetEnvironment === 'sandbox' ? ask('GET', `/v1_0/apiuser/${encodeURIComponent(apiUser)}`, []) : null,
  ]);
  const read = token.fault === null ? readToken(token.status, token.body) : null;
  if (read === null) return { product, token, status: null, balance: null, apiUser: user };
  const bearer = ['authorization', `Bearer ${read.token}`];
  const resource = product === 'collection' ? 'requesttopay' : 'transfer';
  return {
    product,
    token,
    status: await ask('GET', `/${product}/v1_0/${resource}/${randomUUID()}`, bearer),
    balance: await ask('GET', `/${product}/v1_0/account/balance`, bearer),
    apiUser: user,
  };
}

function answerOf(result: HttpResult, ourTimeMs: number): ProbeAnswer {
  if (result.fault !== null) return { fault: result.fault };
  const { status, body, date } = result;
  const at = Date.parse(date ?? '');
  // The header is cut to the second: on average half a second has passed since then.
  return { fault: null, status, body, aheadMs: Number.isNaN(at) ? null : at + 500 - ourTimeMs };
}

/** Four questions one after the other still end soon enough for a person who waits. */
const longestMs = 8_000;
