import type { Language } from '../../kernel/domain/language.js';
import type { reviewReasons } from '../reviews/contract.js';
import type { openOutgoing, openPayments } from './day-standing.js';
import type { SourceType } from './journal.events.js';

/** What the page of a day says, in each language. A missing text does not compile. Codes of accounts are words of the contract. */
export interface DayTexts {
  readonly title: string;
  /** Of a day that is not closed. */
  readonly provisionalTitle: string;
  readonly notClosed: (asOf: string) => string;
  readonly notToSign: string;
  readonly sandbox: string;
  readonly live: string;
  readonly tin: string;
  readonly kigaliTime: string;
  readonly closedAt: string;
  readonly totals: string;
  readonly totalsSoFar: string;
  readonly what: string;
  readonly count: string;
  readonly amount: string;
  readonly successful: string;
  readonly failed: string;
  readonly refunded: string;
  readonly paidOut: string;
  readonly fees: string;
  readonly trialBalance: string;
  readonly trialBalanceSoFar: string;
  readonly account: string;
  readonly before: string;
  readonly debits: string;
  readonly credits: string;
  readonly after: string;
  readonly sum: string;
  readonly balanceNote: string;
  readonly nothingPosted: string;
  readonly open: string;
  readonly openNote: string;
  readonly openNow: string;
  readonly openNowNote: string;
  readonly notKept: string;
  readonly payments: string;
  readonly refunds: string;
  readonly payouts: string;
  readonly reviews: string;
  readonly mismatches: string;
  /** By status. */
  readonly statuses: Readonly<Record<OpenStatus, string>>;
  readonly reasons: Readonly<Record<(typeof reviewReasons)[number], string>>;
  readonly sources: Readonly<Record<SourceType, string>>;
  readonly none: string;
  readonly later: string;
  readonly laterNote: string;
  readonly nothingLater: string;
  readonly more: (count: number) => string;
  readonly learned: string;
  readonly postedFor: string;
  readonly seal: string;
  readonly sealNumber: string;
  readonly sealHead: string;
  readonly sealKey: string;
  readonly sealSignature: string;
  readonly notSealed: string;
  readonly signed: string;
  readonly signedNote: string;
  readonly name: string;
  readonly date: string;
  readonly signature: string;
  readonly page: (page: number, of: number) => string;
}

type OpenStatus = (typeof openPayments | typeof openOutgoing)[number];

export const dayTexts: Readonly<Record<Language, DayTexts>> = {
  en: {
    title: 'Day close',
    provisionalTitle: 'Day, provisional',
    notClosed: (asOf) => `PROVISIONAL, as of ${asOf}. This day is not closed: its figures may still change.`,
    notToSign: 'This page is not for a signature: close the day first. The page of the closed day has its seal.',
    sandbox: 'SANDBOX: no real money',
    live: 'LIVE',
    tin: 'TIN',
    kigaliTime: 'Kigali time',
    closedAt: 'Closed',
    totals: 'Totals of the day',
    totalsSoFar: 'Totals of the day so far',
    what: 'What',
    count: 'Count',
    amount: 'Amount',
    successful: 'Payments confirmed',
    failed: 'Attempts that ended without money',
    refunded: 'Refunds paid back',
    paidOut: 'Payouts paid',
    fees: 'Fees of providers',
    trialBalance: 'Trial balance of the day',
    trialBalanceSoFar: 'Trial balance of the day so far',
    account: 'Account',
    before: 'Before',
    debits: 'Debits',
    credits: 'Credits',
    after: 'After',
    sum: 'Sum',
    balanceNote:
      'Before and after are debits less credits. Debits and credits of the day are equal, and so the other two sums are zero.',
    nothingPosted: 'Nothing was posted up to this day.',
    open: 'Open when the day was closed',
    openNote: 'Of whatever day: what had no final answer, and what no person had decided.',
    openNow: 'Open as of this page',
    openNowNote: 'Of whatever day: what has no final answer, and what no person has decided.',
    notKept: 'Not kept for this day.',
    payments: 'Payments',
    refunds: 'Refunds',
    payouts: 'Payouts',
    reviews: 'Reviews',
    mismatches: 'of them mismatches of reconciliation',
    statuses: {
      created: 'not sent yet',
      submitted: 'with the provider',
      pending: 'waiting for the payer',
      uncertain: 'in doubt',
      requested: 'waiting for approval',
      approved: 'approved',
    },
    reasons: {
      UNCERTAIN_PAYMENT: 'payment in doubt',
      DUPLICATE_SUSPECTED: 'perhaps asked for twice',
      CONTRADICTION: 'the provider contradicts itself',
      AMOUNT_DISAGREES: 'the amount or the payer disagrees',
      UNCERTAIN_REFUND: 'refund in doubt',
      UNCERTAIN_PAYOUT: 'payout in doubt',
      RECONCILIATION_MISMATCH: 'a statement disagrees',
      CALLBACK_UNMATCHED: 'a callback of nothing that we know',
    },
    sources: {
      payment: 'payment',
      refund: 'refund',
      payout: 'payout',
      adjustment: 'adjustment',
      statement: 'statement',
      settlement: 'settlement',
    },
    none: 'none',
    later: 'Learned later about this day',
    laterNote:
      'It happened on this day, became known after its closing, and is in the totals of the day for which it is posted.',
    nothingLater: 'Nothing so far.',
    more: (count) => `And ${count} more: the entries of the ledger have all of them.`,
    learned: 'Happened',
    postedFor: 'Posted for',
    seal: 'Seal',
    sealNumber: 'Number',
    sealHead: 'Head',
    sealKey: 'Key',
    sealSignature: 'Signature (Ed25519)',
    notSealed: 'The closing is not sealed yet. It is within 10 seconds: make this page again.',
    signed: 'Checked and approved',
    signedNote: 'I have compared these figures with the statement of each provider and of the bank.',
    name: 'Name',
    date: 'Date',
    signature: 'Signature',
    page: (page, of) => `Page ${page} of ${of}`,
  },
  rw: {
    title: 'Ifungwa ry’umunsi',
    provisionalTitle: 'Umunsi, by’agateganyo',
    notClosed: (asOf) => `BY’AGATEGANYO, kugeza ku wa ${asOf}. Uyu munsi nturafungwa: imibare yawo ishobora guhinduka.`,
    notToSign: 'Uru rupapuro si urwo gusinyaho: banza ufunge umunsi. Urupapuro rw’umunsi wafunzwe ruriho ikashe.',
    sandbox: 'IGERAGEZWA: nta mafaranga nyayo',
    live: 'UKURI',
    tin: 'TIN',
    kigaliTime: 'isaha y’i Kigali',
    closedAt: 'Wafunzwe',
    totals: 'Igiteranyo cy’umunsi',
    totalsSoFar: 'Igiteranyo cy’umunsi kugeza ubu',
    what: 'Igikorwa',
    count: 'Umubare',
    amount: 'Amafaranga',
    successful: 'Ubwishyu bwemejwe',
    failed: 'Ibyagerageje bitishyuwe',
    refunded: 'Amafaranga yasubijwe',
    paidOut: 'Amafaranga yoherejwe',
    fees: 'Ikiguzi cy’abatanga serivisi',
    trialBalance: 'Igereranya ry’amakonti ry’umunsi',
    trialBalanceSoFar: 'Igereranya ry’amakonti ry’umunsi kugeza ubu',
    account: 'Konti',
    before: 'Mbere',
    debits: 'Debi',
    credits: 'Kredi',
    after: 'Nyuma',
    sum: 'Igiteranyo',
    balanceNote: 'Mbere na nyuma: debi ukuyemo kredi. Debi na kredi birangana, bityo igiteranyo cya byombi ni zeru.',
    nothingPosted: 'Nta cyanditswe kugeza kuri uyu munsi.',
    open: 'Ibyari bitararangira umunsi ufungwa',
    openNote: 'By’umunsi uwo ari wo wose: ibitari bifite igisubizo cya nyuma, n’ibyo umuntu atari yafataho icyemezo.',
    openNow: 'Ibitararangira kugeza ubu',
    openNowNote: 'By’umunsi uwo ari wo wose: ibidafite igisubizo cya nyuma, n’ibyo umuntu atarafataho icyemezo.',
    notKept: 'Ntibyabitswe kuri uyu munsi.',
    payments: 'Ubwishyu',
    refunds: 'Amasubizwa',
    payouts: 'Amafaranga yoherezwa',
    reviews: 'Ibitegereje icyemezo',
    mismatches: 'muri byo ibitandukanye mu igereranya',
    statuses: {
      created: 'bitaroherezwa',
      submitted: 'biri ku kigo cy’itumanaho',
      pending: 'bitegereje uwishyura',
      uncertain: 'biracyashidikanywaho',
      requested: 'bitegereje kwemezwa',
      approved: 'byemejwe',
    },
    reasons: {
      UNCERTAIN_PAYMENT: 'ubwishyu bushidikanywaho',
      DUPLICATE_SUSPECTED: 'bishobora kuba byasabwe kabiri',
      CONTRADICTION: 'ikigo cy’itumanaho kirivuguruza',
      AMOUNT_DISAGREES: 'amafaranga cyangwa uwishyura ntibihura',
      UNCERTAIN_REFUND: 'isubizwa rishidikanywaho',
      UNCERTAIN_PAYOUT: 'iyoherezwa rishidikanywaho',
      RECONCILIATION_MISMATCH: 'raporo ntihura',
      CALLBACK_UNMATCHED: 'ubutumwa butazwi',
    },
    sources: {
      payment: 'ubwishyu',
      refund: 'isubizwa',
      payout: 'iyoherezwa',
      adjustment: 'ikosora',
      statement: 'raporo',
      settlement: 'iyimurirwa kuri banki',
    },
    none: 'nta na kimwe',
    later: 'Ibyamenyekanye nyuma kuri uyu munsi',
    laterNote: 'Byabaye kuri uyu munsi, bimenyekana umaze gufungwa; biri mu giteranyo cy’umunsi byanditsweho.',
    nothingLater: 'Nta na kimwe kugeza ubu.',
    more: (count) => `N’ibindi ${count}: byose biri mu gitabo cy’ibaruramari.`,
    learned: 'Byabaye',
    postedFor: 'Byanditswe ku wa',
    seal: 'Ikashe',
    sealNumber: 'Nimero',
    sealHead: 'Umutwe',
    sealKey: 'Urufunguzo',
    sealSignature: 'Umukono (Ed25519)',
    notSealed: 'Ifungwa ntirashyirwaho ikashe. Rishyirwaho mu masegonda 10: ongera ukore uru rupapuro.',
    signed: 'Byagenzuwe kandi byemejwe',
    signedNote: 'Nagereranyije iyi mibare n’inyandiko za buri mutanga serivisi n’iza banki.',
    name: 'Izina',
    date: 'Itariki',
    signature: 'Umukono',
    page: (page, of) => `Urupapuro ${page} kuri ${of}`,
  },
  fr: {
    title: 'Clôture de la journée',
    provisionalTitle: 'Journée, provisoire',
    notClosed: (asOf) => `PROVISOIRE, au ${asOf}. Cette journée n’est pas close : ses chiffres peuvent encore changer.`,
    notToSign:
      'Cette page n’est pas à signer : clôturez d’abord la journée. La page de la journée close porte son sceau.',
    sandbox: 'BAC À SABLE : pas d’argent réel',
    live: 'RÉEL',
    tin: 'TIN',
    kigaliTime: 'heure de Kigali',
    closedAt: 'Close le',
    totals: 'Totaux de la journée',
    totalsSoFar: 'Totaux de la journée jusqu’ici',
    what: 'Opération',
    count: 'Nombre',
    amount: 'Montant',
    successful: 'Paiements confirmés',
    failed: 'Tentatives terminées sans argent',
    refunded: 'Remboursements versés',
    paidOut: 'Versements effectués',
    fees: 'Frais des opérateurs',
    trialBalance: 'Balance de la journée',
    trialBalanceSoFar: 'Balance de la journée jusqu’ici',
    account: 'Compte',
    before: 'Avant',
    debits: 'Débits',
    credits: 'Crédits',
    after: 'Après',
    sum: 'Somme',
    balanceNote:
      'Avant et après : débits moins crédits. Débits et crédits sont égaux, donc ces deux sommes sont nulles.',
    nothingPosted: 'Rien n’a été passé jusqu’à cette journée.',
    open: 'En suspens à la clôture',
    openNote: 'De toutes les journées : ce qui n’avait pas de réponse finale, et ce que personne n’avait décidé.',
    openNow: 'En suspens à l’heure de cette page',
    openNowNote: 'De toutes les journées : ce qui n’a pas de réponse finale, et ce que personne n’a décidé.',
    notKept: 'Non conservé pour cette journée.',
    payments: 'Paiements',
    refunds: 'Remboursements',
    payouts: 'Versements',
    reviews: 'Revues',
    mismatches: 'dont écarts de rapprochement',
    statuses: {
      created: 'pas encore envoyé',
      submitted: 'chez l’opérateur',
      pending: 'en attente du payeur',
      uncertain: 'en doute',
      requested: 'en attente d’approbation',
      approved: 'approuvé',
    },
    reasons: {
      UNCERTAIN_PAYMENT: 'paiement en doute',
      DUPLICATE_SUSPECTED: 'peut-être demandé deux fois',
      CONTRADICTION: 'l’opérateur se contredit',
      AMOUNT_DISAGREES: 'le montant ou le payeur ne concorde pas',
      UNCERTAIN_REFUND: 'remboursement en doute',
      UNCERTAIN_PAYOUT: 'versement en doute',
      RECONCILIATION_MISMATCH: 'un relevé ne concorde pas',
      CALLBACK_UNMATCHED: 'un rappel de rien de connu',
    },
    sources: {
      payment: 'paiement',
      refund: 'remboursement',
      payout: 'versement',
      adjustment: 'ajustement',
      statement: 'relevé',
      settlement: 'règlement',
    },
    none: 'aucun',
    later: 'Appris plus tard sur cette journée',
    laterNote: 'Survenu ce jour-là, connu après la clôture, et compté dans les totaux de la journée où il est passé.',
    nothingLater: 'Rien pour l’instant.',
    more: (count) => `Et ${count} de plus : les écritures du grand livre les contiennent tous.`,
    learned: 'Survenu',
    postedFor: 'Passé au',
    seal: 'Sceau',
    sealNumber: 'Numéro',
    sealHead: 'Tête',
    sealKey: 'Clé',
    sealSignature: 'Signature (Ed25519)',
    notSealed: 'La clôture n’est pas encore scellée. Elle le sera sous 10 secondes : refaites cette page.',
    signed: 'Vérifié et approuvé',
    signedNote: 'J’ai comparé ces chiffres avec le relevé de chaque opérateur et de la banque.',
    name: 'Nom',
    date: 'Date',
    signature: 'Signature',
    page: (page, of) => `Page ${page} sur ${of}`,
  },
};
