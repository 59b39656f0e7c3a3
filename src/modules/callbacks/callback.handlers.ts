import { Inject } from '@nestjs/common';
import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import { documentsToken } from '../../kernel/tokens.js';
import { CallbacksWhere, RecordCallback } from './callback.commands.js';
import { callbackView, type CallbackDocument } from './callback.view.js';
import { Callbacks } from './callbacks.js';

@CommandHandler(RecordCallback)
export class RecordCallbackHandler implements ICommandHandler<RecordCallback> {
  constructor(@Inject(Callbacks) private readonly callbacks: Callbacks) {}

  execute({ delivery }: RecordCallback): Promise<boolean> {
    return this.callbacks.record(delivery);
  }
}

@QueryHandler(CallbacksWhere)
export class CallbacksWhereHandler implements IQueryHandler<CallbacksWhere> {
  constructor(@Inject(documentsToken) private readonly documents: DocumentStore) {}

  execute({ where, limit, cursor }: CallbacksWhere): Promise<Page<CallbackDocument>> {
    const sort = { field: 'receivedAt', direction: 'descending' } as const;
    return this.documents.query(callbackView.collection, { where, sort, limit, cursor });
  }
}

export const callbackHandlers = [RecordCallbackHandler, CallbacksWhereHandler];
