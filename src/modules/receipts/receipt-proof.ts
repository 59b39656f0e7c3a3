import { isSameText, type KeyedHash } from '../../kernel/keyed-hash.js';
import type { Money } from '../../kernel/domain/money.js';
import { proofText, type SignedFacts } from './offline-proof.js';
import type { Proof } from './issuer.js';

interface Addressed {
  readonly number: string;
  readonly paymentId: string;
  readonly amount: Pick<Money, 'amount' | 'currency'>;
  /** Null where it was not recorded. */
  readonly publicBaseUrl: string | null;
}

/** The signature in a document's public address: the address cannot be guessed. */
export class ReceiptProof {
  constructor(
    private readonly publicBaseUrl: string,
    private readonly hash: KeyedHash,
  ) {}

  urlOf(document: Addressed): string {
    return `${document.publicBaseUrl ?? this.publicBaseUrl}/r/${document.number}/${this.#signature(document)}`;
  }

  /** The text of its QR code: the address and, behind it, what is checked offline. */
  qrOf(document: Addressed & { readonly proof: Proof | null }, facts: SignedFacts): string {
    const url = this.urlOf(document);
    return document.proof === null ? url : `${url}#${proofText({ ...facts, ...document.proof })}`;
  }

  isGenuine(document: Omit<Addressed, 'publicBaseUrl'>, signature: string): boolean {
    return isSameText(signature, this.#signature(document));
  }

  #signature({ number, paymentId, amount }: Omit<Addressed, 'publicBaseUrl'>): string {
    return this.hash.text(number, paymentId, amount.amount, amount.currency);
  }
}
