import { Query } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import type { ReceiptDocument } from './receipt.view.js';

export class ReceiptOfPayment extends Query<ReceiptDocument> {
  constructor(
    readonly client: ApiClient,
    readonly paymentId: string,
  ) {
    super();
  }
}

export class ReceiptByNumber extends Query<ReceiptDocument> {
  constructor(
    readonly client: ApiClient,
    readonly number: string,
  ) {
    super();
  }
}

/** The receipt that a public address was made for. */
export class GenuineReceipt extends Query<ReceiptDocument> {
  constructor(
    readonly number: string,
    readonly signature: string,
  ) {
    super();
  }
}
