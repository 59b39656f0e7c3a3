import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { Providers } from '../providers/contract.js';
import type { AskedLink } from './payment-link.commands.js';
import type { KnownLink } from './payment-link.decider.js';
import type { PaymentLinks } from './payment-links.js';

/** Between which amounts a payer may choose, in major units of the link’s currency, where the link does not say. */
export interface OpenAmounts {
  readonly least: string;
  readonly most: string;
}

/** Makes links of what was asked for, one by one or by the line of a sheet. */
export class LinkMaker {
  constructor(
    private readonly links: PaymentLinks,
    private readonly personalData: PersonalData,
    private readonly providers: Pick<Providers, 'choose'>,
    private readonly openAmounts: OpenAmounts,
    private readonly clock: Clock,
  ) {}

  /** Whether any provider takes this currency. */
  takes(currency: string): boolean {
    try {
      this.providers.choose(Money.ofMinor(1n, currency), { kind: 'msisdn', msisdn: nobody });
      return true;
    } catch (error) {
      // The number is nobody’s; what is wrong with it says nothing of the currency.
      if (error instanceof Refusal) return error.code === 'MSISDN_NOT_SUPPORTED';
      throw error;
    }
  }

  /** Refuses `CURRENCY_NOT_SUPPORTED`, `IDEMPOTENCY_KEY_REUSED`, and bounds between which there is no amount. */
  async make(
    linkId: string,
    client: string,
    fingerprint: string,
    ask: AskedLink,
    by: Origin,
  ): Promise<{ readonly link: KnownLink; readonly isNew: boolean }> {
    if (!this.takes(ask.currency)) throw new Refusal('invalid', 'CURRENCY_NOT_SUPPORTED');
    const { amount, currency, reference, description, name } = ask;
    const bound = (given: Money | null, text: string) =>
      amount === null ? (given ?? Money.parse(text, currency)) : null;
    const [least, most] = [bound(ask.least, this.openAmounts.least), bound(ask.most, this.openAmounts.most)];
    // Where the link names one bound, the other is that of the installation: between the two a payer must find an amount.
    if (least !== null && most !== null && least.exceeds(most))
      throw new InvalidInput([
        ask.most === null
          ? { field: 'minAmount', message: `must be at most ${most.amount}, the most that may be paid` }
          : { field: 'maxAmount', message: `must be at least ${least.amount}, the least that may be paid` },
      ]);
    return this.links.create(
      {
        linkId,
        client,
        fingerprint,
        record: ask.record,
        currency,
        amount,
        least,
        most,
        details: await this.personalData.seal(linkId, { description, name }),
        dimensions: { ...ask.dimensions, ...(reference !== null && { reference }) },
        reference,
        expiresAt: ask.expiresAt,
        language: ask.language,
        at: instant(this.clock.now()),
      },
      by,
    );
  }
}

const nobody = '+250780000000' as Msisdn;
