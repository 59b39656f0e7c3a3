import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseMsisdn } from '../../kernel/domain/msisdn.js';
import { TooManyRequests } from '../../kernel/rate-limit.js';
import { Documented } from '../../http/operation.documentation.js';
import { cookiesOf } from '../../http/pages/cookies.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { isLanguage, type Language } from '../../kernel/domain/language.js';
import type { Wrong } from '../../http/pages/components.js';
import { languageAsked, languageCookie, languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { qrFile } from '../../http/pages/qr.js';
import { sourceAddressOf } from '../../http/source-address.js';
import { readAmount } from './link-amount.rule.js';
import { LinkQr, PaymentLinkOpened, PressPaymentLink, type OpenedLink } from './payment-link.commands.js';
import { operations } from './payment-link.documentation.js';
import {
  amountFault,
  nothingTyped,
  notNow,
  notThrough,
  numberFault,
  numberNotServed,
  payerPage,
  tooOften,
  type Organisation,
  type Typed,
} from './payer.page.js';

export const organisationToken = Symbol('Organisation');

/** The payer’s page: for whoever has its address, on whatever phone, without a script. */
@ApiTags('Payment links')
@Controller('pay')
export class PayController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(organisationToken) private readonly organisation: Organisation,
  ) {}

  @PageRoute()
  @Get(':token')
  async open(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#show(await this.#opened(token, request), token, request, reply);
  }

  @FormRoute()
  @Post(':token')
  async press(
    @Param('token') token: string,
    @Body() form: Form | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const opened = await this.#opened(token, request);
    const language = languageFor(opened, request);
    const typed = { msisdn: fieldOf(form, 'msisdn'), amount: fieldOf(form, 'amount') };
    const refuse = (more: Partial<Typed>, status = 422) =>
      this.#show(opened, token, request, reply, { ...nothingTyped, ...typed, ...more }, status);
    if (opened.standing.status !== 'open') return this.#seeOther(token, request, reply);
    const { msisdn, amount, wrong } = read(typed, opened, language);
    if (msisdn === null || wrong.length > 0) return refuse({ wrong });
    const press = /^\d{1,6}$/.exec(fieldOf(form, 'press'))?.[0];
    try {
      const pressed = await this.commands.execute(
        new PressPaymentLink(token, Number(press ?? 0), msisdn, amount, sourceAddressOf(request), request.id),
      );
      switch (pressed) {
        case 'asked':
          return this.#seeOther(token, request, reply);
        case 'number-not-served':
          return refuse({ wrong: [{ field: 'msisdn', message: numberNotServed(language) }] });
        case 'not-through':
          return refuse({ notice: notThrough(language) });
        case 'not-now':
          return refuse({ notice: notNow(language) });
      }
    } catch (error) {
      if (!(error instanceof TooManyRequests)) throw error;
      void reply.header('retry-after', String(error.retryAfterSeconds));
      return refuse({ notice: tooOften(error.retryAfterSeconds, language) }, 429);
    }
  }

  @Documented(operations.getPaymentLinkQr)
  @Get(':token/qr.svg')
  async qr(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const url = await this.queries.execute(new LinkQr(token, sourceAddressOf(request)));
    void reply.header('content-type', 'image/svg+xml').header('cache-control', 'public, max-age=86400');
    return qrFile(url).toString();
  }

  #opened(token: string, request: FastifyRequest): Promise<OpenedLink> {
    return this.queries.execute(new PaymentLinkOpened(token, sourceAddressOf(request)));
  }

  #seeOther(token: string, request: FastifyRequest, reply: FastifyReply): void {
    this.pages.seeOther(request, reply, addressOf(token, request));
  }

  #show(
    opened: OpenedLink,
    token: string,
    request: FastifyRequest,
    reply: FastifyReply,
    typed = nothingTyped,
    status = 200,
  ): string {
    const language = languageFor(opened, request);
    const page = payerPage(opened, this.organisation, addressOf(token, request), typed, language);
    return this.pages.show(request, reply, { ...page, language, status, isNarrow: true });
  }
}

/** The page again, in the language that this address names. */
function addressOf(token: string, request: FastifyRequest): string {
  const asked = languageAsked(request);
  return `/pay/${token}${asked === null ? '' : `?lang=${asked}`}`;
}

/** What the payer chose, here or before; else what the owner of the link expects its payers to read; else what the browser asks for. */
function languageFor({ link }: OpenedLink, request: FastifyRequest): Language {
  const chosen = cookiesOf(request).get(languageCookie);
  return languageOf(request, isLanguage(chosen) ? chosen : link.language);
}

function read(typed: { readonly msisdn: string; readonly amount: string }, { link }: OpenedLink, language: Language) {
  const wrong: Wrong[] = [];
  const { currency, least, most } = link;
  const named = link.amount !== null ? null : readAmount(typed.amount, { currency, least: least!, most: most! });
  if (typeof named === 'string')
    wrong.push({ field: 'amount', message: amountFault(named, { currency, least: least!, most: most! }, language) });
  // As people write numbers: 0788 123 456, 078-812-3456.
  const msisdn = parseMsisdn(typed.msisdn.replaceAll(/[\s\u00a0.()-]/g, ''));
  if (msisdn === null) wrong.push({ field: 'msisdn', message: numberFault(language) });
  return { msisdn, amount: typeof named === 'string' ? null : named, wrong };
}
