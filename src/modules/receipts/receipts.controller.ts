import {
  Body,
  Controller,
  createParamDecorator,
  type ExecutionContext,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { preferredLanguage, preferredType } from '../../http/negotiation.js';
import { Documented } from '../../http/operation.documentation.js';
import { Must } from '../../http/texts.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import { contentOf, statusOf } from './document-content.js';
import { documentPage, genuinePage, pagePolicy, unknownPage } from './document-page.js';
import { documentPdf, papers, type Paper } from './document-pdf.js';
import { languages, type Language } from '../../kernel/domain/language.js';
import {
  CreditNoteByNumber,
  GenuineDocument,
  LogoWithHash,
  ReceiptByNumber,
  ReceiptOfPayment,
  RecordEbmNumber,
  type ShownDocument,
} from './receipt.commands.js';
import { operations } from './receipt.documentation.js';
import { shownCreditNote, shownReceipt } from './receipt.resource.js';

@DocumentedQuery()
class DocumentQuery {
  @ApiPropertyOptional({ description: 'The language of HTML and PDF; absent: as `Accept-Language` says, else English' })
  @IsOptional()
  @IsIn(languages)
  lang?: Language;

  @ApiPropertyOptional({ default: 'a4', description: 'The paper of PDF: A4, or the 80 mm roll of a till’s printer' })
  @IsOptional()
  @IsIn(papers)
  paper?: Paper;
}

const ebmForm = /^[A-Za-z0-9](?:[A-Za-z0-9 ./_-]{0,62}[A-Za-z0-9])?$/;

@DocumentedBody('EbmNumber')
class EbmBody {
  @ApiProperty({ example: 'SDC004000001/168 NS' })
  @Must(
    (value) => typeof value === 'string' && ebmForm.test(value),
    'must be the number of the EBM receipt: 1 to 64 letters, digits, blanks and ./_-, of which the first and the last are letters or digits',
    { type: 'string', minLength: 1, maxLength: 64, pattern: ebmForm.source },
  )
  ebmNumber!: string;
}

/** Who asks for a document, and in what form. */
interface Asking {
  readonly client: ApiClient;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
const Asked = createParamDecorator((_: unknown, context: ExecutionContext): Asking => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest & { readonly client?: ApiClient }>();
  return { client: request.client!, request, reply: http.getResponse() };
});

type Format = 'application/json' | 'text/html' | 'application/pdf';
const formats = ['application/json', 'text/html', 'application/pdf'] as const;

@ApiTags('Receipts')
@ApiBearerAuth()
@Controller()
export class ReceiptsController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(kernelToken) private readonly kernel: Kernel,
  ) {}

  @Documented(operations.getPaymentReceipt)
  @Get('v1/payments/:id/receipt')
  async ofPayment(@Param('id') id: string, @Query() query: DocumentQuery, @Asked() asked: Asking) {
    const shown = await this.queries.execute(new ReceiptOfPayment(asked.client, id));
    return this.#answer(shown, preferredType(asked.request, formats), query, asked);
  }

  @Documented(operations.getPaymentReceiptPdf)
  @Get('v1/payments/:id/receipt.pdf')
  async ofPaymentAsPdf(@Param('id') id: string, @Query() query: DocumentQuery, @Asked() asked: Asking) {
    const shown = await this.queries.execute(new ReceiptOfPayment(asked.client, id));
    return this.#answer(shown, 'application/pdf', query, asked);
  }

  @Documented(operations.getPaymentReceiptHtml)
  @Get('v1/payments/:id/receipt.html')
  async ofPaymentAsHtml(@Param('id') id: string, @Query() query: DocumentQuery, @Asked() asked: Asking) {
    const shown = await this.queries.execute(new ReceiptOfPayment(asked.client, id));
    return this.#answer(shown, 'text/html', query, asked);
  }

  @Documented(operations.getReceipt)
  @Get('v1/receipts/:number')
  async byNumber(@Param('number') named: string, @Query() query: DocumentQuery, @Asked() asked: Asking) {
    const { number, format } = formatNamedBy(named, asked.request);
    const shown = await this.queries.execute(new ReceiptByNumber(asked.client, number));
    return this.#answer(shown, format, query, asked);
  }

  @Documented(operations.addEbmNumber)
  @Post('v1/receipts/:number/ebm')
  @HttpCode(200)
  async addEbmNumber(
    @Param('number') number: string,
    @Body() { ebmNumber }: EbmBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    const at = instant(this.kernel.clock.now());
    await this.commands.execute(new RecordEbmNumber(client, number, ebmNumber, at, by));
    return shownReceipt(await this.queries.execute(new ReceiptByNumber(client, number)));
  }

  @Documented(operations.getCreditNote)
  @Get('v1/credit-notes/:number')
  async creditNote(@Param('number') named: string, @Query() query: DocumentQuery, @Asked() asked: Asking) {
    const { number, format } = formatNamedBy(named, asked.request);
    const shown = await this.queries.execute(new CreditNoteByNumber(asked.client, number));
    return this.#answer(shown, format, query, asked);
  }

  @Documented(operations.verifyReceipt)
  @Get('r/:number/:signature')
  async verify(
    @Param('number') number: string,
    @Param('signature') signature: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const isPage = preferredType(request, ['application/json', 'text/html']) === 'text/html';
    // A public address may carry parameters that others have added, so one that is not known is ignored.
    const { lang } = request.query as { readonly lang?: unknown };
    const language = languages.find((one) => one === lang) ?? preferredLanguage(request, languages);
    try {
      const { facts, since } = await this.queries.execute(new GenuineDocument(number, signature));
      if (isPage) return asHtml(reply, genuinePage(facts, since, language));
      const status = facts.kind === 'credit-note' ? 'refunded' : statusOf(facts, since);
      return { genuine: true, number, ...facts.amount, issuedAt: facts.issuedAt, status };
    } catch (error) {
      if (!isPage || !(error instanceof Refusal) || error.kind !== 'not-found') throw error;
      return asHtml(reply.code(404), unknownPage(language));
    }
  }

  async #answer(
    shown: ShownDocument,
    format: Format,
    { lang, paper = 'a4' }: DocumentQuery,
    { request, reply }: Asking,
  ) {
    const { facts, since } = shown;
    if (format === 'application/json') return facts.kind === 'receipt' ? shownReceipt(shown) : shownCreditNote(shown);
    const language = lang ?? preferredLanguage(request, languages);
    const logo = facts.logo === null ? null : await this.queries.execute(new LogoWithHash(facts.logo));
    if (format === 'text/html') return asHtml(reply, documentPage(contentOf(facts, language, since), logo));
    void reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', `inline; filename="${facts.number}.pdf"`);
    return documentPdf(contentOf(facts, language, null), paper, logo, new Date(facts.issuedAt));
  }
}

/** `RCT-2026-000001.pdf` names its form; otherwise `Accept` does. */
function formatNamedBy(named: string, request: FastifyRequest): { readonly number: string; readonly format: Format } {
  const [, number, ending] = /^(.*)\.(pdf|html)$/.exec(named) ?? [];
  if (number === undefined) return { number: named, format: preferredType(request, formats) };
  return { number, format: ending === 'pdf' ? 'application/pdf' : 'text/html' };
}

function asHtml(reply: FastifyReply, page: string): string {
  void reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', pagePolicy);
  return page;
}
