import { Command, Query } from '@nestjs/cqrs';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import type { Condition, Page } from '../../kernel/ports/document-store.js';
import type { ApiClient } from '../../http/authentication.js';
import type { MismatchEvent } from './mismatch.events.js';
import type { Decided, Item } from './mismatches.js';
import type { ItemOutcome } from './statement.events.js';
import type { CheckedStatement, Declared, Standing } from './statements.js';

export class ReceiveStatement extends Command<Standing & { readonly isNew: boolean }> {
  constructor(
    readonly file: AsyncIterable<Uint8Array>,
    readonly declared: Declared,
    readonly client: ApiClient,
    readonly by: Origin,
  ) {
    super();
  }
}

/** Says what a file would come to, and records nothing. */
export class CheckStatement extends Query<CheckedStatement> {
  constructor(
    readonly file: AsyncIterable<Uint8Array>,
    readonly declared: Declared,
  ) {
    super();
  }
}

export class CancelStatement extends Command<Standing> {
  constructor(
    readonly statementId: string,
    readonly client: ApiClient,
    readonly by: Origin,
  ) {
    super();
  }
}

export class StatementById extends Query<Standing> {
  constructor(readonly statementId: string) {
    super();
  }
}

export class StatementsWhere extends Query<Page<Standing>> {
  constructor(
    readonly where: Readonly<Record<string, string>>,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}

export class ItemsOfStatement extends Query<Page<Item>> {
  constructor(
    readonly statementId: string,
    readonly outcome: ItemOutcome | undefined,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}

export interface ItemsPage extends Page<Item> {
  readonly ageing: readonly { readonly days: string; readonly count: number }[];
}

export class ItemsWhere extends Query<ItemsPage> {
  constructor(
    readonly where: Readonly<Record<string, Condition>>,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}

export class ItemById extends Query<Item> {
  constructor(readonly itemId: string) {
    super();
  }
}

/** What people have done about an item, oldest first. */
export class StoryOfItem extends Query<readonly Recorded<MismatchEvent>[]> {
  constructor(readonly itemId: string) {
    super();
  }
}

/** One act of a person on one item. */
export type Work =
  | { readonly act: 'assign'; readonly assignee: string }
  | { readonly act: 'note' | 'reject' | 'reopen'; readonly text: string }
  | { readonly act: 'resolve'; readonly decided: Decided }
  | { readonly act: 'approve' | 'accept-suggestion' };

export class WorkOnItem extends Command<Item> {
  constructor(
    readonly itemId: string,
    readonly work: Work,
    readonly client: ApiClient,
    readonly by: Origin,
  ) {
    super();
  }
}

export interface ResolvedItems {
  /** How many the filter finds that are not resolved. */
  readonly found: number;
  readonly resolved: number;
  /** The first of them. */
  readonly items: readonly Item[];
  /** Which they are and how each stands, as a hash. */
  readonly set: string;
}

export class ResolveItems extends Command<ResolvedItems> {
  constructor(
    readonly where: Readonly<Record<string, string>>,
    readonly decided: Decided,
    /** Says what would be resolved, and changes nothing. */
    readonly preview: boolean,
    readonly client: ApiClient,
    readonly by: Origin,
    /** The `set` of a preview: where it is another one by now, nothing is changed. Null: none was looked at. */
    readonly seen: string | null = null,
  ) {
    super();
  }
}
