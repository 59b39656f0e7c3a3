import { Command, Query } from '@nestjs/cqrs';
import type { Condition, Page } from '../../kernel/ports/document-store.js';
import type { CallbackDocument } from './callback.view.js';
import type { Delivery } from './callbacks.js';

/** Answers whether the body was JSON; it is on record either way. */
export class RecordCallback extends Command<boolean> {
  constructor(readonly delivery: Delivery) {
    super();
  }
}

export class CallbacksWhere extends Query<Page<CallbackDocument>> {
  constructor(
    readonly where: Readonly<Record<string, Condition>>,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}
