const ofPayments = ['created', 'submitted', 'pending', 'successful', 'failed', 'expired', 'uncertain', 'refunded'];
const ofMoneyOut = ['requested', 'approved', 'rejected', 'submitted', 'successful', 'failed', 'uncertain'];

/** Every type that an endpoint may ask for, by the group that `payment.*` names. The types of a group that no module tells yet are not offered. */
const groups = {
  payment: ofPayments,
  refund: ofMoneyOut,
  payout: ofMoneyOut,
  receipt: ['issued'],
  review: ['opened', 'resolved'],
  seal: ['made'],
  reconciliation: ['completed'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type EventGroup = keyof typeof groups;

/** `payment.successful`. */
export const typesOf = (group: EventGroup): readonly string[] => groups[group].map((name) => `${group}.${name}`);

/** The type of what `POST …/test` sends. An endpoint gets it whatever it has asked for. */
export const testType = 'test';

/** Whether these names, which may be `*` or `payment.*`, ask for a type. */
export const asksFor = (names: readonly string[], type: string): boolean =>
  names.some((name) => name === '*' || name === type || (name.endsWith('.*') && type.startsWith(name.slice(0, -1))));

/** What may stand in `events`, of these groups. */
export const namesOf = (offered: readonly EventGroup[]): readonly string[] => [
  '*',
  ...offered.map((group) => `${group}.*`),
  ...offered.flatMap(typesOf),
];

/** The form of a name in `events`: `*`, `payment.*` or `payment.successful`. */
export const eventName = /^(\*|[a-z]+\.(\*|[a-z]+))$/;

/** Whether this is a list that may be `events`, as far as its form goes. */
export const areEventNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= 50 &&
  value.every((each) => typeof each === 'string' && eventName.test(each)) &&
  new Set(value).size === value.length;

/** `payment.*`, of every group. */
export const wholeGroups: readonly string[] = Object.keys(groups).map((group) => `${group}.*`);
