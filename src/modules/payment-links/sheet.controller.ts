import { Body, Controller, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { Origin } from '../../kernel/domain/events.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { bytesOf, discardRest, takesFile } from '../../http/json-body.js';
import { preferredType } from '../../http/negotiation.js';
import { Documented } from '../../http/operation.documentation.js';
import { Pages } from '../../http/pages/pages.js';
import { organisationToken } from './pay.controller.js';
import type { Organisation } from './payer.page.js';
import { SheetQuery } from './payment-link.bodies.js';
import { modelsOfSheets, operations } from './payment-link.documentation.js';
import { sheetCsv } from './sheet-csv.js';
import { CheckSheet, MakeSheet, type CheckedSheet } from './sheet.commands.js';
import { sheetPdf } from './sheet.page.js';

/** A field team’s sheet: names and amounts in, links out, as a file or on paper. */
@ApiTags('Payment links')
@ApiBearerAuth()
@ApiExtraModels(...modelsOfSheets)
@Controller('v1/payment-links/sheet')
export class SheetController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(organisationToken) private readonly organisation: Organisation,
    @Inject(kernelToken) private readonly kernel: Kernel,
  ) {}

  @Documented(operations.createPaymentLinkSheet)
  @ApiConsumes('text/csv')
  @ApiBody({ required: true, schema: { type: 'string', example: 'Record,Amount,Currency,Name,Description\n' } })
  @RouteConfig({ [takesFile]: ['text/csv'] })
  @Post()
  @HttpCode(201)
  async make(
    @Query() { dryRun, language }: SheetQuery,
    @Body() _body: unknown,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      const file = bytesOf(request);
      if (dryRun) {
        void reply.code(200);
        return shownCheck(await this.queries.execute(new CheckSheet(file)));
      }
      const format = preferredType(request, ['text/csv', 'application/pdf']);
      const { links, isNew } = await this.commands.execute(new MakeSheet(client, file, language ?? null, by));
      if (!isNew) void reply.code(200).header('idempotent-replayed', 'true');
      const ending = format === 'text/csv' ? 'csv' : 'pdf';
      void reply
        .header('content-type', format === 'text/csv' ? 'text/csv; charset=utf-8' : format)
        .header('content-disposition', `attachment; filename="payment-links.${ending}"`);
      if (format === 'text/csv') return sheetCsv(links);
      const at = new Date(this.kernel.clock.now());
      const { environment } = this.pages.settings;
      return await sheetPdf({ links, organisation: this.organisation, environment, language: language ?? 'en', at });
    } finally {
      // A file that is refused in its middle is still being sent.
      if (request.body instanceof Readable && !request.body.readableEnded) discardRest(request.body);
    }
  }
}

const shownCheck = ({ header, count, invalid, lines }: CheckedSheet) => ({
  status: 'checked',
  totals: { lines: count, valid: count - invalid, invalid },
  lines: lines.map((line) => ({
    line: line.line,
    row: header.shown(line),
    valid: line.errors.length === 0,
    errors: line.errors,
  })),
});
