import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Chance } from './chance.js';
import { products } from './products.js';
import type { MomoProduct, Product } from './products.js';
import type { TransactionStore } from './transactions.sqlite.js';

/** The credentials of one product. */
export interface ProductCredentials {
  subscriptionKey: string;
  apiUser: string;
  apiKey: string;
}

export type SandboxCredentials = Record<MomoProduct, ProductCredentials>;
export type FixedCredentials = { readonly [P in MomoProduct]?: Partial<ProductCredentials> };

export interface ApiUser {
  id: string;
  apiKey: string | null;
  products: readonly MomoProduct[];
  /** The host that was registered first; the built-in users have one more, because a gateway here has two names. */
  hosts: readonly string[];
  /** Null: the subscription of each of its products may manage it. */
  subscriptionKey: string | null;
}

export interface Token {
  user: string;
  product: Product;
  expiresAt: number;
  issuedAt: number;
  /** The consent of a payer that it stands for. */
  consent?: string;
}

/** The access control: subscription keys, API users and bearer tokens. */
export class Credentials {
  readonly builtIn: SandboxCredentials;
  private readonly users = new Map<string, ApiUser>();
  private readonly subscriptions = new Map<string, MomoProduct[]>();
  private readonly tokens = new Map<string, Token>();
  private readonly secret: string;
  private tokensSince: number;
  private sessions = 0;

  constructor(
    private readonly store: TransactionStore,
    private readonly chance: Chance,
    fixed: FixedCredentials,
    hosts: readonly string[],
  ) {
    const made = store.recall<SandboxCredentials>('credentials') ?? newCredentials(chance);
    this.builtIn = { ...made };
    for (const product of products) this.builtIn[product] = { ...made[product], ...fixed[product] };
    this.secret = store.recall<string>('token secret') ?? chance.hex('token secret', 64);
    this.tokensSince = store.recall<number>('tokens since') ?? 0;
    store.remember('credentials', made);
    store.remember('token secret', this.secret);

    for (const user of store.recallAll<ApiUser>(userPrefix)) this.users.set(user.id, user);
    for (const product of products) {
      const { subscriptionKey, apiUser, apiKey } = this.builtIn[product];
      this.subscribe(subscriptionKey, product);
      this.subscribe(chance.hex(`secondary key of ${product}`, 32), product);
      // In some countries one user and key serve two products.
      const known = products.filter((other) => this.builtIn[other].apiUser === apiUser);
      if (known.some((other) => this.builtIn[other].apiKey !== apiKey)) {
        throw new Error(
          `MOMO_${product.toUpperCase()}_API_KEY differs from the key of another product with the same API user`,
        );
      }
      this.users.set(apiUser, { id: apiUser, apiKey, products: known, hosts, subscriptionKey: null });
    }
  }

  productsOf(subscriptionKey: string): readonly MomoProduct[] {
    return this.subscriptions.get(subscriptionKey) ?? [];
  }

  user(id: string): ApiUser | null {
    return this.users.get(id) ?? null;
  }

  createUser(id: string, subscriptionKey: string, host: string): void {
    this.keep({ id, apiKey: null, products: this.productsOf(subscriptionKey), hosts: [host], subscriptionKey });
  }

  /** A new key, which replaces the previous one. */
  newApiKey(user: ApiUser): string {
    const issued = (this.store.recall<number>('api keys') ?? 0) + 1;
    this.store.remember('api keys', issued);
    const apiKey = this.chance.hex(`api key ${issued} of ${user.id}`, 32);
    this.keep({ ...user, apiKey });
    return apiKey;
  }

  userOfBasic(authorization: string | undefined): ApiUser | null {
    if (!authorization || !/^basic /i.test(authorization)) return null;
    const pair = Buffer.from(authorization.slice(6), 'base64').toString();
    const colon = pair.indexOf(':');
    const user = colon < 0 ? null : this.user(pair.slice(0, colon));
    return user && user.apiKey !== null && user.apiKey === pair.slice(colon + 1) ? user : null;
  }

  /** A JWT like MTN's: it carries its own scope, so tokens survive a restart. */
  issue(user: ApiUser, product: Product, now: number, lifetimeSeconds: number, consent?: string): string {
    const expiresAt = now + lifetimeSeconds * 1000;
    const payload = {
      clientId: user.id,
      expires: new Date(expiresAt).toISOString().slice(0, -1),
      sessionId: this.chance.uuid(`session ${now} ${++this.sessions}`),
      product,
      issuedAt: now,
      expiresAt,
      consent,
    };
    const signed = `${base64({ typ: 'JWT', alg: 'HS256' })}.${base64(payload)}`;
    return `${signed}.${this.sign(signed)}`;
  }

  /** Null unless the token is ours and valid. */
  tokenOf(authorization: string | undefined, now: number): Token | null {
    if (!authorization?.startsWith('Bearer ')) return null;
    const text = authorization.slice(7);
    const token = this.tokens.get(text) ?? this.read(text);
    return token && token.expiresAt > now && token.issuedAt >= this.tokensSince ? token : null;
  }

  nextId(name: string): string {
    return this.chance.uuid(name);
  }

  refreshTokenOf(consent: string): string {
    return `${consent}.${this.sign(`refresh ${consent}`)}`;
  }

  /** The consent that a refresh token renews; empty when the token is not ours. */
  consentOf(refreshToken: string | null): string {
    const consent = refreshToken?.split('.')[0] ?? '';
    return refreshToken === this.refreshTokenOf(consent) ? consent : '';
  }

  /** Revokes every token. */
  revokeTokens(now: number): void {
    this.tokensSince = now + 1;
    this.store.remember('tokens since', this.tokensSince);
  }

  private read(text: string): Token | null {
    const [header, payload, signature] = text.split('.');
    if (!header || !payload || !signature) return null;
    const expected = Buffer.from(this.sign(`${header}.${payload}`));
    const given = Buffer.from(signature);
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
    const { clientId, ...good } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Omit<Token, 'user'> & {
      clientId: string;
    };
    const token = { ...good, user: clientId };
    if (this.tokens.size >= rememberedTokens) this.tokens.clear();
    this.tokens.set(text, token);
    return token;
  }

  private sign(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest('base64url');
  }

  private subscribe(key: string, product: MomoProduct): void {
    const already = this.subscriptions.get(key);
    if (already) already.push(product);
    else this.subscriptions.set(key, [product]);
  }

  private keep(user: ApiUser): void {
    this.users.set(user.id, user);
    this.store.remember(userPrefix + user.id, user);
  }
}

const userPrefix = 'user ';
const rememberedTokens = 10_000;

function newCredentials(chance: Chance): SandboxCredentials {
  const make = (product: MomoProduct): ProductCredentials => ({
    subscriptionKey: chance.hex(`subscription key of ${product}`, 32),
    apiUser: chance.uuid(`api user of ${product}`),
    apiKey: chance.hex(`api key of ${product}`, 32),
  });
  return { collection: make('collection'), disbursement: make('disbursement'), remittance: make('remittance') };
}

function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
