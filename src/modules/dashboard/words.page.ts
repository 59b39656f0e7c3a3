import { text, type Text } from '../../http/pages/text.js';

// Words that stand on several pages: a reader who corrects one corrects it everywhere.

/** The same word where it begins a line. A state has one word, in lists and above figures. */
export const atBeginning = (words: Text<[], string>): Text<[], string> => ({
  en: () => begun(words.en()),
  rw: () => begun(words.rw()),
  fr: () => begun(words.fr()),
});
const begun = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

/** What payments can be told apart by. */
export const dimensionLabels = {
  service: text({ en: 'Product or service', rw: 'Igicuruzwa cyangwa serivisi', fr: 'Produit ou service' }),
  branch: text({ en: 'Branch', rw: 'Ishami', fr: 'Agence' }),
  department: text({ en: 'Department', rw: 'Urwego', fr: 'Département' }),
  program: text({ en: 'Program', rw: 'Porogaramu', fr: 'Programme' }),
  reference: text({ en: 'Field reference', rw: 'Indango y’abakorera hanze', fr: 'Référence de terrain' }),
};

export const addNote = text({ en: 'Add a note', rw: 'Ongeraho icyitonderwa', fr: 'Ajouter une note' });
export const amountLabel = text({ en: 'Amount', rw: 'Amafaranga', fr: 'Montant' });
export const anyLabel = text({ en: 'Any', rw: 'Byose', fr: 'Tous' });
export const checkNow = text({
  en: 'Ask the provider now',
  rw: 'Baza ikigo cy’itumanaho nonaha',
  fr: 'Interroger l’opérateur maintenant',
});
export const dayHint = text({
  en: 'A day in Kigali, such as 2026-11-28',
  rw: 'Umunsi w’i Kigali, urugero 2026-11-28',
  fr: 'Un jour à Kigali, par exemple 2026-11-28',
});
export const detailsLabel = text({ en: 'Details', rw: 'Ibirambuye', fr: 'Détails' });
export const doneWord = text({ en: 'Done.', rw: 'Byakozwe.', fr: 'C’est fait.' });
export const feeLabel = text({ en: 'Fee', rw: 'Ikiguzi', fr: 'Frais' });
export const feesLabel = text({ en: 'Fees', rw: 'Ibiguzi', fr: 'Frais' });
export const filterTitle = text({ en: 'Filter', rw: 'Shungura', fr: 'Filtrer' });
export const fromLabel = text({ en: 'From', rw: 'Kuva', fr: 'Du' });
export const lineLabel = text({ en: 'Line', rw: 'Umurongo', fr: 'Ligne' });
export const noteLabel = text({ en: 'Note', rw: 'Icyitonderwa', fr: 'Note' });
export const outcomeLabel = text({ en: 'Outcome', rw: 'Icyavuyemo', fr: 'Constat' });
export const paymentLabel = text({ en: 'Payment', rw: 'Ubwishyu', fr: 'Paiement' });
export const payoutLabel = text({ en: 'Payout', rw: 'Iyoherezwa', fr: 'Versement' });
export const providerLabel = text({ en: 'Provider', rw: 'Ikigo cy’itumanaho', fr: 'Opérateur' });
export const reasonLabel = text({ en: 'Reason', rw: 'Impamvu', fr: 'Motif' });
export const refundLabel = text({ en: 'Refund', rw: 'Isubizwa', fr: 'Remboursement' });
export const statusLabel = text({ en: 'Status', rw: 'Uko bimeze', fr: 'Statut' });
export const toLabel = text({ en: 'To', rw: 'Kugeza', fr: 'Au' });
