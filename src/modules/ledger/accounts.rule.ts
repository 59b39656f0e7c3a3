// The chart of accounts. Its codes are stable words: they stand in the log, in reports and in the settings of other programs.

export const accountKinds = ['asset', 'liability', 'income', 'expense', 'equity'] as const;
export type AccountKind = (typeof accountKinds)[number];
export type Side = 'debit' | 'credit';

export interface Account {
  readonly code: string;
  readonly name: string;
  readonly kind: AccountKind;
  /** The side on which its balance is positive. */
  readonly normal: Side;
}

/** The accounts that every installation has. */
const fixed: readonly (readonly [code: string, kind: AccountKind, name: string])[] = [
  ['bank', 'asset', 'Bank'],
  ['settlement-in-transit', 'asset', 'Settlement in transit: has left a wallet and is not at the bank yet'],
  ['payouts-in-transit', 'asset', 'Payouts in transit: handed to a provider, without a final answer'],
  ['refunds-payable', 'liability', 'Refunds payable: approved and not paid yet'],
  ['overpayments', 'liability', 'Overpayments: taken for a payment that was paid already, owed to the payer'],
  ['suspense', 'liability', 'Suspense: money whose owner or amount is in doubt'],
  ['write-offs', 'expense', 'Written off'],
  ['opening-balances', 'equity', 'Opening balances: what was there before the first event'],
  ['adjustments', 'equity', 'Adjustments'],
];

/** The accounts of a dimension or a provider: `revenue:permits`, `fees:mtn-momo`, `provider:mtn-momo:wallet`. */
const families: readonly (readonly [pattern: RegExp, kind: AccountKind, name: (of: string) => string, code: string])[] =
  [
    [/^provider:([a-z0-9-]+):wallet$/, 'asset', (of) => `Wallet at ${of}`, 'provider:<provider>:wallet'],
    [/^revenue:([a-z0-9-]+)$/, 'income', (of) => `Revenue of ${of}`, 'revenue:<service>'],
    [/^payouts:([a-z0-9-]+)$/, 'expense', (of) => `Payouts of ${of}`, 'payouts:<service>'],
    [/^fees:([a-z0-9-]+)$/, 'expense', (of) => `Fees of ${of}`, 'fees:<provider>'],
  ];

export const account = {
  bank: 'bank',
  settlementInTransit: 'settlement-in-transit',
  payoutsInTransit: 'payouts-in-transit',
  refundsPayable: 'refunds-payable',
  overpayments: 'overpayments',
  suspense: 'suspense',
  writeOffs: 'write-offs',
  openingBalances: 'opening-balances',
  adjustments: 'adjustments',
  wallet: (provider: string) => `provider:${provider}:wallet`,
  fees: (provider: string) => `fees:${provider}`,
  revenue: (dimensions: Dimensions) => `revenue:${serviceOf(dimensions)}`,
  payouts: (dimensions: Dimensions) => `payouts:${serviceOf(dimensions)}`,
} as const;

export type Dimensions = Readonly<Record<string, string>>;

/** The codes that an installation has before anything was posted. */
export const firstAccounts = (providers: readonly string[]): readonly string[] => [
  ...providers.flatMap((provider) => [account.wallet(provider), account.fees(provider)]),
  ...fixed.map(([code]) => code),
];

/** Null for a code that the chart has no place for. */
export function accountOf(code: string): Account | null {
  const known = fixed.find(([each]) => each === code);
  if (known !== undefined) return { code, name: known[2], kind: known[1], normal: normalOf(known[1]) };
  for (const [pattern, kind, name] of families) {
    const of = pattern.exec(code)?.[1];
    if (of !== undefined) return { code, name: name(of), kind, normal: normalOf(kind) };
  }
  return null;
}

/** Every account and family of accounts, as docs/ledger.md prints them. */
export const chart = (): readonly Account[] =>
  [
    ...fixed.map(([code, kind, name]) => ({ code, kind, name, normal: normalOf(kind) })),
    ...families.map(([, kind, name, code]) => ({
      code,
      kind,
      name: name(/<(\w+)>/.exec(code)![1]!),
      normal: normalOf(kind),
    })),
  ].sort(inOrderOfChart);

/** In the order in which a balance sheet and then a statement of income name them, by code within a kind. */
export const inOrderOfChart = (one: Account, other: Account): number =>
  accountKinds.indexOf(one.kind) - accountKinds.indexOf(other.kind) || (one.code < other.code ? -1 : 1);

const normalOf = (kind: AccountKind): Side => (kind === 'asset' || kind === 'expense' ? 'debit' : 'credit');

/**
 * The word of a service in an account's code: small letters, digits and dashes. Names that differ only in case, accents or signs share an account;
 * the line keeps the dimensions as they were given. A name that holds a long number may be a person's, and stands in no code.
 */
export function serviceOf({ service = '' }: Dimensions): string {
  const word = service
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return word === '' || /\d{9}/.test(word.replaceAll('-', '')) ? unassigned : word;
}

export const unassigned = 'unassigned';
