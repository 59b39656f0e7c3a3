import type { Recorded } from '../../kernel/domain/events.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { NoticeSource } from '../notices/contract.js';
import type { PayerDetails } from '../payments/contract.js';
import { contentOf } from './document-content.js';
import { documentMail } from './document-mail.js';
import { documentPdf } from './document-pdf.js';
import type { Logos } from './logos.js';
import { CreditNoteIssued, ReceiptIssued, type CreditNoteEvent, type IssuedReceipt } from './receipt.events.js';
import type { ShownDocuments } from './shown-documents.js';

export interface MailedDocuments {
  readonly shown: Pick<ShownDocuments, 'receipt' | 'creditNote'>;
  /** Whose document it is, as it was issued; null: there is none. */
  readonly payerOf: (about: string) => Promise<Sealed<PayerDetails> | null>;
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly logos: Pick<Logos, 'withHash'>;
}

/** A receipt goes to the payer who gave an address. Once the payer’s data is erased, there is nobody to write to. */
export const receiptNotices = (parts: MailedDocuments): NoticeSource => ({
  kind: 'receipt',
  events: [ReceiptIssued],
  async notices(event) {
    const { number, paymentId, payer } = (event as Recorded & { readonly data: IssuedReceipt }).data;
    return noticeOf(number, paymentId, payer, parts);
  },
  compose: (paymentId) => mailOf('receipt', paymentId, parts),
});

/** A credit note goes where its receipt went. */
export const creditNoteNotices = (parts: MailedDocuments): NoticeSource => ({
  kind: 'credit-note',
  events: [CreditNoteIssued],
  async notices(event) {
    const { number, refund, payer } = (event as Recorded<CreditNoteEvent>).data;
    return noticeOf(number, refund, payer, parts);
  },
  compose: (refund) => mailOf('creditNote', refund, parts),
});

async function noticeOf(number: string, about: string, payer: Sealed<PayerDetails>, { personalData }: MailedDocuments) {
  const hasAddress = (await personalData.open(payer))?.email !== undefined;
  return hasAddress ? [{ id: number, about, to: null, notBefore: null }] : [];
}

async function mailOf(
  kind: 'receipt' | 'creditNote',
  about: string,
  { shown, payerOf, personalData, logos }: MailedDocuments,
) {
  const [document, payer] = await Promise.all([shown[kind](about), payerOf(about)]);
  const address = payer && (await personalData.open(payer))?.email;
  if (document === null || !address) return null;
  const { facts } = document;
  const logo = facts.logo === null ? null : await logos.withHash(facts.logo);
  const content = await documentPdf(contentOf(facts, 'en', null), 'a4', logo, new Date(facts.issuedAt));
  return {
    ...documentMail(facts),
    to: address,
    attachments: [{ name: `${facts.number}.pdf`, type: 'application/pdf', content }],
  };
}
