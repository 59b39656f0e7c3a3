import { randomUUID } from 'node:crypto';
import { Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { authenticatorToken, Called, type Authenticator, type Call } from '../../http/authentication.js';
import { canonicalJson } from '../../http/idempotency.js';
import type { Wrong } from '../../http/pages/components.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { SeeOther } from '../../http/pages/see-other.js';
import type { Language } from '../../kernel/domain/language.js';
import { Money } from '../../kernel/domain/money.js';
import { isPlain, isTextOf } from '../../kernel/domain/text.js';
import { paidFor, refundable, type KnownPayment } from '../payments/contract.js';
import { PaymentById } from '../payments/contract.http.js';
import { RequestRefund } from '../refunds/contract.http.js';
import { frameOf } from './page-frame.js';
import { isProse } from './money-forms.js';
import { wrongLine, wrongText } from './money-parts.page.js';
import { refusalOf, type Refused } from './page-refusals.js';
import {
  amountFault,
  refundAskPage,
  refundFormPage,
  type Refundable,
  type TypedRefund,
} from './refund-request.page.js';

/** Money back is asked for in two steps: the amount is shown once more with what follows from it, and that page asks once, however often it is pressed. */
@Controller('payments/:id/refund')
export class RefundRequestPagesController {
  /** What is being asked for from here, by the key of its page: a second press waits for the first. */
  readonly #asking = new Map<string, Promise<string | Refused>>();

  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(authenticatorToken) private readonly authenticator: Authenticator,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @PageRoute()
  @Get()
  async open(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const payment = await this.#payment(id, call);
    const { amount, method } = call.request.query as { readonly amount?: unknown; readonly method?: unknown };
    const typed = {
      amount: typeof amount === 'string' ? amount.trim().slice(0, 20) : payment.left,
      method: method === 'manual' ? ('manual' as const) : ('automatic' as const),
      reason: '',
      complaintReference: '',
    };
    if (amount === undefined || !payment.isPossible) return this.#form(payment, typed, call, {});
    const wrong = faultsOfAmount(typed, payment, this.#language(call));
    if (wrong.length > 0) return this.#form(payment, typed, call, { wrong });
    return this.#askPage(payment, typed, `page-${randomUUID()}`, call, []);
  }

  @FormRoute()
  @Post()
  async ask(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const form = call.request.body as Form | undefined;
    const typed = typedIn(form);
    const [key, left] = [fieldOf(form, 'key'), fieldOf(form, 'left')];
    const payment = await this.#payment(id, call);
    const language = this.#language(call);
    if (!/^page-[0-9a-f-]{36}$/.test(key) || left === '') return this.#form(payment, typed, call, {});
    const asSeen = { ...payment, left };
    const amountFaults = faultsOfAmount(typed, asSeen, language);
    if (amountFaults.length > 0) return this.#form(payment, typed, call, { wrong: amountFaults });
    const wrong = faultsOfWords(typed, language);
    if (wrong.length > 0) return this.#askPage(asSeen, typed, key, call, wrong);
    const asked = `${call.client.id}/${id}/${key}`;
    const asking = this.#asking.get(asked) ?? this.#request(id, typed, key, left, call);
    this.#asking.set(asked, asking);
    const came = await asking.finally(() => this.#asking.delete(asked));
    if (typeof came === 'string') throw new SeeOther(`/refunds/${came}?done=now`);
    return this.#form(await this.#payment(id, call), typed, call, { refused: came });
  }

  /** The id of the refund, or why there is none. */
  async #request(id: string, typed: TypedRefund, key: string, left: string, { client, by, request }: Call) {
    const { amount, reason, complaintReference: complaint, method } = typed;
    const ask = { amount, reason, complaintReference: complaint === '' ? null : complaint, method };
    let refundId = '';
    const refused = await refusalOf(
      async () => {
        const order = new RequestRefund(client, id, key, { ...ask, leftAsSeen: left }, canonicalJson(ask), by);
        refundId = (await this.commands.execute(order)).refund.id;
      },
      request,
      this.authenticator,
    );
    return refused ?? refundId;
  }

  #askPage(payment: Refundable, typed: TypedRefund, key: string, call: Call, wrong: readonly Wrong[]): string {
    const page = refundAskPage({ ...frameOf(call, '/payments/'), ...quiet, wrong, payment, typed, key });
    return this.pages.show(call.request, call.reply, page);
  }

  #form(
    payment: Refundable,
    typed: TypedRefund,
    call: Call,
    came: { readonly wrong?: readonly Wrong[]; readonly refused?: Refused },
  ): string {
    return this.pages.show(
      call.request,
      call.reply,
      refundFormPage({ ...frameOf(call, '/payments/'), ...quiet, ...came, payment, typed }),
    );
  }

  async #payment(id: string, { client }: Call): Promise<Refundable> {
    const known: KnownPayment = await this.queries.execute(new PaymentById(client, id));
    const left = refundable(known);
    return {
      paymentId: known.id,
      currency: known.amount.currency,
      paid: known.confirmedAt === null ? '0' : paidFor(known).amount,
      refunded: known.refunded.amount,
      left: known.status === 'successful' ? left.amount : '0',
      isPossible: known.status === 'successful' && left.isPositive,
    };
  }

  #language({ request, person }: Call): Language {
    return languageOf(request, person.language);
  }
}

const quiet = { done: null, refused: null, hasChanged: false, wrong: [] };

const typedIn = (form: Form | undefined): TypedRefund => ({
  amount: fieldOf(form, 'amount'),
  reason: fieldOf(form, 'reason'),
  complaintReference: fieldOf(form, 'complaintReference'),
  method: fieldOf(form, 'method') === 'manual' ? 'manual' : 'automatic',
});

/** What can be said of it before it is asked for; the rules themselves are asked afterwards. */
function faultsOfAmount({ amount: text }: TypedRefund, { left, currency }: Refundable, language: Language) {
  const amount = /^\d{1,15}(\.\d{1,4})?$/.test(text) ? Money.parse(text, currency) : null;
  const most = Money.parse(left, currency);
  const isTooMuch = amount !== null && most !== null && amount.exceeds(most);
  const kind = amount === null ? 'form' : !amount.isPositive ? 'zero' : isTooMuch ? 'more' : null;
  return kind === null ? [] : [{ field: 'amount', message: amountFault(kind, language) }];
}

function faultsOfWords({ reason, complaintReference }: TypedRefund, language: Language): readonly Wrong[] {
  const isLine = isTextOf(complaintReference, 0, 100) && isPlain(complaintReference);
  return [
    ...(isProse(reason, 2_000) ? [] : [{ field: 'reason', message: wrongText(2_000, language) }]),
    ...(isLine ? [] : [{ field: 'complaintReference', message: wrongLine(language) }]),
  ];
}
