/** What is said of an amount with more decimals than its currency has. */
export function tooManyDecimals(currency: string): string {
  const digits = minorDigits(currency)!;
  return digits === 0
    ? `must have no decimals: ${currency} has none`
    : `must have at most ${digits} decimals in ${currency}`;
}

/**
 * An amount in whole minor units with its currency: never a float, never a bare number.
 * RWF has no minor unit, so `Money.parse('5000', 'RWF')` holds 5000n; EUR has two, so `'12.5'` holds 1250n.
 */
export class Money {
  private constructor(
    readonly minor: bigint,
    readonly currency: string,
  ) {}

  /** Null when the text is not a plain decimal within the currency's digits, or the currency is not in ISO 4217. */
  static parse(text: string, currency: string): Money | null {
    const digits = minorDigits(currency);
    const parts = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/.exec(text);
    if (digits === null || parts === null) return null;
    const [, sign, whole, fraction = ''] = parts;
    if (fraction.length > digits) return null;
    const minor = BigInt(whole! + fraction.padEnd(digits, '0'));
    return new Money(sign ? -minor : minor, currency);
  }

  static ofMinor(minor: bigint, currency: string): Money {
    if (minorDigits(currency) === null) throw new Error(`No such currency: ${currency}`);
    return new Money(minor, currency);
  }

  static zero(currency: string): Money {
    return Money.ofMinor(0n, currency);
  }

  plus(other: Money): Money {
    return new Money(this.minor + this.sameCurrency(other).minor, this.currency);
  }

  minus(other: Money): Money {
    return new Money(this.minor - this.sameCurrency(other).minor, this.currency);
  }

  exceeds(other: Money): boolean {
    return this.minor > this.sameCurrency(other).minor;
  }

  equals(other: Money): boolean {
    return this.currency === other.currency && this.minor === other.minor;
  }

  get isPositive(): boolean {
    return this.minor > 0n;
  }

  /** The amount in major units as the HTTP contract writes it: `5000`, `12.50`. */
  get amount(): string {
    const digits = minorDigits(this.currency)!;
    if (digits === 0) return this.minor.toString();
    const sign = this.minor < 0n ? '-' : '';
    const text = (this.minor < 0n ? -this.minor : this.minor).toString().padStart(digits + 1, '0');
    return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
  }

  toString(): string {
    return `${this.amount} ${this.currency}`;
  }

  toJSON(): { amount: string; currency: string } {
    return { amount: this.amount, currency: this.currency };
  }

  private sameCurrency(other: Money): Money {
    if (other.currency !== this.currency) throw new Error(`${this.currency} and ${other.currency} do not add up`);
    return other;
  }
}

/** The number of decimals of a currency by ISO 4217; null for an unknown currency. */
export function minorDigits(currency: string): number | null {
  return currencies.get(currency) ?? null;
}

const withDigits = (digits: number, codes: string): [string, number][] =>
  codes.split(' ').map((code) => [code, digits]);

// ISO 4217 list one, the currencies in use. Funds codes, metals and test codes are left out: a payer cannot be asked for them.
const currencies: ReadonlyMap<string, number> = new Map([
  ...withDigits(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'),
  ...withDigits(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...withDigits(
    2,
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC ' +
      'CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR ' +
      'JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD ' +
      'NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN ' +
      'SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
  ),
]);
