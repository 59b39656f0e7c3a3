import { isSameText, type KeyedHash } from '../../kernel/keyed-hash.js';
import type { ReceiptDocument } from './receipt.view.js';

type Signed = Pick<ReceiptDocument, 'number' | 'paymentId' | 'amount'>;

/** The signature in a receipt's public address: the address cannot be guessed. */
export class ReceiptProof {
  constructor(
    private readonly publicBaseUrl: string,
    private readonly hash: KeyedHash,
  ) {}

  urlOf(receipt: Signed): string {
    return `${this.publicBaseUrl}/r/${receipt.number}/${this.#signature(receipt)}`;
  }

  isGenuine(receipt: Signed, signature: string): boolean {
    return isSameText(signature, this.#signature(receipt));
  }

  #signature({ number, paymentId, amount }: Signed): string {
    return this.hash.text(number, paymentId, amount.amount, amount.currency);
  }
}
