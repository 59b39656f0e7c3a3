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
  /** Items of other files, of the same line: nothing here knew it then, and now it meets its movement. */
  readonly answers?: readonly string[] | undefined;
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

/** A line as the log gives it. A million of them are read by several, and few look at their cells: those are one text, between tabs, where none of them has a tab. */
export type KeptLine = Omit<StoredLine, 'cells'> & {
  readonly cells: StoredLine['cells'] | string;
  /** The places of cells that are left out of that text. */
  readonly leftOut?: readonly number[] | undefined;
};

/** In place of a cell that names a person. */
export const leftOutCell = '…';

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

export function wholeLine({ cells, leftOut = [], ...kept }: KeptLine): StoredLine {
  if (typeof cells !== 'string') return { ...kept, cells };
  const whole = cells.split('\t');
  for (const place of leftOut) whole[place] = leftOutCell;
  return { ...kept, cells: whole };
}

/** A line that has only this. */
export const lineOf = (told: Pick<StoredLine, 'line' | 'outcome' | 'reasons'> & Partial<KeptLine>): KeptLine => ({
  ...absent,
  ...told,
});

/** What lines have alike, and what stands before and after the transaction id in their keys. */
interface Alike {
  readonly line: Partial<KeptLine>;
  readonly leftOut?: readonly number[] | undefined;
  readonly key: readonly [string, string] | null;
}

/** What one of them has by itself; `as`: its place among those that are alike. */
interface OwnOfLine extends Partial<
  Pick<
    KeptLine,
    | 'key'
    | 'at'
    | 'amount'
    | 'balance'
    | 'transactionId'
    | 'subject'
    | 'answers'
    | 'suggestion'
    | 'cells'
    | 'sealed'
    | 'wrong'
  >
> {
  readonly line: number;
  readonly as: number;
  /** A text: a payment. */
  readonly meant?: Meant | string | null;
}

const shared = [
  ...(['outcome', 'kind', 'status', 'direction', 'currency', 'fee', 'expectedFee', 'meets', 'speaks'] as const),
  ...(['wasMissing', 'rule', 'confidence', 'reasons'] as const),
];

/**
 * Lines as the log has them: what many have alike is written once, and what a line has not is left out. It is half of what they are written out, for
 * the disk and for each that reads them.
 */
export function packedLines(lines: readonly KeptLine[]): {
  readonly alike: readonly Alike[];
  readonly lines: readonly OwnOfLine[];
} {
  const alike: Alike[] = [];
  const places = new Map<string, number>();
  let last: {
    readonly line: KeptLine;
    readonly leftOut: KeptLine['leftOut'];
    readonly key: Alike['key'];
    as: number;
  } | null = null;
  const packed = lines.map((line): OwnOfLine => {
    const key = aroundId(line);
    const { text, leftOut } = textOf(line);
    let as: number | undefined;
    // Most lines are alike to the one before.
    if (last !== null && isAlike(last.line, line) && isSame(last.leftOut, leftOut) && isSame(last.key, key))
      ({ as } = last);
    else {
      const known = JSON.stringify([shared.map((name) => line[name]), leftOut, key]);
      as = places.get(known);
      if (as === undefined) {
        as = alike.length;
        places.set(known, as);
        const members = shared.filter((name) => isPresent(name, line[name])).map((name) => [name, line[name]]);
        alike.push({ line: Object.fromEntries(members) as Partial<KeptLine>, leftOut, key });
      }
      last = { line, leftOut, key, as };
    }
    const { meant } = line;
    const isPayment = meant !== null && meant.kind === 'payment' && meant.paymentId === meant.id;
    // Members that are undefined are not written. All lines have the same, which makes them much faster to write.
    return {
      as,
      line: line.line,
      key: key === null ? (line.key ?? undefined) : undefined,
      at: line.at ?? undefined,
      amount: line.amount ?? undefined,
      balance: line.balance ?? undefined,
      transactionId: line.transactionId ?? undefined,
      subject: line.subject ?? undefined,
      meant: isPayment ? meant.id : (meant ?? undefined),
      answers: line.answers,
      suggestion: line.suggestion ?? undefined,
      cells: text,
      sealed: line.sealed ?? undefined,
      wrong: line.wrong ?? undefined,
    } as OwnOfLine;
  });
  return { alike, lines: packed };
}

const isAlike = (one: KeptLine, other: KeptLine): boolean =>
  one.outcome === other.outcome &&
  one.kind === other.kind &&
  one.status === other.status &&
  one.direction === other.direction &&
  one.currency === other.currency &&
  one.fee === other.fee &&
  one.expectedFee === other.expectedFee &&
  one.meets === other.meets &&
  one.speaks === other.speaks &&
  one.wasMissing === other.wasMissing &&
  one.rule === other.rule &&
  one.confidence === other.confidence &&
  isSame(one.reasons, other.reasons);

type List = readonly (string | number)[] | null | undefined;
function isSame(one: List, other: List): boolean {
  if (!one || !other) return !one && !other;
  if (one.length !== other.length) return false;
  for (let place = 0; place < one.length; place += 1) if (one[place] !== other[place]) return false;
  return true;
}

const isPresent = (name: (typeof shared)[number], value: unknown): boolean =>
  name === 'outcome' || name === 'reasons' || value !== absent[name];

/** Cells as one text. What stands for a cell that is left out is no letter of ASCII: with it, all the text would take twice the memory. */
function textOf({ cells, leftOut: known }: KeptLine): {
  readonly text?: string | readonly string[];
  readonly leftOut?: readonly number[] | undefined;
} {
  if (cells === null) return {};
  if (typeof cells === 'string') return { text: cells, leftOut: known };
  if (cells.length === 0) return { text: cells };
  let leftOut: number[] | undefined;
  for (let place = 0; place < cells.length; place += 1) {
    if (cells[place]!.includes('\t')) return { text: cells };
    if (cells[place] === leftOutCell) (leftOut ??= []).push(place);
  }
  if (leftOut === undefined) return { text: cells.join('\t') };
  const others = [...cells];
  for (const place of leftOut) others[place] = '';
  return { text: others.join('\t'), leftOut };
}

function aroundId({ key, transactionId }: KeptLine): readonly [string, string] | null {
  if (!key || !transactionId) return null;
  const at = key.indexOf(transactionId);
  return at < 0 ? null : [key.slice(0, at), key.slice(at + transactionId.length)];
}

function unpacked(alike: readonly Alike[], lines: readonly OwnOfLine[]): readonly KeptLine[] {
  const wholes = alike.map(({ line, leftOut, key }) => ({ common: { ...absent, ...line }, leftOut, key }));
  return lines.map((own): KeptLine => {
    const { common, leftOut, key } = wholes[own.as]!;
    const { meant } = own;
    // Written out, since copies of what is alike would cost more than all the rest of the reading.
    return {
      line: own.line,
      outcome: common.outcome!,
      key: key === null ? (own.key ?? null) : `${key[0]}${own.transactionId!}${key[1]}`,
      kind: common.kind,
      status: common.status,
      direction: common.direction,
      at: own.at ?? null,
      amount: own.amount ?? null,
      currency: common.currency,
      fee: common.fee,
      balance: own.balance ?? null,
      transactionId: own.transactionId ?? null,
      subject: own.subject ?? null,
      meant: typeof meant === 'string' ? { kind: 'payment', id: meant, paymentId: meant } : (meant ?? null),
      meets: common.meets,
      speaks: common.speaks,
      wasMissing: common.wasMissing,
      answers: own.answers,
      rule: common.rule,
      reasons: common.reasons!,
      confidence: common.confidence,
      suggestion: own.suggestion ?? null,
      expectedFee: common.expectedFee,
      cells: own.cells ?? null,
      leftOut,
      sealed: own.sealed ?? null,
      wrong: own.wrong ?? null,
    };
  });
}

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
 * `packedLines` makes them, and of their first version each by itself, without what it has not.
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
      lines: z.custom<readonly KeptLine[]>((value) => Array.isArray(value) && value.every(isStoredLine)),
      alike: z.array(z.custom<Alike>((value) => typeof value === 'object' && value !== null)).optional(),
      soFar: z.custom<ReadSoFar>((value) => typeof value === 'object' && value !== null),
      at,
    })
    // Not `transform`: what goes through one is kept from dying young, and all lines of an import would wait for a full collection.
    .overwrite(({ alike, lines, ...data }) => ({
      ...data,
      lines: alike === undefined ? lines : unpacked(alike, lines as unknown as readonly OwnOfLine[]),
    })),
  [
    (first: { readonly lines: readonly Parameters<typeof lineOf>[0][] }) => ({
      ...first,
      lines: first.lines.map(lineOf),
    }),
  ],
);
/**
 * Of a statement that was cancelled: what these lines had met is expected again, and their items are gone. Among `items` are those of other files too
 * that these lines had answered: they are open again.
 */
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
