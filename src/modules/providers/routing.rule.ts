import type { Money } from '../../kernel/domain/money.js';

/** Money from a payer, or money to a payee. */
export const routedKinds = ['payment', 'payout'] as const;
export type RoutedKind = (typeof routedKinds)[number];

/** What routing knows of a payment or payout. No personal data is kept of it: what it finds is on the timeline. */
export interface RoutingAsk {
  readonly kind: RoutedKind;
  readonly amount: Money;
  readonly service: string | null;
  readonly branch: string | null;
  /** The provider that the caller wishes; then no other is a candidate. */
  readonly wanted: string | null;
  /** At least 0 and less than 1, and the same for every try of one payment or payout: it chooses where a rule shares. */
  readonly draw: number;
}

/** What is known of one provider for this payment or payout. */
export interface CandidateFacts {
  readonly provider: string;
  readonly obstacle: 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED' | null;
  /** What the provider says of the person's account; null: it was not asked. */
  readonly account: 'active' | 'not-active' | 'not-found' | 'unknown' | null;
  readonly outage: 'outage-declared' | 'circuit-open' | null;
  /** What it would cost us; null: not known. */
  readonly fee: Money | null;
  /** It did not take this payment before. */
  readonly tried: boolean;
}

/** Rules as the file of `ROUTES` has them. The first one that fits decides the order. */
export interface Routes {
  readonly limits: Readonly<Record<string, Limits>>;
  readonly routes: readonly Route[];
}
export interface Limits {
  readonly least: Money | null;
  readonly most: Money | null;
}
export interface Route {
  readonly name: string;
  readonly when: {
    /** Null: both. */
    readonly kinds: readonly RoutedKind[] | null;
    readonly from: Money | null;
    readonly below: Money | null;
    readonly services: readonly string[] | null;
    readonly branches: readonly string[] | null;
  };
  /** In this order; others come after them. */
  readonly to: readonly string[];
  /** How many of a hundred each of `to` gets first; null: the order decides. */
  readonly share: Readonly<Record<string, number>> | null;
}

export const noRoutes: Routes = { limits: {}, routes: [] };

export const routingReasons = [
  'not-wished',
  'currency',
  'number',
  'account-not-active',
  'account-elsewhere',
  'below-limit',
  'above-limit',
  'did-not-take-it',
  'wished',
  'account-active',
  'outage-declared',
  'circuit-open',
  'by-rule',
  'by-share',
  'cheapest',
  'in-order',
  'only-one',
] as const;
export type RoutingReason = (typeof routingReasons)[number];

export interface Candidate {
  readonly provider: string;
  readonly is: 'chosen' | 'possible' | 'ruled-out';
  readonly reasons: readonly RoutingReason[];
}

export interface Routed {
  /** Null: none may be asked. */
  readonly provider: string | null;
  /** The rule of the file that decided; null: none fitted. */
  readonly rule: string | null;
  /** In the order in which they would be asked. */
  readonly candidates: readonly Candidate[];
}

/**
 * Which provider a payment or payout goes to. What rules a provider out comes first: another wish of the caller, the currency, the number (unless the
 * provider itself knows the account), limits, and that it did not take this payment. Of the others, those in an outage come last; then the first
 * fitting rule decides, then the cost, then the order of the configuration. An outage rules nothing out: where no other provider can be asked,
 * the request is on record and waits for its end.
 */
export function route(ask: RoutingAsk, facts: readonly CandidateFacts[], routes: Routes): Routed {
  const isKnownElsewhere = (of: string) =>
    facts.some(({ provider, account }) => provider !== of && account === 'active');
  const against = new Map(
    facts.map((each) => [
      each.provider,
      ruledOut(ask, each, routes.limits[each.provider], isKnownElsewhere(each.provider)),
    ]),
  );
  const possible = facts.filter(({ provider }) => against.get(provider)!.length === 0);
  const rule =
    routes.routes.find((each) => fits(each, ask) && possible.some(({ provider }) => each.to.includes(provider))) ??
    null;
  const order = rule === null ? [] : orderOf(rule, ask.draw, possible);
  const rankOf = ({ provider }: CandidateFacts): number => {
    const place = order.indexOf(provider);
    return place < 0 ? order.length : place;
  };
  const sorted = possible.toSorted(
    (one, other) =>
      Number(one.outage !== null) - Number(other.outage !== null) ||
      rankOf(one) - rankOf(other) ||
      byFee(one, other) ||
      facts.indexOf(one) - facts.indexOf(other),
  );
  const candidates = [
    ...sorted.map((each, place): Candidate => ({
      provider: each.provider,
      is: place === 0 ? 'chosen' : 'possible',
      reasons: reasonsFor(each, place === 0, ask, rule, possible),
    })),
    ...facts
      .filter(({ provider }) => against.get(provider)!.length > 0)
      .map(({ provider }): Candidate => ({ provider, is: 'ruled-out', reasons: against.get(provider)! })),
  ];
  return { provider: sorted[0]?.provider ?? null, rule: rule?.name ?? null, candidates };
}

function ruledOut(
  { amount, wanted }: RoutingAsk,
  { provider, obstacle, account, tried }: CandidateFacts,
  limits: Limits | undefined,
  isKnownElsewhere: boolean,
): readonly RoutingReason[] {
  const against: RoutingReason[] = [];
  if (wanted !== null && wanted !== provider) against.push('not-wished');
  if (obstacle === 'CURRENCY_NOT_SUPPORTED') return [...against, 'currency'];
  // A prefix is a hint: the provider that knows the account is right.
  if (obstacle === 'MSISDN_NOT_SUPPORTED' && account !== 'active') against.push('number');
  if (account === 'not-active') against.push('account-not-active');
  // Alone it says little: some accounts are not found although they can pay.
  if (account === 'not-found' && isKnownElsewhere) against.push('account-elsewhere');
  if (limits?.least?.currency === amount.currency && limits.least.exceeds(amount)) against.push('below-limit');
  if (limits?.most?.currency === amount.currency && amount.exceeds(limits.most)) against.push('above-limit');
  if (tried) against.push('did-not-take-it');
  return against;
}

function fits({ when }: Route, { kind, amount, service, branch }: RoutingAsk): boolean {
  const { kinds, from, below, services, branches } = when;
  const isOfCurrency = [from, below].every((bound) => bound === null || bound.currency === amount.currency);
  return (
    isOfCurrency &&
    (kinds === null || kinds.includes(kind)) &&
    (from === null || !from.exceeds(amount)) &&
    (below === null || below.exceeds(amount)) &&
    (services === null || (service !== null && services.includes(service))) &&
    (branches === null || (branch !== null && branches.includes(branch)))
  );
}

/** The providers of a rule; where it shares, the one that the draw falls on comes first. */
function orderOf({ to, share }: Route, draw: number, possible: readonly CandidateFacts[]): readonly string[] {
  if (share === null) return to;
  const sharing = to.filter((name) => possible.some(({ provider }) => provider === name));
  const whole = sharing.reduce((sum, name) => sum + (share[name] ?? 0), 0);
  let left = draw * whole;
  const drawn = sharing.find((name) => (left -= share[name] ?? 0) < 0);
  return drawn === undefined ? to : [drawn, ...to.filter((name) => name !== drawn)];
}

/** Only known costs are compared. */
const byFee = ({ fee: one }: CandidateFacts, { fee: other }: CandidateFacts): number =>
  one === null || other === null || one.equals(other) ? 0 : one.exceeds(other) ? 1 : -1;

function reasonsFor(
  { provider, account, outage, fee }: CandidateFacts,
  isChosen: boolean,
  { wanted }: RoutingAsk,
  rule: Route | null,
  possible: readonly CandidateFacts[],
): readonly RoutingReason[] {
  const reasons: RoutingReason[] = [];
  if (outage !== null) reasons.push(outage);
  if (account === 'active') reasons.push('account-active');
  if (wanted === provider) reasons.push('wished');
  else if (rule !== null && rule.to.includes(provider)) reasons.push(rule.share === null ? 'by-rule' : 'by-share');
  else if (possible.length === 1) reasons.push('only-one');
  else if (isChosen && fee !== null && possible.some((each) => each.fee !== null && each.fee.exceeds(fee)))
    reasons.push('cheapest');
  else reasons.push('in-order');
  return reasons;
}
