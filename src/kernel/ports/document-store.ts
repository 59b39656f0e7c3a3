import type { Position } from '../domain/position.js';

/** What JSON can hold; a document is this, with an `id`. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [field: string]: Json | undefined };

export interface Document {
  readonly id: string;
}

/** A set of documents of one shape. A new shape is a new name (`payments.v3`), filled beside the old one. */
export interface Collection<D extends Document = Document> {
  readonly name: string;
  /**
   * The fields that may be asked by, as lists: `['status', 'createdAt']` serves equality on `status` with a range or sort on
   * `createdAt`. A dotted path reaches inside (`record.id`). What no list begins with cannot be asked, nor a later field of a list
   * without equality on the ones before it. Every list ends with the id by itself. A listed field holds a scalar or nothing, never a list.
   */
  readonly indexes: readonly (readonly string[])[];
  /**
   * Indexed fields of few values: a list by two of them may belong to few of the many that each of the two has. An index that begins with one
   * may carry the `lasting` ones, so that the others are passed over without being read; the `changing` ones would have it written anew at
   * every change.
   */
  readonly narrowedBy?: { readonly lasting: readonly string[]; readonly changing: readonly string[] };
  /** Carries the type; absent at run time. */
  readonly shape?: D;
}

export type Scalar = string | number | boolean | null;
/**
 * Null asks for a field that is null or missing. A range finds only values of its bounds' type, which are numbers or text; text is
 * ordered by code point.
 */
export type Condition =
  | Scalar
  | { readonly in: readonly Scalar[] }
  | { readonly gte?: Scalar; readonly gt?: Scalar; readonly lte?: Scalar; readonly lt?: Scalar };

export interface Query {
  readonly where?: Readonly<Record<string, Condition>>;
  /**
   * Ties are broken by `id` in the same direction, so that a cursor never skips or repeats. Nothing comes before numbers, and
   * numbers before text. Default: by `id`, ascending.
   */
  readonly sort?: { readonly field: string; readonly direction: 'ascending' | 'descending' };
  /** The greatest number of documents, 1 to 1,000. */
  readonly limit: number;
  /** The `nextCursor` of the previous page. A text that this store did not return throws `InvalidCursor`. */
  readonly cursor?: string | null;
}

export interface Page<D> {
  readonly documents: readonly D[];
  readonly nextCursor: string | null;
}

/** The next form of one document, and the position of the last event that it has read. */
export interface Change<D extends Document> {
  readonly id: string;
  /** Null removes it. */
  readonly document: D | null;
  readonly position: Position;
}

/** The checkpoint of a reader. Where a lease decides which instance is this reader, `fence` is its fencing token. */
export interface Checkpoint {
  readonly reader: string;
  readonly position: Position;
  readonly fence?: bigint;
}

export interface Stored<D> {
  readonly document: D;
  readonly position: Position;
}

/**
 * Keeps what can be rebuilt from the log. No transaction across collections is needed or offered: a document remembers the
 * position that it has read, and an older or equal one never replaces it.
 * Every method throws `DocumentStoreUnavailable` when the store cannot be reached or written. A write that threw it may be repeated; until
 * then an embedded store shows nothing of it, and a server perhaps some of its changes, but never its checkpoint without them all.
 */
export interface DocumentStore {
  /** Makes the collection and its indexes if they are not there. Every collection is declared before it is used. */
  declare(collection: Collection): Promise<void>;
  /** Only those that exist are in the answer. */
  get<D extends Document>(collection: Collection<D>, ids: readonly string[]): Promise<ReadonlyMap<string, Stored<D>>>;
  /**
   * Applies every change whose position is greater than that of the document in the store (or that has none there), ignores the others,
   * in their order, and then remembers the reader's checkpoint. A crash never leaves the checkpoint ahead of the changes. What was removed
   * without a fence leaves no position behind.
   * A fence lower than one that this reader has written with throws `Fenced` before any change is applied, for ever: clearing forgets
   * no fence. A holder that was paused between its check and its write neither replaces what a higher fence has written nor brings back
   * what it has removed.
   * Any JSON is kept as it was given, whatever its names: a document that nests or weighs more than every store can hold, or that is no
   * JSON, throws `DocumentRefused` on every store alike, before any change is applied.
   */
  write<D extends Document>(
    collection: Collection<D>,
    changes: readonly Change<D>[],
    checkpoint?: Checkpoint,
  ): Promise<void>;
  /** Throws `QueryTooBroad` rather than look at very many documents that do not belong to the answer. */
  query<D extends Document>(collection: Collection<D>, query: Query): Promise<Page<D>>;
  count(collection: Collection, where?: Query['where']): Promise<number>;
  /** The checkpoint of a reader; null when it has never written one. */
  checkpoint(reader: string): Promise<Position | null>;
  /** Removes every document of the collection and these readers' checkpoints, so that it is rebuilt. */
  clear(collection: Collection, readers: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export class DocumentStoreUnavailable extends Error {
  override readonly name = 'DocumentStoreUnavailable';
}

/** This document can never be written, so a retry does not help. The other documents of the call can be written without it. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';

  constructor(
    readonly id: string,
    why: string,
    options?: ErrorOptions,
  ) {
    super(`The document ${id} cannot be stored: ${why}`, options);
  }
}

/** Another holder has this reader's lease now. The caller's state is stale, and it stops. */
export class Fenced extends Error {
  override readonly name = 'Fenced';

  constructor(reader: string, fence: bigint) {
    super(`${reader} has been taken over since fencing token ${fence}`);
  }
}

/** No index answers this question without looking at very many documents that do not belong to the answer. */
export class QueryTooBroad extends Error {
  override readonly name = 'QueryTooBroad';
}

export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}
