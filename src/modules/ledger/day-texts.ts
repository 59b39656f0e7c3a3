import type { Language } from '../../kernel/domain/language.js';

/** What the page of a day says, in each language. A missing text does not compile. Codes of accounts and statuses are words of the contract. */
export interface DayTexts {
  readonly title: string;
  readonly notClosed: string;
  readonly sandbox: string;
  readonly live: string;
  readonly tin: string;
  readonly kigaliTime: string;
  readonly closedAt: string;
  readonly totals: string;
  readonly what: string;
  readonly count: string;
  readonly amount: string;
  readonly successful: string;
  readonly failed: string;
  readonly refunded: string;
  readonly paidOut: string;
  readonly fees: string;
  readonly trialBalance: string;
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
  readonly notKept: string;
  readonly payments: string;
  readonly refunds: string;
  readonly payouts: string;
  readonly reviews: string;
  readonly mismatches: string;
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
  readonly thousands: string;
  readonly point: string;
}

const noBreak = '\u00a0';

export const dayTexts: Readonly<Record<Language, DayTexts>> = {
  en: {
    title: 'Day close',
    notClosed: 'This day is not closed: its figures may still change.',
    sandbox: 'SANDBOX: no real money',
    live: 'LIVE',
    tin: 'TIN',
    kigaliTime: 'Kigali time',
    closedAt: 'Closed',
    totals: 'Totals of the day',
    what: 'What',
    count: 'Count',
    amount: 'Amount',
    successful: 'Payments confirmed',
    failed: 'Attempts that ended without money',
    refunded: 'Refunds paid back',
    paidOut: 'Payouts paid',
    fees: 'Fees of providers',
    trialBalance: 'Trial balance of the day',
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
    notKept: 'Not kept for this day.',
    payments: 'Payments',
    refunds: 'Refunds',
    payouts: 'Payouts',
    reviews: 'Reviews',
    mismatches: 'of them mismatches of reconciliation',
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
    thousands: ',',
    point: '.',
  },
  rw: {
    title: 'Ifungwa ry’umunsi',
    notClosed: 'Uyu munsi nturafungwa: imibare yawo ishobora guhinduka.',
    sandbox: 'IGERAGEZWA: nta mafaranga nyayo',
    live: 'UKURI',
    tin: 'TIN',
    kigaliTime: 'isaha y’i Kigali',
    closedAt: 'Wafunzwe',
    totals: 'Igiteranyo cy’umunsi',
    what: 'Igikorwa',
    count: 'Umubare',
    amount: 'Amafaranga',
    successful: 'Ubwishyu bwemejwe',
    failed: 'Ibyagerageje bitishyuwe',
    refunded: 'Amafaranga yasubijwe',
    paidOut: 'Amafaranga yoherejwe',
    fees: 'Ikiguzi cy’abatanga serivisi',
    trialBalance: 'Igereranya ry’amakonti ry’umunsi',
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
    notKept: 'Ntibyabitswe kuri uyu munsi.',
    payments: 'Ubwishyu',
    refunds: 'Amasubizwa',
    payouts: 'Amafaranga yoherezwa',
    reviews: 'Ibitegereje icyemezo',
    mismatches: 'muri byo ibitandukanye mu igereranya',
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
    thousands: '.',
    point: ',',
  },
  fr: {
    title: 'Clôture de la journée',
    notClosed: 'Cette journée n’est pas close : ses chiffres peuvent encore changer.',
    sandbox: 'BAC À SABLE : pas d’argent réel',
    live: 'RÉEL',
    tin: 'TIN',
    kigaliTime: 'heure de Kigali',
    closedAt: 'Close le',
    totals: 'Totaux de la journée',
    what: 'Opération',
    count: 'Nombre',
    amount: 'Montant',
    successful: 'Paiements confirmés',
    failed: 'Tentatives terminées sans argent',
    refunded: 'Remboursements versés',
    paidOut: 'Versements effectués',
    fees: 'Frais des opérateurs',
    trialBalance: 'Balance de la journée',
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
    notKept: 'Non conservé pour cette journée.',
    payments: 'Paiements',
    refunds: 'Remboursements',
    payouts: 'Versements',
    reviews: 'Revues',
    mismatches: 'dont écarts de rapprochement',
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
    thousands: noBreak,
    point: ',',
  },
};
