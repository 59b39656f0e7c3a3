import type { Language } from '../../kernel/domain/language.js';

/** Everything that documents and the public page say, in each language. A missing text does not compile. */
export interface Texts {
  readonly receipt: string;
  readonly creditNote: string;
  readonly receiptNumber: string;
  readonly creditNoteNumber: string;
  readonly paidAt: string;
  readonly refundedAt: string;
  readonly issuedAt: string;
  readonly amountPaid: string;
  readonly amountRefunded: string;
  readonly inWords: string;
  readonly method: string;
  readonly providerTransaction: string;
  readonly providerReference: string;
  readonly payment: string;
  readonly payer: string;
  readonly erased: string;
  readonly notKnown: string;
  readonly record: string;
  readonly part: string;
  readonly description: string;
  readonly status: string;
  readonly paid: string;
  readonly partlyRefunded: string;
  readonly refunded: string;
  readonly refundId: string;
  readonly ofReceipt: string;
  readonly tin: string;
  readonly notFiscal: string;
  readonly ebmNumber: string;
  /** On paper, which does not change. */
  readonly ebmLater: string;
  readonly ebmNone: string;
  readonly scan: string;
  readonly kigaliTime: string;
  readonly ofTotal: (refunded: string, total: string) => string;
  readonly genuine: string;
  readonly genuineCreditNote: string;
  readonly compare: string;
  readonly unknown: string;
  readonly unknownMeans: string;
  readonly issuedBy: string;
  readonly records: Readonly<Record<string, string>>;
  /** Of figures and times. */
  readonly written: Language;
}

export const texts: Readonly<Record<Language, Texts>> = {
  en: {
    written: 'en',
    receipt: 'Payment receipt',
    creditNote: 'Credit note',
    receiptNumber: 'Receipt number',
    creditNoteNumber: 'Credit note number',
    paidAt: 'Paid',
    refundedAt: 'Refunded',
    issuedAt: 'Issued',
    amountPaid: 'Amount paid',
    amountRefunded: 'Amount refunded',
    inWords: 'In words',
    method: 'Payment method',
    providerTransaction: 'Provider transaction',
    providerReference: 'Provider reference',
    payment: 'Payment reference',
    payer: 'Payer',
    erased: 'Personal data erased',
    notKnown: 'Not known',
    record: 'Paid for',
    part: 'part',
    description: 'Description',
    status: 'Status',
    paid: 'Paid',
    partlyRefunded: 'Paid, refunded in part',
    refunded: 'Refunded',
    refundId: 'Refund reference',
    ofReceipt: 'For receipt',
    tin: 'TIN',
    notFiscal: 'This is not an EBM (fiscal) receipt.',
    ebmNumber: 'EBM receipt number',
    ebmLater: 'None when this was issued; the page of the QR code shows it once there is one.',
    ebmNone: 'None yet',
    scan: 'Scan to check that this is genuine, and for later refunds.',
    kigaliTime: 'Kigali time',
    ofTotal: (refunded, total) => `${refunded} of ${total}`,
    genuine: 'This receipt is genuine',
    genuineCreditNote: 'This credit note is genuine',
    compare: 'Compare the number, the amount and the time with the paper that you hold.',
    unknown: 'There is no such receipt',
    unknownMeans:
      'This address belongs to no receipt and no credit note that was issued here. Do not accept the paper as proof of payment; ask the organisation that it names.',
    issuedBy: 'Issued by',
    records: {
      order: 'Order',
      invoice: 'Invoice',
      permit: 'Permit',
      subscription: 'Subscription',
      booking: 'Booking',
      donation: 'Donation',
      service: 'Service',
      other: 'Reference',
    },
  },
  rw: {
    written: 'rw',
    receipt: 'Inyemezabwishyu',
    creditNote: 'Inyemeza y’amafaranga yasubijwe',
    receiptNumber: 'Nimero y’inyemezabwishyu',
    creditNoteNumber: 'Nimero y’inyemeza',
    paidAt: 'Igihe byishyuriwe',
    refundedAt: 'Igihe yasubirijwe',
    issuedAt: 'Igihe yatangiwe',
    amountPaid: 'Amafaranga yishyuwe',
    amountRefunded: 'Amafaranga yasubijwe',
    inWords: 'Mu magambo',
    method: 'Uburyo bwo kwishyura',
    providerTransaction: 'Nimero y’igikorwa',
    providerReference: 'Indango y’igikorwa',
    payment: 'Indango y’ubwishyu',
    payer: 'Uwishyuye',
    erased: 'Amakuru bwite yasibwe',
    notKnown: 'Ntibizwi',
    record: 'Icyishyuwe',
    part: 'igice',
    description: 'Ibisobanuro',
    status: 'Uko bimeze',
    paid: 'Byishyuwe',
    partlyRefunded: 'Byishyuwe, igice cyasubijwe',
    refunded: 'Amafaranga yasubijwe',
    refundId: 'Indango y’isubizwa',
    ofReceipt: 'Ijyanye n’inyemezabwishyu',
    tin: 'TIN',
    notFiscal: 'Iyi si inyemezabuguzi ya EBM (y’imisoro).',
    ebmNumber: 'Nimero ya EBM',
    ebmLater: 'Ntayari ihari iyi itangwa; niboneka izagaragara ku rupapuro rwa kode ya QR.',
    ebmNone: 'Ntiraboneka',
    scan: 'Sikana urebe niba iyi ari umwimerere, n’amafaranga yaba yarasubijwe.',
    kigaliTime: 'isaha y’i Kigali',
    ofTotal: (refunded, total) => `${refunded} kuri ${total}`,
    genuine: 'Iyi nyemezabwishyu ni umwimerere',
    genuineCreditNote: 'Iyi nyemeza y’amafaranga yasubijwe ni umwimerere',
    compare: 'Gereranya nimero, amafaranga n’igihe n’ibiri ku rupapuro ufite.',
    unknown: 'Iyi nyemezabwishyu ntibaho',
    unknownMeans:
      'Iyi aderesi si iy’inyemezabwishyu cyangwa inyemeza y’amafaranga yasubijwe yatangiwe hano. Ntiwemere urwo rupapuro nk’ikimenyetso cy’ubwishyu; baza ikigo cyanditseho.',
    issuedBy: 'Yatanzwe na',
    records: {
      order: 'Komande',
      invoice: 'Inyemezabuguzi',
      permit: 'Uruhushya',
      subscription: 'Ifatabuguzi',
      booking: 'Umwanya wafashwe',
      donation: 'Impano',
      service: 'Serivisi',
      other: 'Indango',
    },
  },
  fr: {
    written: 'fr',
    receipt: 'Reçu de paiement',
    creditNote: 'Note de crédit',
    receiptNumber: 'Numéro du reçu',
    creditNoteNumber: 'Numéro de la note de crédit',
    paidAt: 'Payé le',
    refundedAt: 'Remboursé le',
    issuedAt: 'Émis le',
    amountPaid: 'Montant payé',
    amountRefunded: 'Montant remboursé',
    inWords: 'En lettres',
    method: 'Mode de paiement',
    providerTransaction: 'Transaction de l’opérateur',
    providerReference: 'Référence de l’opérateur',
    payment: 'Référence du paiement',
    payer: 'Payeur',
    erased: 'Données personnelles effacées',
    notKnown: 'Inconnu',
    record: 'Payé pour',
    part: 'partie',
    description: 'Description',
    status: 'Statut',
    paid: 'Payé',
    partlyRefunded: 'Payé, remboursé en partie',
    refunded: 'Remboursé',
    refundId: 'Référence du remboursement',
    ofReceipt: 'Pour le reçu',
    tin: 'TIN',
    notFiscal: 'Ceci n’est pas un reçu EBM (fiscal).',
    ebmNumber: 'Numéro du reçu EBM',
    ebmLater: 'Aucun à l’émission ; la page du code QR le montre dès qu’il existe.',
    ebmNone: 'Aucun pour l’instant',
    scan: 'Scannez pour vérifier que ce document est authentique et voir d’éventuels remboursements.',
    kigaliTime: 'heure de Kigali',
    ofTotal: (refunded, total) => `${refunded} sur ${total}`,
    genuine: 'Ce reçu est authentique',
    genuineCreditNote: 'Cette note de crédit est authentique',
    compare: 'Comparez le numéro, le montant et l’heure avec le document que vous tenez.',
    unknown: 'Ce reçu n’existe pas',
    unknownMeans:
      'Cette adresse n’appartient à aucun reçu ni à aucune note de crédit émis ici. N’acceptez pas ce document comme preuve de paiement ; demandez à l’organisation qu’il nomme.',
    issuedBy: 'Émis par',
    records: {
      order: 'Commande',
      invoice: 'Facture',
      permit: 'Permis',
      subscription: 'Abonnement',
      booking: 'Réservation',
      donation: 'Don',
      service: 'Service',
      other: 'Référence',
    },
  },
};
