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
import { isLineOf } from '../../kernel/domain/text.js';
import type { KnownPayment } from '../payments/contract.js';
import { PaymentById } from '../payments/contract.http.js';
import { RequestRefund } from '../refunds/contract.http.js';
import { frameOf } from './page-frame.js';
import { isProse } from './money-forms.js';
import { wrongLine, wrongText } from './money-parts.page.js';
import { refusalOf, type Came, type Refused } from './page-refusals.js';
import { refundAskPage, refundFormPage, type TypedRefund } from './refund-request.page.js';
import { refundableOf, type Refundable } from './refundable.rule.js';
import { amountFault } from './typed-amount.page.js';
import { typedAmount } from './typed-amount.rule.js';

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
      amount: typeof amount === 'string' ? amount.trim().slice(0, 100) : payment.left,
      method: method === 'manual' ? ('manual' as const) : ('automatic' as const),
      reason: '',
      complaintReference: '',
    };
    const isChange = (call.request.query as { readonly change?: unknown }).change !== undefined;
    if (amount === undefined || isChange || payment.obstacle !== null) return this.#form(payment, typed, call, {});
    const wrong = faultsOfAmount(typed, payment, this.#language(call));
    if (wrong.length > 0) return this.#form(payment, typed, call, { wrong });
    return this.#askPage(payment, typed, newKey(), call, {});
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
    if (wrong.length > 0)
      return left === payment.left
        ? this.#askPage(payment, typed, key, call, { wrong })
        : this.#again(payment, typed, call, { hasChanged: true });
    const asked = `${call.client.id}/${id}/${key}`;
    const asking = this.#asking.get(asked) ?? this.#request(id, typed, key, left, call);
    this.#asking.set(asked, asking);
    const came = await asking.finally(() => this.#asking.delete(asked));
    if (typeof came === 'string') throw new SeeOther(`/refunds/${came}?done=now`);
    return this.#again(await this.#payment(id, call), typed, call, { refused: came });
  }

  /** Nothing was asked for. What was written is kept: where the amount still fits, the page asks anew, as a page of its own. */
  #again(payment: Refundable, typed: TypedRefund, call: Call, came: Came): string {
    const isPossible = payment.obstacle === null && faultsOfAmount(typed, payment, this.#language(call)).length === 0;
    return isPossible ? this.#askPage(payment, typed, newKey(), call, came) : this.#form(payment, typed, call, came);
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

  #askPage(payment: Refundable, typed: TypedRefund, key: string, call: Call, came: Came): string {
    const page = refundAskPage({ ...frameOf(call, '/payments/'), ...quiet, ...came, payment, typed, key });
    return this.pages.show(call.request, call.reply, page);
  }

  #form(payment: Refundable, typed: TypedRefund, call: Call, came: Came): string {
    return this.pages.show(
      call.request,
      call.reply,
      refundFormPage({ ...frameOf(call, '/payments/'), ...quiet, ...came, payment, typed }),
    );
  }

  async #payment(id: string, { client }: Call): Promise<Refundable> {
    const known: KnownPayment = await this.queries.execute(new PaymentById(client, id));
    return refundableOf(known);
  }

  #language({ request, person }: Call): Language {
    return languageOf(request, person.language);
  }
}

const newKey = (): string => `page-${randomUUID()}`;

const quiet = { done: null, refused: null, hasChanged: false, wrong: [] };

const typedIn = (form: Form | undefined): TypedRefund => ({
  amount: fieldOf(form, 'amount'),
  reason: fieldOf(form, 'reason'),
  complaintReference: fieldOf(form, 'complaintReference'),
  method: fieldOf(form, 'method') === 'manual' ? 'manual' : 'automatic',
});

/** What can be said of it before it is asked for; the rules themselves are asked afterwards. */
function faultsOfAmount({ amount: text }: TypedRefund, { left, currency }: Refundable, language: Language) {
  const amount = typedAmount(text, currency, Money.parse(left, currency));
  return typeof amount === 'string' ? [{ field: 'amount', message: amountFault(amount, currency, language) }] : [];
}

function faultsOfWords({ reason, complaintReference }: TypedRefund, language: Language): readonly Wrong[] {
  const isLine = isLineOf(complaintReference, 0, 100);
  return [
    ...(isProse(reason, 2_000) ? [] : [{ field: 'reason', message: wrongText(2_000, language) }]),
    ...(isLine ? [] : [{ field: 'complaintReference', message: wrongLine(language) }]),
  ];
}
