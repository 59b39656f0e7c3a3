import { ApiProperty, ApiSchema, type ApiPropertyOptions } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import {
  amount,
  currency,
  nextCursor,
  payoutId,
  provider,
  providerTransactionId,
  time,
  timeOrNull,
} from '../../http/values.documentation.js';
import { itemStatuses } from './item.view.js';
import { resolutions } from './mismatch.events.js';
import { statementStatuses } from './statement.decider.js';
import { outcomes } from './statement.events.js';

const orNull = <T extends object>(schema: T) => ({ ...schema, nullable: true }) as const;
const client = { type: String, example: 'cli_4f1c2d3e4b5a69788796a5b4' } as const;
const count = { type: 'integer', minimum: 0, example: 3 } as const;
const statementId = {
  type: String,
  pattern: '^stm_[0-9a-f]{32}$',
  example: 'stm_4f1c2d3e4b5a69788796a5b4c3d2e1f0',
} as const;
const itemId = { type: String, example: 'itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17' } as const;
const idOrNull = { type: String, nullable: true } as const;

@ApiSchema({ name: 'StatementProgress' })
class ShownProgress {
  @ApiProperty(count) lines!: number;
  @ApiProperty({ ...count, example: 1048576 }) bytes!: number;
  @ApiProperty({ ...count, example: 2097152 }) totalBytes!: number;
}

const totals = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['count', 'amount'] as string[],
    properties: { count: { type: 'integer', minimum: 0 }, amount: { type: 'string', example: '5000' } },
  },
  example: { matched: { count: 120, amount: '600000' }, 'amount-mismatch': { count: 1, amount: '5500' } },
  description: 'By outcome: how many, and the sum of their amounts in the currency of the statement',
} as const;
const fees = {
  type: 'object',
  additionalProperties: { type: 'string' },
  example: { RWF: '1250' },
  description: 'What the provider took for itself, by currency: of lines that were never on a statement before',
} as const;

const notes: ApiPropertyOptions = {
  type: [String],
  example: ['Of the 2 sheets, "Lines" was read.'],
  description: 'What a person should know of how the file is read, such as its encoding',
};

@ApiSchema({ name: 'StatementNotice' })
class ShownNotice {
  @ApiProperty({ enum: ['BALANCE_GAPS', 'BALANCE_DOES_NOT_CONTINUE', 'ANOTHER_ACCOUNT', 'FEES_DIFFER'] })
  code!: string;
  @ApiProperty({ example: 'The balance does not follow from the line before on line 17.' }) detail!: string;
}

@ApiSchema({ name: 'Statement' })
export class ShownStatement {
  @ApiProperty(statementId) id!: string;
  @ApiProperty({ enum: statementStatuses, example: 'reconciled' }) status!: string;
  @ApiProperty(provider) provider!: string;
  @ApiProperty({ example: 'collections' }) account!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty({ enum: ['csv', 'xlsx', 'mt940', 'camt.053'] }) format!: string;
  @ApiProperty() progress!: ShownProgress;
  @ApiProperty(totals) totals!: object;
  @ApiProperty(fees) fees!: object;
  @ApiProperty({ type: [ShownNotice], description: 'What a person should know of the file as a whole' })
  notices!: ShownNotice[];
  @ApiProperty(notes) notes!: string[];
  @ApiProperty({ ...timeOrNull, description: 'Of its earliest line' }) from!: string | null;
  @ApiProperty({ ...timeOrNull, description: 'Of its latest line' }) to!: string | null;
  @ApiProperty({
    type: String,
    enum: ['FILE'],
    nullable: true,
    description:
      'The import waits for its file, which is not on the disk of this instance: send the file again, to this or to the instance that has it',
  })
  waitsFor!: string | null;
  @ApiProperty(client) receivedBy!: string;
  @ApiProperty(time) createdAt!: string;
  @ApiProperty(timeOrNull) importedAt!: string | null;
  @ApiProperty(timeOrNull) reconciledAt!: string | null;
}

@ApiSchema({ name: 'StatementList' })
class ShownStatements {
  @ApiProperty({ type: [ShownStatement] }) data!: ShownStatement[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'ItemReasonText' })
class ShownReason {
  @ApiProperty({ example: 'SAME_TRANSACTION_ID' }) code!: string;
  @ApiProperty({ example: 'The line has the transaction id that the provider gave us for it.' }) text!: string;
}

@ApiSchema({ name: 'ItemSuggestion' })
class ShownSuggestion {
  @ApiProperty(idOrNull) paymentId!: string | null;
  @ApiProperty(idOrNull) refundId!: string | null;
  @ApiProperty(orNull(payoutId)) payoutId!: string | null;
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1, example: 0.9 }) score!: number;
  @ApiProperty({ type: [ShownReason] }) reasons!: ShownReason[];
}

@ApiSchema({ name: 'ItemWrong' })
class ShownWrong {
  @ApiProperty({ type: String, nullable: true, example: 'Amount' }) column!: string | null;
  @ApiProperty({ example: 'is no amount' }) what!: string;
}

@ApiSchema({ name: 'ReconciliationItem' })
class ShownItem {
  @ApiProperty({ ...itemId, description: 'Empty in a dry run' }) id!: string;
  @ApiProperty(orNull(statementId)) statementId!: string | null;
  @ApiProperty({ enum: outcomes }) outcome!: string;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 17,
    description: 'Of the file, where the first line is 1; null: it is on no line',
  })
  line!: number | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    nullable: true,
    example: { Id: '4107714342', Amount: '5000' },
    description:
      'The cells by their headers. Of a line of ours without names and whole numbers, which its payment has; null where there is no line, or the person’s data is erased',
  })
  row!: Record<string, string> | null;
  @ApiProperty(orNull(amount)) amount!: string | null;
  @ApiProperty(orNull(currency)) currency!: string | null;
  @ApiProperty(orNull(amount)) fee!: string | null;
  @ApiProperty({ ...orNull(amount), description: 'By the tariff; null: none says it' }) expectedFee!: string | null;
  @ApiProperty(timeOrNull) occurredAt!: string | null;
  @ApiProperty(providerTransactionId) providerTransactionId!: string | null;
  @ApiProperty(idOrNull) paymentId!: string | null;
  @ApiProperty(idOrNull) refundId!: string | null;
  @ApiProperty(orNull(payoutId)) payoutId!: string | null;
  @ApiProperty({
    type: String,
    enum: ['same-line', 'transaction-id', 'our-reference', 'amount-and-number'],
    nullable: true,
    description: 'By which rule it came to this; null: no rule knows it',
  })
  rule!: string | null;
  @ApiProperty({ type: [ShownReason], description: 'Why' }) reasons!: ShownReason[];
  @ApiProperty({ type: 'number', minimum: 0, maximum: 1, example: 1 }) confidence!: number;
  @ApiProperty({ type: ShownWrong, nullable: true, description: 'Of a line that cannot be read' })
  wrong!: ShownWrong | null;
  @ApiProperty({ type: ShownSuggestion, nullable: true, description: 'What it may be: a person accepts it' })
  suggestion!: ShownSuggestion | null;
  @ApiProperty({ enum: itemStatuses, description: '`none`: nobody has to do anything about it' }) status!: string;
  @ApiProperty({
    description: 'What was missing came on a later statement, or there the line met what was not known here before',
  })
  metLater!: boolean;
  @ApiProperty(orNull(client)) assignee!: string | null;
  @ApiProperty({ type: String, enum: resolutions, nullable: true }) resolution!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of the resolution' }) note!: string | null;
  @ApiProperty(idOrNull) adjustmentId!: string | null;
  @ApiProperty(orNull(client)) resolvedBy!: string | null;
  @ApiProperty({ ...orNull(client), description: 'Of a write-off: the other person' }) approvedBy!: string | null;
  @ApiProperty(timeOrNull) resolvedAt!: string | null;
  @ApiProperty({ ...orNull(client), description: 'It waits for another person’s approval' })
  writeOffRequestedBy!: string | null;
  @ApiProperty({ ...idOrNull, description: 'The movement that a person said it is' })
  acceptedSuggestion!: string | null;
  @ApiProperty({ ...count, description: 'How many notes it has' }) notes!: number;
  @ApiProperty({ ...timeOrNull, description: 'Null of a line that nobody has to look at' }) openedAt!: string | null;
}

@ApiSchema({ name: 'ReconciliationItemsOfStatement' })
class ShownItems {
  @ApiProperty({ type: [ShownItem] }) data!: ShownItem[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'ItemAge' })
class ShownAge {
  @ApiProperty({ enum: ['0-1', '2-7', '8-30', '31+'], description: 'In whole days' }) days!: string;
  @ApiProperty(count) count!: number;
}

@ApiSchema({ name: 'ReconciliationItemList' })
class ShownQueue {
  @ApiProperty({ type: [ShownItem] }) data!: ShownItem[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
  @ApiProperty({
    type: [ShownAge],
    description: 'Everything that is not resolved, by its age; of 20,000 and more, as it was up to ten seconds ago',
  })
  ageing!: ShownAge[];
}

@ApiSchema({ name: 'EarlierStatement' })
class ShownEarlier {
  @ApiProperty(statementId) id!: string;
  @ApiProperty(client) receivedBy!: string;
  @ApiProperty(time) createdAt!: string;
}

@ApiSchema({ name: 'StatementCheck' })
class ShownCheck {
  @ApiProperty({ type: String, enum: [null], nullable: true, example: null }) id!: null;
  @ApiProperty({ enum: ['checked'] }) status!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty({
    type: ShownEarlier,
    nullable: true,
    description: 'The statement that the same bytes of the same account are already; null: none',
  })
  earlier!: ShownEarlier | null;
  @ApiProperty({ enum: ['csv', 'xlsx', 'mt940', 'camt.053'] }) format!: string;
  @ApiProperty() progress!: ShownProgress;
  @ApiProperty(totals) totals!: object;
  @ApiProperty(fees) fees!: object;
  @ApiProperty({ type: [ShownNotice], description: 'What a person should know of the file as a whole' })
  notices!: ShownNotice[];
  @ApiProperty(notes) notes!: string[];
  @ApiProperty(timeOrNull) from!: string | null;
  @ApiProperty(timeOrNull) to!: string | null;
  @ApiProperty({
    type: [ShownItem],
    description: 'The first 100: lines that are not simply matched, then what would be missing on it',
  })
  findings!: ShownItem[];
}

@ApiSchema({ name: 'ItemsResolved' })
class ShownResolved {
  @ApiProperty() preview!: boolean;
  @ApiProperty({ ...count, description: 'How many the filter finds that are not resolved' }) found!: number;
  @ApiProperty({ ...count, description: 'At most 500 at a time; of write-offs: how many are requested' })
  resolved!: number;
  @ApiProperty({ ...count, description: 'Send it again for these' }) left!: number;
  @ApiProperty({ type: [ShownItem], description: 'The first 20, as they were' }) items!: ShownItem[];
}

const inPath = { id: { description: 'The id of the statement', example: statementId.example } };
const ofItem = { id: { description: 'The id of the item', example: itemId.example } };
const statement = { description: 'The statement as it stands now', type: ShownStatement };
const item = { description: 'The item as it stands now', type: ShownItem };

const named = (name: string) => ({ $ref: `#/components/schemas/${name}` });
/** An answer of two forms, as a component of the document. */
export const statementAnswer = ['StatementAnswer', { oneOf: [named('Statement'), named('StatementCheck')] }] as const;
/** Named in that answer alone, so the document has to be told of them. */
export const modelsOfStatements = [ShownStatement, ShownCheck];

/** What the routes of reconciliation are called, answer and refuse, in the order in which they judge. */
export const operations = {
  createStatement: {
    id: 'createStatement',
    summary: 'Send a statement of a provider',
    description:
      'A file of up to 512 MiB, which is streamed. It is looked through before it is answered; its lines are read and matched after that. The same bytes of the same account are the same statement, and a line that was on an earlier statement is not counted again. Where the statement says `waitsFor: "FILE"`, its import lost the file, and the same file sent again goes on where it stopped.',
    answers: {
      200: {
        description: 'The file was there already; or, with `dryRun=true`, what it would come to',
        content: { 'application/json': { schema: named(statementAnswer[0]) } },
        headers: ['Idempotent-Replayed'],
      },
      202: { description: 'On record: its lines are being read', type: ShownStatement, headers: ['Location'] },
    },
    appends: true,
    refuses: ['PROVIDER_NOT_AVAILABLE', 'STATEMENT_UNREADABLE', 'STATEMENT_BEING_CANCELLED'],
  },
  listStatements: {
    id: 'listStatements',
    summary: 'List statements, newest first',
    answers: { 200: { description: 'One page', type: ShownStatements } },
    refuses: ['QUERY_TOO_BROAD'],
  },
  getStatement: {
    id: 'getStatement',
    summary: 'Get one statement, with how far it is and what its lines came to',
    inPath,
    answers: { 200: statement },
    refuses: ['STATEMENT_NOT_FOUND'],
  },
  cancelStatement: {
    id: 'cancelStatement',
    summary: 'Cancel a statement while its lines are being read',
    description:
      'Nothing of it counts: what its lines had met is expected again. Once every line is on record it is carried out, and cannot be cancelled.',
    inPath,
    answers: { 200: statement },
    appends: true,
    refuses: ['STATEMENT_NOT_FOUND', 'STATEMENT_NOT_CANCELLABLE'],
  },
  listStatementItems: {
    id: 'listStatementItems',
    summary: 'List what the lines of a statement came to, in the order of its file',
    description: 'After the lines: what should be on the statement and is not.',
    inPath,
    answers: { 200: { description: 'One page', type: ShownItems } },
    refuses: ['STATEMENT_NOT_FOUND', 'QUERY_TOO_BROAD'],
  },
  listItems: {
    id: 'listReconciliationItems',
    summary: 'List the items of all statements on which people work, newest first',
    answers: { 200: { description: 'One page', type: ShownQueue } },
    refuses: ['QUERY_TOO_BROAD'],
  },
  getItem: {
    id: 'getReconciliationItem',
    summary: 'Get one item, and why it came to this',
    inPath: ofItem,
    answers: { 200: item },
    refuses: ['ITEM_NOT_FOUND'],
  },
  resolveItem: {
    id: 'resolveReconciliationItem',
    summary: 'Resolve an item',
    description:
      'No money moves by it: a difference in the books is an adjustment of the ledger, which two people make.',
    inPath: ofItem,
    answers: { 200: item },
    appends: true,
    refuses: ['ITEM_NOT_FOUND', 'ADJUSTMENT_NOT_APPROVED', 'SUGGESTION_ACCEPTED', 'ADJUSTMENT_NEEDED', 'ITEM_RESOLVED'],
  },
  resolveItems: {
    id: 'resolveReconciliationItems',
    summary: 'Resolve every unresolved item of a filter, at most 500 at a time',
    answers: { 200: { description: 'What was resolved, or would be', type: ShownResolved } },
    appends: true,
    refuses: ['ADJUSTMENT_NOT_APPROVED', 'ADJUSTMENT_NEEDED', 'QUERY_TOO_BROAD'],
  },
  approveItem: {
    id: 'approveItemWriteOff',
    summary: 'Approve that an item is written off, which somebody else asked for',
    inPath: ofItem,
    answers: { 200: item },
    appends: true,
    refuses: ['ITEM_NOT_FOUND', 'WRITE_OFF_NOT_REQUESTED', 'APPROVER_IS_REQUESTER'],
  },
  rejectItem: {
    id: 'rejectItemWriteOff',
    summary: 'Reject that an item is written off, which somebody else asked for',
    inPath: ofItem,
    answers: { 200: item },
    appends: true,
    refuses: ['ITEM_NOT_FOUND', 'WRITE_OFF_NOT_REQUESTED', 'APPROVER_IS_REQUESTER'],
  },
  reopenItem: {
    id: 'reopenReconciliationItem',
    summary: 'Open an item again',
    inPath: ofItem,
    answers: { 200: item },
    appends: true,
    refuses: ['ITEM_NOT_FOUND', 'SUGGESTION_ACCEPTED'],
  },
  assignItem: {
    id: 'assignReconciliationItem',
    summary: 'Assign an item to the caller or to another client',
    inPath: ofItem,
    answers: { 200: item },
    appends: true,
    refuses: ['ITEM_NOT_FOUND', 'SUGGESTION_ACCEPTED', 'ITEM_RESOLVED'],
  },
  addItemNote: {
    id: 'addReconciliationItemNote',
    summary: 'Write a note on an item',
    description: 'It is kept in the audit log.',
    inPath: ofItem,
    answers: { 200: item },
    appends: true,
    refuses: ['ITEM_NOT_FOUND'],
  },
  acceptSuggestion: {
    id: 'acceptItemSuggestion',
    summary: 'Say that a line is what was suggested for it',
    description: 'Nothing more is expected of that movement, which is successful already. No money moves by it.',
    inPath: ofItem,
    answers: { 200: item },
    appends: true,
    refuses: ['ITEM_NOT_FOUND', 'NOTHING_SUGGESTED', 'SUGGESTION_TAKEN', 'SUGGESTION_ACCEPTED', 'ITEM_RESOLVED'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
