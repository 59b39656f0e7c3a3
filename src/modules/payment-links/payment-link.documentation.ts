import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import {
  amount,
  currency,
  nextCursor,
  paymentId,
  paymentLinkId,
  time,
  timeOrNull,
} from '../../http/values.documentation.js';
import { languages } from '../../kernel/domain/language.js';
import { ShownRecord } from '../payments/contract.http.js';
import { linkStatuses } from './link-standing.rule.js';

const count = { type: 'integer', minimum: 0, example: 3 } as const;
const finding = { field: { type: 'string' }, message: { type: 'string' } } as const;
const texts = { type: 'object', additionalProperties: { type: 'string' } } as const;
const amountOrNull = { ...amount, nullable: true } as const;
const token = 'TxwtPktaaXiXlqW0w9Lh8G1vY2stZXhhbXBsZS1ub3QtYS1zZWNyZXQtYXQtYWxsLTE';
const address = {
  type: String,
  nullable: true,
  format: 'uri',
  example: `https://pay.example.rw/pay/${token}`,
} as const;

@ApiSchema({ name: 'PaymentLink' })
class ShownLink {
  @ApiProperty(paymentLinkId) id!: string;
  @ApiProperty({
    ...address,
    description:
      'The payer’s page, for the link’s own client and `admin`; null for others: it is enough to have a phone asked',
  })
  url!: string | null;
  @ApiProperty({ ...address, description: 'Its QR code as SVG; null as `url` is' }) qr!: string | null;
  @ApiProperty({
    enum: linkStatuses,
    description:
      'By its payment and its record. `in-progress`: somebody was asked, or it is in doubt whether money was taken. `paid` stays `paid` after a refund',
  })
  status!: string;
  @ApiProperty({
    ...paymentId,
    nullable: true,
    description: 'The payment that makes it so; else the newest that came of it',
  })
  paymentId!: string | null;
  @ApiProperty({ ...amountOrNull, description: 'Null: the payer names it' }) amount!: string | null;
  @ApiProperty(currency) currency!: string;
  @ApiProperty({ ...amountOrNull, description: 'What the payer may name at least; null where `amount` is set' })
  minAmount!: string | null;
  @ApiProperty({ ...amountOrNull, description: 'What the payer may name at most; null where `amount` is set' })
  maxAmount!: string | null;
  @ApiProperty() record!: ShownRecord;
  @ApiProperty({ type: String, nullable: true, example: 'School fees, second term' }) description!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Keza Uwase', description: 'Whom a sheet named' })
  name!: string | null;
  @ApiProperty({ ...texts, example: { service: 'fees', reference: 'huye-team-2' } }) dimensions!: Record<
    string,
    string
  >;
  @ApiProperty({ type: String, nullable: true, example: 'huye-team-2' }) reference!: string | null;
  @ApiProperty({ type: String, enum: [...languages, null], nullable: true, example: 'rw' }) language!: string | null;
  @ApiProperty(timeOrNull) expiresAt!: string | null;
  @ApiProperty(time) createdAt!: string;
  @ApiProperty(timeOrNull) closedAt!: string | null;
}

@ApiSchema({ name: 'PaymentLinkList' })
class ShownLinks {
  @ApiProperty({ type: [ShownLink] }) data!: ShownLink[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'PaymentLinkSheetLine' })
class ShownSheetLine {
  @ApiProperty({
    type: 'integer',
    minimum: 2,
    example: 2,
    description: 'As a spreadsheet counts: the header is line 1',
  })
  line!: number;
  @ApiProperty({ ...texts, example: { Record: 'FEE-1', Amount: '25000', Currency: 'RWF', Name: 'Keza Uwase' } })
  row!: Record<string, string>;
  @ApiProperty() valid!: boolean;
  @ApiProperty({ type: 'array', items: { type: 'object', properties: finding, required: ['field', 'message'] } })
  errors!: readonly object[];
}

@ApiSchema({ name: 'PaymentLinkSheetCheck' })
class ShownSheetCheck {
  @ApiProperty({ enum: ['checked'] }) status!: string;
  @ApiProperty({
    type: 'object',
    properties: { lines: count, valid: count, invalid: count },
    required: ['lines', 'valid', 'invalid'],
  })
  totals!: object;
  @ApiProperty({ type: [ShownSheetLine], description: 'The first 100, and every invalid one' })
  lines!: ShownSheetLine[];
}

/** Named in an answer of several media types alone, so the document has to be told of them. */
export const modelsOfSheets = [ShownSheetCheck];

const inFile = { schema: { type: 'string' } } as const;
const onPaper = { schema: { type: 'string', format: 'binary' } } as const;

const inPath = { id: { description: 'The id of the payment link', example: paymentLinkId.example } };

/** What the routes of links are called, answer and refuse, in the order in which they judge. */
export const operations = {
  createPaymentLink: {
    id: 'createPaymentLink',
    summary: 'Make a page on which one record is paid, once',
    description:
      'For shops without a website, field collections and donations: show the QR code or send the address. Whoever opens it gives a number and presses once; a page that is reloaded, opened twice or pressed twice asks once. The payment is an ordinary one of this client, with its webhooks.',
    answers: {
      201: { description: 'The link', type: ShownLink, headers: ['Location', 'Idempotent-Replayed'] },
    },
    appends: true,
    isIdempotent: true,
    refuses: ['CURRENCY_NOT_SUPPORTED'],
  },
  createPaymentLinkSheet: {
    id: 'createPaymentLinkSheet',
    summary: 'Make links of a field team’s sheet',
    description:
      'A header and up to 500 lines, 512 KiB at most, in UTF-8, with `,` or `;` between the cells. Columns, in any order: `Record`, `Amount` (empty: the payer names it), `Currency`, and where wanted `Name`, `Description`, `RecordType` (default `other`), `Reference` and `Dimension:<name>`. The links come back as CSV, or by `Accept: application/pdf` as cards with QR codes to print and cut. The same file again is the same links, in either form.',
    answers: {
      200: {
        description: 'The links were there already; or, with `dryRun=true`, what the file would come to',
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/PaymentLinkSheetCheck' } },
          'text/csv': inFile,
          'application/pdf': onPaper,
        },
        headers: ['Idempotent-Replayed'],
      },
      201: { description: 'A link for every line', content: { 'text/csv': inFile, 'application/pdf': onPaper } },
    },
    appends: true,
    refuses: ['NOT_ACCEPTABLE', 'BATCH_UNREADABLE', 'SHEET_HAS_INVALID_LINES', 'CURRENCY_NOT_SUPPORTED'],
  },
  listPaymentLinks: {
    id: 'listPaymentLinks',
    summary: 'List payment links, newest first',
    answers: { 200: { description: 'One page', type: ShownLinks } },
    refuses: ['QUERY_TOO_BROAD'],
  },
  getPaymentLink: {
    id: 'getPaymentLink',
    summary: 'Get one payment link, as it stands now',
    inPath,
    answers: { 200: { description: 'The link', type: ShownLink } },
    refuses: ['PAYMENT_LINK_NOT_FOUND'],
  },
  getPaymentLinkQr: {
    id: 'getPaymentLinkQr',
    summary: 'The QR code that leads to a link’s page',
    description: 'Dark on white with the border that readers need, in whatever size it is shown.',
    inPath: { token: { description: 'The end of the link’s `url`', example: token } },
    answers: { 200: { description: 'The code', content: { 'image/svg+xml': { schema: { type: 'string' } } } } },
    refuses: ['PAYMENT_LINK_NOT_FOUND', 'RATE_LIMITED'],
  },
  closePaymentLink: {
    id: 'closePaymentLink',
    summary: 'Close a payment link: nobody is asked by it any more',
    description: 'A payment that is under way goes on, and the link then shows what came of it.',
    inPath,
    answers: { 200: { description: 'The link', type: ShownLink } },
    appends: true,
    refuses: ['PAYMENT_LINK_NOT_FOUND'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
