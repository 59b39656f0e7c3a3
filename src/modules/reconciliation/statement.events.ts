import { z } from 'zod';
import { signerShape } from '../../kernel/domain/approvals.js';
import { defineEvent, instantShape, moneyShape, type EventOf } from '../../kernel/domain/events.js';
import type { MovementKind } from '../../kernel/domain/movement.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { LineKind, LineStatus } from './reading/statement-line.js';

/** What a line comes to beside what we know. */
export const outcomes = [
  'matched',
  'amount-mismatch',
  'status-mismatch',
  'missing-internally',
  'missing-at-provider',
  'duplicate-line',
  'currency-mismatch',
  'other-movement',
  'unreadable',
] as const;
export type ItemOutcome = (typeof outcomes)[number];

const statementId = z.string();
const at = instantShape;
/** How often the file was imported from its beginning: once, and once more after each cancellation. */
const run = z.number().int().positive();
const count = z.number().int().nonnegative();

/** The reader's own plain JSON: by it an import that is resumed reads the file as before. */
const plan = z.record(z.string(), z.unknown());

/** A file has come in whole. Its lines are read and recorded from here on, in a stream beside this one. */
export const StatementReceived = defineEvent(
  'StatementReceived',
  z.object({
    statementId,
    run,
    provider: z.string(),
    account: z.string(),
    sha256: z.string(),
    bytes: count,
    plan,
    /** As the caller named it; null: the file tells it. */
    dateFormat: z.string().nullable(),
    /** Of amounts that stand beside no currency, and of the totals. */
    currency: z.string(),
    receivedBy: signerShape,
    at,
  }),
);

/** The number of lines of each outcome, and the sum of their amounts in the currency of the statement. */
const totals = z.partialRecord(z.enum(outcomes), z.object({ count, amount: z.string() }));
export type StatementTotals = z.output<typeof totals>;

/** Something about the file as a whole that a person should know. */
const notice = z.object({
  code: z.enum(['BALANCE_GAPS', 'BALANCE_DOES_NOT_CONTINUE', 'ANOTHER_ACCOUNT', 'FEES_DIFFER']),
  /** In words that name no person. */
  detail: z.string(),
});
export type StatementNotice = z.output<typeof notice>;

/** Every line is on record. From here on it is not cancelled any more: what its lines say is carried out. */
export const StatementImported = defineEvent(
  'StatementImported',
  z.object({
    statementId,
    lines: count,
    /** Of its earliest and its latest line; null: it has none that can be read. */
    from: at.nullable(),
    to: at.nullable(),
    notices: z.array(notice),
    at,
  }),
);
export const StatementCancelled = defineEvent(
  'StatementCancelled',
  z.object({ statementId, cancelledBy: signerShape, at }),
);
/** Nothing of a cancelled statement counts any more: the file may be sent again. */
export const StatementVoided = defineEvent('StatementVoided', z.object({ statementId, at }));

/** A line that a person has to look at in a review. The others are in the list of items alone. */
export const LineMismatched = defineEvent(
  'LineMismatched',
  z.object({
    statementId,
    itemId: z.string(),
    outcome: z.enum(outcomes),
    paymentId: z.string().nullable(),
    refundId: z.string().nullable(),
    payoutId: z.string().nullable(),
    at,
  }),
);

/** What the lines say is carried out, and what is missing at the provider is known. */
export const StatementReconciled = defineEvent(
  'StatementReconciled',
  z.object({
    statementId,
    provider: z.string(),
    account: z.string(),
    from: at.nullable(),
    to: at.nullable(),
    totals,
    /** What the provider took for itself, in each currency: of every line that was never on a statement before. */
    fees: z.array(moneyShape),
    at,
  }),
);

export const statementEvents = [
  StatementReceived,
  StatementImported,
  StatementCancelled,
  StatementVoided,
  LineMismatched,
  StatementReconciled,
];
export type StatementEvent = EventOf<(typeof statementEvents)[number]>;

/** A payment, refund or payout that a line is about. */
export interface Meant {
  readonly kind: MovementKind;
  readonly id: string;
  /** The payment; of a refund, the one that it is for. */
  readonly paymentId: string | null;
}

/** A movement that a line may be about. A person accepts it; it is never accepted by itself. */
export interface Suggestion extends Meant {
  /** From 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
}

/** One line as it is kept: what was read of it, and what it came to. */
export interface StoredLine {
  /** Of the file, where the first line is 1. */
  readonly line: number;
  readonly outcome: ItemOutcome;
  /** The same line has the same key in every file of the account; null: it cannot be read. */
  readonly key: string | null;
  readonly kind: LineKind | null;
  readonly status: LineStatus | null;
  readonly direction: 'in' | 'out' | null;
  readonly at: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly fee: string | null;
  readonly balance: string | null;
  /** The provider's own number. */
  readonly transactionId: string | null;
  /** Of the person whose number is on the line; null: it has none. */
  readonly subject: string | null;
  readonly meant: Meant | null;
  /** Nothing more is expected of what it means. */
  readonly meets: boolean;
  /** It says something new of what it means: that is carried out when every line is on record. */
  readonly speaks: boolean;
  /** What it means had been missing at the provider until now. */
  readonly wasMissing: boolean;
  /** By which rule it came to this; null: no rule knows it. */
  readonly rule: string | null;
  /** Codes, which `reasons.ts` puts into sentences. */
  readonly reasons: readonly string[];
  readonly confidence: number;
  readonly suggestion: Suggestion | null;
  /** By the tariff; null: there is none for it. */
  readonly expectedFee: string | null;
  /** The cells without personal data, of a line whose payment holds that; null: they are in `sealed`. */
  readonly cells: readonly string[] | null;
  /** Under the key of the person whose number is on the line; without one, under a key of the statement. */
  readonly sealed: Sealed<readonly string[]> | null;
  /** Where a line cannot be read: the header of the wrong cell, and what is wrong with it. */
  readonly wrong: { readonly column: string | null; readonly what: string } | null;
}

/** A line without what it has not. A million of them are read by several, and few look at their cells: those are one text, between tabs. */
export type KeptLine = Pick<StoredLine, 'line' | 'outcome' | 'reasons'> & {
  readonly [Name in Exclude<keyof StoredLine, 'cells'>]?: StoredLine[Name];
} & { readonly cells?: StoredLine['cells'] | string };

const absent: Omit<StoredLine, 'line' | 'outcome' | 'reasons'> = {
  key: null,
  kind: null,
  status: null,
  direction: null,
  at: null,
  amount: null,
  currency: null,
  fee: null,
  balance: null,
  transactionId: null,
  subject: null,
  meant: null,
  meets: false,
  speaks: false,
  wasMissing: false,
  rule: null,
  confidence: 0,
  suggestion: null,
  expectedFee: null,
  cells: null,
  sealed: null,
  wrong: null,
};

export const wholeLine = ({ cells = null, ...kept }: KeptLine): StoredLine => ({
  ...absent,
  ...kept,
  cells: typeof cells === 'string' ? cells.split('\t') : cells,
});

export function keptLine(line: StoredLine): KeptLine {
  const kept: Record<string, unknown> = {};
  // A loop, since a list of the entries of each of a million lines costs more than the rest of their keeping.
  for (const name in line) {
    const value = line[name as keyof StoredLine];
    if (value !== (absent as Partial<StoredLine>)[name as keyof StoredLine]) kept[name] = value;
  }
  const { cells } = line;
  const isOneText = cells !== null && cells.length > 0 && !cells.some((cell) => cell.includes('\t'));
  if (isOneText) kept['cells'] = cells.join('\t');
  return kept as unknown as KeptLine;
}

/** What lines have alike, and what stands before and after the transaction id in their keys. */
interface Alike {
  readonly line: Partial<KeptLine>;
  readonly key: readonly [string, string] | null;
}

/** What one of them has by itself; `as`: its place among those that are alike. */
type OwnOfLine = Omit<Partial<KeptLine>, 'meant'> & {
  readonly line: number;
  readonly as: number;
  /** A text: a payment. */
  readonly meant?: Meant | string | null;
};

const shared = [
  ...(['outcome', 'kind', 'status', 'direction', 'currency', 'fee', 'expectedFee', 'meets', 'speaks'] as const),
  ...(['wasMissing', 'rule', 'confidence', 'reasons'] as const),
];
const isShared: ReadonlySet<string> = new Set(shared);

/** Lines as the log has them: what many have alike is written once. It is half of what they are written out, for the disk and for each that reads them. */
export function packedLines(lines: readonly KeptLine[]): {
  readonly alike: readonly Alike[];
  readonly lines: readonly OwnOfLine[];
} {
  const alike: Alike[] = [];
  const places = new Map<string, number>();
  const packed = lines.map((line) => {
    const key = aroundId(line);
    let known = '';
    for (const name of shared) known += `${String(line[name])}\n`;
    if (key !== null) known += `${key[0].length} ${key[0]}${key[1]}`;
    let as = places.get(known);
    if (as === undefined) {
      as = alike.length;
      places.set(known, as);
      const members = shared.filter((name) => line[name] !== undefined).map((name) => [name, line[name]]);
      alike.push({ line: Object.fromEntries(members) as Partial<KeptLine>, key });
    }
    const own: Record<string, unknown> = { as };
    for (const name in line)
      if (!isShared.has(name) && !(name === 'key' && key !== null)) own[name] = line[name as keyof KeptLine];
    const { meant } = line;
    if (meant && meant.kind === 'payment' && meant.paymentId === meant.id) own['meant'] = meant.id;
    return own as unknown as OwnOfLine;
  });
  return { alike, lines: packed };
}

function aroundId({ key, transactionId }: KeptLine): readonly [string, string] | null {
  if (!key || !transactionId) return null;
  const at = key.indexOf(transactionId);
  return at < 0 ? null : [key.slice(0, at), key.slice(at + transactionId.length)];
}

const unpacked = (alike: readonly Alike[], lines: readonly OwnOfLine[]): readonly KeptLine[] =>
  lines.map((own) => {
    const { line: common, key } = alike[own.as]!;
    const line: Record<string, unknown> = { ...common };
    for (const name in own) if (name !== 'as') line[name] = own[name as keyof OwnOfLine];
    if (key !== null) line['key'] = `${key[0]}${own.transactionId!}${key[1]}`;
    if (typeof own.meant === 'string') line['meant'] = { kind: 'payment', id: own.meant, paymentId: own.meant };
    return line as unknown as KeptLine;
  });

/** How far the import has come: whoever goes on needs no earlier event. */
export interface ReadSoFar {
  readonly lines: number;
  readonly bytes: number;
  /** The last line that is on record. */
  readonly upTo: number;
  readonly totals: StatementTotals;
  /** By currency, in major units. */
  readonly fees: Readonly<Record<string, string>>;
  readonly expectedFees: Readonly<Record<string, string>>;
  readonly from: string | null;
  readonly to: string | null;
  readonly balances: BalancesSoFar;
  /** Our side of the lines, as the file names it; a few at most. */
  readonly ownAccounts: readonly string[];
  readonly kinds: readonly MovementKind[];
}

export interface BalancesSoFar {
  /** The first line that tells a balance, and the last one. */
  readonly first: BalanceOfLine | null;
  readonly last: BalanceOfLine | null;
  /** Null: not known yet. */
  readonly order: 'oldest-first' | 'newest-first' | null;
  readonly gaps: number;
  /** The first few lines whose balance does not follow from the one before. */
  readonly at: readonly number[];
}

export interface BalanceOfLine {
  readonly line: number;
  readonly at: string;
  readonly currency: string;
  /** In minor units. */
  readonly balance: string;
  readonly moved: string;
  readonly fee: string;
}

// They are many, and are ours from beginning to end: a look at each member of each would cost more than the reading.
const isStoredLine = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'line' in value &&
  ('as' in value || ('outcome' in value && 'reasons' in value));

/**
 * The next lines of a file, in one append: an import that is cut off goes on after the last of these, and counts nothing twice. The log has them as
 * `packedLines` makes them, and of their first version as they are.
 */
export const StatementLinesRead = defineEvent(
  'StatementLinesRead',
  z
    .object({
      statementId,
      run,
      provider: z.string(),
      account: z.string(),
      currency: z.string(),
      lines: z.array(z.custom<KeptLine | OwnOfLine>(isStoredLine)),
      alike: z.array(z.custom<Alike>((value) => typeof value === 'object' && value !== null)).optional(),
      soFar: z.custom<ReadSoFar>((value) => typeof value === 'object' && value !== null),
      at,
    })
    .transform(({ alike, lines, ...data }) => ({
      ...data,
      lines: alike === undefined ? (lines as readonly KeptLine[]) : unpacked(alike, lines as readonly OwnOfLine[]),
    })),
  [(inFull) => inFull],
);
/** Of a statement that was cancelled: what these lines had met is expected again, and their items are gone. */
export const StatementLinesVoided = defineEvent(
  'StatementLinesVoided',
  z.object({ statementId, run, movements: z.array(z.string()), items: z.array(z.string()), at }),
);

const missed = z.object({
  kind: z.enum(['payment', 'refund', 'payout']),
  id: z.string(),
  paymentId: z.string().nullable(),
  provider: z.string(),
  amount: z.string(),
  currency: z.string(),
  transactionId: z.string().nullable(),
  /** When it was successful. */
  confirmedAt: at,
});
export type Missed = z.output<typeof missed>;

/** Successful here, and on no statement: not on one that covers its time, or on none by its deadline. It changes nothing of what they are. */
export const ExpectationsMissed = defineEvent(
  'ExpectationsMissed',
  z.object({
    /** Null: the deadline has passed. */
    statementId: statementId.nullable(),
    account: z.string().nullable(),
    movements: z.array(missed),
    at,
  }),
);

export const lineEvents = [StatementLinesRead, StatementLinesVoided, ExpectationsMissed];
export type LineEvent = EventOf<(typeof lineEvents)[number]>;
