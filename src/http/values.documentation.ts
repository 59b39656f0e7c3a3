// The documentation of values that answers and bodies of several modules share.

export const time = { type: String, format: 'date-time', example: '2026-03-01T08:00:00.000Z' } as const;
export const timeOrNull = { ...time, nullable: true } as const;

export const amount = {
  type: String,
  pattern: '^(0|[1-9]\\d*)(\\.\\d+)?$',
  example: '5000',
  description: 'Decimal text in major units',
} as const;
export const currency = { type: String, pattern: '^[A-Z]{3}$', example: 'RWF', description: 'ISO 4217' } as const;

const hex = (prefix: string, digits: number) =>
  ({
    type: String,
    pattern: `^${prefix}_[0-9a-f]{${digits}}$`,
    example: `${prefix}_${'4f1c2d3e4b5a69788796a5b4c3d2e1f0'.slice(0, digits)}`,
  }) as const;
export const paymentId = hex('pay', 32);
export const payoutId = hex('out', 32);
export const refundId = hex('ref', 32);
export const batchId = hex('bat', 32);
export const paymentLinkId = hex('lnk', 32);
export const reviewId = hex('rev', 24);
export const callbackId = {
  type: String,
  pattern: '^cb_[0-9a-f-]{36}$',
  example: 'cb_7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0',
} as const;
export const providerReference = {
  type: String,
  format: 'uuid',
  example: '7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0',
} as const;
export const receiptNumber = { type: String, pattern: '^RCT-\\d{4}-\\d{6,}$', example: 'RCT-2026-000001' } as const;
export const creditNoteNumber = { type: String, pattern: '^CRN-\\d{4}-\\d{6,}$', example: 'CRN-2026-000001' } as const;
export const provider = { type: String, example: 'mtn-momo' } as const;
export const providerTransactionId = {
  type: String,
  nullable: true,
  example: '4107714342',
  description: 'The provider’s own number of the transaction; null until it is known',
} as const;

/** A phone number in an answer: whole, masked, or gone. */
export const shownMsisdn = {
  type: String,
  nullable: true,
  pattern: '^\\+[0-9*]{6,15}$',
  example: '+250788123456',
} as const;

export const nextCursor = {
  type: String,
  nullable: true,
  description: 'For `?cursor=` of the next page; null on the last',
} as const;

/** The router's bound. */
export const longestInPath = 400;
