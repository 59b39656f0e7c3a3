import { createHash } from 'node:crypto';
import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { signerOf } from '../../kernel/domain/approvals.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import type { ImportStatements } from './import-statements.js';
import type { Item, Mismatches } from './mismatches.js';
import {
  CancelStatement,
  CheckStatement,
  ItemById,
  ItemsOfStatement,
  ItemsWhere,
  ReceiveStatement,
  ResolveItems,
  StatementById,
  StatementsWhere,
  StoryOfItem,
  WorkOnItem,
  type ItemsPage,
  type ResolvedItems,
} from './reconciliation.commands.js';
import { statementView } from './statement.view.js';
import type { CheckedStatement, Standing, Statements } from './statements.js';

export interface ReconciliationParts {
  readonly statements: Statements;
  readonly mismatches: Mismatches;
  readonly importing: ImportStatements;
  readonly documents: DocumentStore;
}

@CommandHandler(ReceiveStatement)
export class ReceiveStatementHandler implements ICommandHandler<ReceiveStatement> {
  constructor(private readonly parts: ReconciliationParts) {}

  async execute({ file, declared, client, by }: ReceiveStatement) {
    const { statements, importing } = this.parts;
    const { statement, isNew } = await statements.receive(file, declared, signerOf(client), by);
    importing.wake();
    return { ...(await statements.standingOf(statement.id)), isNew };
  }
}

@QueryHandler(CheckStatement)
export class CheckStatementHandler implements IQueryHandler<CheckStatement> {
  constructor(private readonly parts: ReconciliationParts) {}

  execute({ file, declared }: CheckStatement): Promise<CheckedStatement> {
    return this.parts.statements.check(file, declared);
  }
}

@CommandHandler(CancelStatement)
export class CancelStatementHandler implements ICommandHandler<CancelStatement> {
  constructor(private readonly parts: ReconciliationParts) {}

  async execute({ statementId, client, by }: CancelStatement): Promise<Standing> {
    const { statements } = this.parts;
    await statements.cancel(statementId, signerOf(client), by);
    return statements.standingOf(statementId);
  }
}

@QueryHandler(StatementById)
export class StatementByIdHandler implements IQueryHandler<StatementById> {
  constructor(private readonly parts: ReconciliationParts) {}

  execute({ statementId }: StatementById): Promise<Standing> {
    return this.parts.statements.standingOf(statementId);
  }
}

@QueryHandler(StatementsWhere)
export class StatementsWhereHandler implements IQueryHandler<StatementsWhere> {
  constructor(private readonly parts: ReconciliationParts) {}

  async execute({ where, limit, cursor }: StatementsWhere): Promise<Page<Standing>> {
    const { statements, documents } = this.parts;
    const sort = { field: 'createdAt', direction: 'descending' } as const;
    const page = await documents.query(statementView.collection, { where, sort, limit, cursor });
    const shown: Standing[] = [];
    for (const { id } of page.documents) shown.push(await statements.standingOf(id));
    return { documents: shown, nextCursor: page.nextCursor };
  }
}

@QueryHandler(ItemsOfStatement)
export class ItemsOfStatementHandler implements IQueryHandler<ItemsOfStatement> {
  constructor(private readonly parts: ReconciliationParts) {}

  execute({ statementId, outcome, limit, cursor }: ItemsOfStatement): Promise<Page<Item>> {
    return this.parts.mismatches.ofStatement(statementId, outcome, limit, cursor);
  }
}

@QueryHandler(ItemsWhere)
export class ItemsWhereHandler implements IQueryHandler<ItemsWhere> {
  constructor(private readonly parts: ReconciliationParts) {}

  async execute({ where, limit, cursor }: ItemsWhere): Promise<ItemsPage> {
    const { mismatches } = this.parts;
    const [page, ageing] = await Promise.all([mismatches.where(where, limit, cursor), mismatches.ageing()]);
    return { ...page, ageing };
  }
}

@QueryHandler(ItemById)
export class ItemByIdHandler implements IQueryHandler<ItemById> {
  constructor(private readonly parts: ReconciliationParts) {}

  execute({ itemId }: ItemById): Promise<Item> {
    return this.parts.mismatches.find(itemId);
  }
}

@QueryHandler(StoryOfItem)
export class StoryOfItemHandler implements IQueryHandler<StoryOfItem> {
  constructor(private readonly parts: ReconciliationParts) {}

  execute({ itemId }: StoryOfItem) {
    return this.parts.mismatches.story(itemId);
  }
}

@CommandHandler(WorkOnItem)
export class WorkOnItemHandler implements ICommandHandler<WorkOnItem> {
  constructor(private readonly parts: ReconciliationParts) {}

  execute({ itemId, work, client, by }: WorkOnItem): Promise<Item> {
    const { mismatches } = this.parts;
    switch (work.act) {
      case 'assign':
        return mismatches.assign(itemId, work.assignee, by);
      case 'note':
        return mismatches.addNote(itemId, work.text, client, by);
      case 'resolve':
        return mismatches.resolve(itemId, work.decided, client, by);
      case 'approve':
        return mismatches.approve(itemId, client, by);
      case 'reject':
        return mismatches.reject(itemId, work.text, client, by);
      case 'reopen':
        return mismatches.reopen(itemId, work.text, client, by);
      case 'accept-suggestion':
        return mismatches.acceptSuggestion(itemId, client, by);
    }
  }
}

@CommandHandler(ResolveItems)
export class ResolveItemsHandler implements ICommandHandler<ResolveItems> {
  constructor(private readonly parts: ReconciliationParts) {}

  async execute({ where, decided, preview, client, by, seen }: ResolveItems): Promise<ResolvedItems> {
    const { mismatches } = this.parts;
    const { count: found, items } = await mismatches.unresolvedIn(where, decided.resolution, itemsAtOnce);
    const set = setOf(found, items);
    const first = items.slice(0, itemsShown);
    if (preview || (seen !== null && seen !== set)) return { found, resolved: 0, items: first, set };
    let resolved = 0;
    for (const { id } of items) {
      try {
        await mismatches.resolve(id, decided, client, by);
        resolved += 1;
      } catch (error) {
        // Somebody else has resolved it meanwhile, which is what this asks for.
        if (!(error instanceof Refusal) || !resolvedMeanwhile.has(error.code)) throw error;
      }
    }
    return { found, resolved, items: first, set };
  }
}

export const reconciliationHandlers = [
  ReceiveStatementHandler,
  CheckStatementHandler,
  CancelStatementHandler,
  StatementByIdHandler,
  StatementsWhereHandler,
  ItemsOfStatementHandler,
  ItemsWhereHandler,
  ItemByIdHandler,
  StoryOfItemHandler,
  WorkOnItemHandler,
  ResolveItemsHandler,
];

const setOf = (found: number, items: readonly Item[]): string =>
  createHash('sha256')
    .update(JSON.stringify([found, items.map(({ id, status }) => [id, status])]))
    .digest('hex');

const resolvedMeanwhile: ReadonlySet<string> = new Set(['ITEM_RESOLVED', 'SUGGESTION_ACCEPTED']);
const itemsShown = 20;
const itemsAtOnce = 500;
