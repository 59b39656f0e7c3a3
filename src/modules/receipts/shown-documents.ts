import { maskMsisdn, type Msisdn } from '../../kernel/domain/msisdn.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { maskedText } from '../../kernel/masking.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { PayerDetails, Payments } from '../payments/contract.js';
import type { CreditNotes } from './credit-notes.js';
import type { DocumentFacts, Since } from './document-content.js';
import type { ShownDocument } from './receipt.commands.js';
import type { IssuedReceipt } from './receipt.events.js';
import type { ReceiptProof } from './receipt-proof.js';
import { creditNoteView } from './receipt.view.js';
import type { Receipts } from './receipts.js';

/** Receipts and credit notes as they are shown: as they were issued, opened and masked, and beside that what has happened since. */
export class ShownDocuments {
  constructor(
    private readonly receipts: Pick<Receipts, 'of' | 'paymentWith'>,
    private readonly creditNotes: Pick<CreditNotes, 'of' | 'refundWith'>,
    private readonly payments: Pick<Payments, 'find'>,
    private readonly documents: Pick<DocumentStore, 'query'>,
    private readonly personalData: Pick<PersonalData, 'open' | 'isErased'>,
    private readonly proof: ReceiptProof,
  ) {}

  /** Null where there is none. */
  async receipt(paymentId: string): Promise<ShownDocument | null> {
    const found = await this.receipts.of(paymentId);
    if (found === null) return null;
    const { receipt, ebmNumber } = found;
    const facts = await this.#factsOf(receipt, receipt.paidAt, 'receipt', null);
    return { facts, provider: receipt.provider, since: await this.#since(paymentId, ebmNumber) };
  }

  /** Null where there is none. */
  async creditNote(refund: string): Promise<ShownDocument | null> {
    const creditNote = await this.creditNotes.of(refund);
    if (creditNote === null) return null;
    const { refundId, receipt, refundedAt: at } = creditNote;
    const facts = await this.#factsOf(creditNote, at, 'credit-note', { refundId, receipt, at });
    return { facts, provider: creditNote.provider, since: { refundedAmount: '0', creditNotes: [], ebmNumber: null } };
  }

  /** By its number, as the log has it: a document can be checked from the moment at which it is issued. Null where there is none. */
  async receiptWith(number: string): Promise<ShownDocument | null> {
    const paymentId = await this.receipts.paymentWith(number);
    return paymentId === null ? null : this.receipt(paymentId);
  }

  /** As `receiptWith`. */
  async creditNoteWith(number: string): Promise<ShownDocument | null> {
    const refund = await this.creditNotes.refundWith(number);
    return refund === null ? null : this.creditNote(refund);
  }

  async #factsOf(
    document: IssuedReceipt,
    signedAt: string,
    kind: DocumentFacts['kind'],
    refund: DocumentFacts['refund'],
  ): Promise<DocumentFacts> {
    const { number, paymentId, method, providerReference, providerTransactionId, record, organisation } = document;
    const { logo, layout, paidAt, at } = document;
    const amount = document.amount.toJSON();
    return {
      kind,
      number,
      paymentId,
      amount,
      method,
      providerReference,
      providerTransactionId,
      payer: await this.#payerOf(document.payer),
      record,
      organisation,
      logo,
      layout,
      paidAt,
      issuedAt: at,
      verifyUrl: this.proof.urlOf(document),
      qr: this.proof.qrOf(document, { number, ...amount, at: signedAt }),
      refund,
    };
  }

  async #payerOf(sealed: Sealed<PayerDetails>): Promise<DocumentFacts['payer']> {
    const details = await this.personalData.open(sealed);
    if (details === null) return { msisdn: null, description: null, erased: await this.personalData.isErased(sealed) };
    const { msisdn, description } = details;
    return {
      msisdn: maskMsisdn(msisdn as Msisdn),
      description: description === null ? null : maskedText(description),
      erased: false,
    };
  }

  /** The refunds are those of the log; the numbers of their credit notes follow within a second. */
  async #since(paymentId: string, ebmNumber: string | null): Promise<Since> {
    const refunded = (await this.payments.find(paymentId))?.refunded;
    if (refunded === undefined || !refunded.isPositive) return { refundedAmount: '0', creditNotes: [], ebmNumber };
    const query = {
      where: { paymentId },
      sort: { field: 'number', direction: 'ascending' },
      limit: mostShown,
    } as const;
    const { documents } = await this.documents.query(creditNoteView.collection, query);
    return { refundedAmount: refunded.amount, creditNotes: documents.map(({ number }) => number), ebmNumber };
  }
}

const mostShown = 200;
