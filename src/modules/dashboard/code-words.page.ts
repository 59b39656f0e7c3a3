import { money } from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { sayIn, text, type Say, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import type { RecordType } from '../../kernel/domain/record.js';
import type { OutgoingDoubt, OutgoingFinding } from '../outgoing/contract.js';
import type { Candidate, FailureCode, RoutingReason } from '../providers/contract.js';
import { dimensionLabels } from './words.page.js';

type Words = Text<[], string>;
type Table<Code extends string> = Readonly<Record<Code, Words>>;

// What codes of the contract are called on pages. Each table is of all codes of its kind, so a new one without words does not compile.

export const failureWords: Table<FailureCode> = {
  REJECTED_BY_PAYER: text({
    en: 'refused on the phone',
    rw: 'byanzwe kuri telefone',
    fr: 'refusé sur le téléphone',
  }),
  PAYER_NOT_FOUND: text({
    en: 'the provider finds no account with this number',
    rw: 'ikigo cy’itumanaho nta konti kibona kuri iyi nimero',
    fr: 'l’opérateur ne trouve aucun compte à ce numéro',
  }),
  INSUFFICIENT_FUNDS: text({
    en: 'too little money in the account',
    rw: 'amafaranga ari kuri konti ntahagije',
    fr: 'solde insuffisant',
  }),
  LIMIT_REACHED: text({
    en: 'a limit of the account is reached',
    rw: 'konti yageze ku mafaranga ntarengwa',
    fr: 'une limite du compte est atteinte',
  }),
  NOT_ALLOWED: text({
    en: 'the account is not allowed to do this',
    rw: 'konti ntibyemerewe',
    fr: 'le compte n’y est pas autorisé',
  }),
  CANCELLED: text({ en: 'it was cancelled', rw: 'byahagaritswe', fr: 'annulé' }),
  EXPIRED: text({ en: 'its time was over', rw: 'igihe cyarangiye', fr: 'délai dépassé' }),
  CONFIGURATION: text({
    en: 'the provider refuses our keys, address or account',
    rw: 'ikigo cy’itumanaho cyanze imfunguzo, aderesi cyangwa konti byacu',
    fr: 'l’opérateur refuse nos clés, notre adresse ou notre compte',
  }),
  PROVIDER_ERROR: text({
    en: 'the provider could not carry it out',
    rw: 'ikigo cy’itumanaho nticyashoboye kubikora',
    fr: 'l’opérateur n’a pas pu l’exécuter',
  }),
  UNSPECIFIED: text({
    en: 'the provider gives no reason that is known here',
    rw: 'ikigo cy’itumanaho nticyatanze impamvu izwi hano',
    fr: 'l’opérateur ne donne aucun motif connu ici',
  }),
};

export const recordWords: Table<RecordType> = {
  order: text({ en: 'order', rw: 'ibyatumijwe', fr: 'commande' }),
  invoice: text({ en: 'invoice', rw: 'fagitire', fr: 'facture' }),
  permit: text({ en: 'permit', rw: 'uruhushya', fr: 'permis' }),
  subscription: text({ en: 'subscription', rw: 'ifatabuguzi', fr: 'abonnement' }),
  booking: text({ en: 'booking', rw: 'igihe cyafashwe', fr: 'réservation' }),
  donation: text({ en: 'donation', rw: 'impano', fr: 'don' }),
  service: text({ en: 'service', rw: 'serivisi', fr: 'service' }),
  other: text({ en: 'other', rw: 'ikindi', fr: 'autre' }),
};

export const routingWords: Table<RoutingReason> = {
  'not-wished': text({ en: 'another one was asked for', rw: 'hasabwe ikindi', fr: 'un autre a été demandé' }),
  currency: text({ en: 'not in this currency', rw: 'ntigikoresha iri faranga', fr: 'pas dans cette devise' }),
  number: text({ en: 'not for this number', rw: 'ntigikora kuri iyi nimero', fr: 'pas pour ce numéro' }),
  'account-not-active': text({
    en: 'the number has no active account there',
    rw: 'nimero nta konti ikora ihafite',
    fr: 'le numéro n’y a pas de compte actif',
  }),
  'account-elsewhere': text({
    en: 'the account of the number is elsewhere',
    rw: 'konti y’iyi nimero iri ahandi',
    fr: 'le compte du numéro est ailleurs',
  }),
  'below-limit': text({
    en: 'the amount is below its limit',
    rw: 'amafaranga ari munsi y’ayo cyemera',
    fr: 'montant sous sa limite',
  }),
  'above-limit': text({
    en: 'the amount is above its limit',
    rw: 'amafaranga arenze ayo cyemera',
    fr: 'montant au-dessus de sa limite',
  }),
  'did-not-take-it': text({ en: 'did not take it', rw: 'nticyabyakiriye', fr: 'ne l’a pas pris' }),
  wished: text({ en: 'was asked for', rw: 'ni cyo cyasabwe', fr: 'a été demandé' }),
  'account-active': text({
    en: 'the number has an active account there',
    rw: 'nimero ihafite konti ikora',
    fr: 'le numéro y a un compte actif',
  }),
  'outage-declared': text({
    en: 'an outage is declared',
    rw: 'hatangajwe ko kidakora',
    fr: 'une panne est déclarée',
  }),
  'circuit-open': text({
    en: 'did not answer at that moment',
    rw: 'nticyasubizaga muri ako kanya',
    fr: 'ne répondait pas à ce moment',
  }),
  'by-rule': text({ en: 'by a rule', rw: 'hakurikijwe itegeko', fr: 'selon une règle' }),
  'by-share': text({ en: 'by its share', rw: 'hakurikijwe umugabane wacyo', fr: 'selon sa part' }),
  cheapest: text({ en: 'the cheapest', rw: 'ni cyo gihendutse', fr: 'le moins cher' }),
  'in-order': text({
    en: 'by the order of the settings',
    rw: 'hakurikijwe urutonde rw’igenamiterere',
    fr: 'selon l’ordre des réglages',
  }),
  'only-one': text({ en: 'the only one possible', rw: 'ni cyo cyonyine gishoboka', fr: 'le seul possible' }),
};

export const candidateWords: Table<Candidate['is']> = {
  chosen: text({ en: 'chosen', rw: 'cyahiswemo', fr: 'choisi' }),
  possible: text({ en: 'possible', rw: 'cyashobokaga', fr: 'possible' }),
  'ruled-out': text({ en: 'ruled out', rw: 'nticyashobokaga', fr: 'exclu' }),
};

/** What a status check found without a decision. */
export const findingWords: Table<OutgoingFinding> = {
  NOT_FOUND: text({
    en: 'the provider did not know it',
    rw: 'ikigo cy’itumanaho nticyabizi',
    fr: 'l’opérateur ne le connaissait pas',
  }),
  UNKNOWN_ANSWER: text({
    en: 'an answer in words that are not known here',
    rw: 'igisubizo mu magambo atazwi hano',
    fr: 'une réponse en des mots inconnus ici',
  }),
  FAILURE_NAMES_ANOTHER: text({
    en: 'a failure of something else',
    rw: 'kunanirwa kw’ikindi kintu',
    fr: 'l’échec d’autre chose',
  }),
  PENDING: text({ en: 'not over yet', rw: 'ntibirarangira', fr: 'pas encore terminé' }),
};

/** Why something is in doubt. */
export const doubtWords: Table<OutgoingDoubt> = {
  NO_FINAL_ANSWER: text({
    en: 'no final answer came in time',
    rw: 'nta gisubizo cya nyuma cyabonetse ku gihe',
    fr: 'aucune réponse définitive à temps',
  }),
  AMOUNT_DISAGREES: text({
    en: 'the amount or the person disagrees',
    rw: 'amafaranga cyangwa umuntu ntibihura',
    fr: 'le montant ou la personne ne concorde pas',
  }),
};

/** Dimensions that every installation has; others have the name that their owner gave them. */
export const dimensionRows = (
  dimensions: Readonly<Record<string, string>>,
  say: Say,
): readonly (readonly [string, string])[] =>
  Object.entries(dimensions).map(([name, value]) => [wordIn(dimensionLabels, name, say) ?? name, value]);

interface ShownFailure {
  readonly code: FailureCode;
  readonly providerCode: string | null;
}

/** Why it failed, with the codes that support asks the provider about. */
export function failureOf({ code, providerCode }: ShownFailure, say: Say): Markup {
  const codes = providerCode === null || providerCode === code ? code : `${code}, ${providerCode}`;
  return html`${say(failureWords[code])} <span class="code">(${codes})</span>`;
}

interface ShownRecord {
  readonly type: RecordType;
  readonly id: string;
  readonly part?: string | null;
}

/** What is paid, as people call it: `permit K-17`, and the part where there are several. Of type `other` its id says all there is. */
export const recordOf = ({ type, id, part }: ShownRecord, say: Say): string =>
  `${type === 'other' ? '' : `${say(recordWords[type])} `}${id}${part === undefined || part === null || part === '1' ? '' : ` (${part})`}`;

/** What a step of a timeline says by codes alone, in words, its amount, and what a person has noted; null: nothing. */
export function stepWords(data: object, language: Language): Value {
  const say = sayIn(language);
  const { amount, paid, note, failure, taught, reason, candidates } = data as {
    readonly amount?: ShownMoney | null;
    readonly paid?: ShownMoney | null;
    readonly note?: unknown;
    readonly failure?: ShownFailure | null;
    readonly taught?: string;
    readonly reason?: unknown;
    readonly candidates?: readonly Candidate[];
  };
  const told: Value[] = [amount ?? null, paid ?? null].map((each) => each && isMoney(each) && money(each, language));
  if (typeof note === 'string') told.push(note);
  if (failure !== undefined && failure !== null && failure.code in failureWords) told.push(failureOf(failure, say));
  if (taught !== undefined) told.push(wordIn(findingWords, taught, say));
  if (typeof reason === 'string') told.push(wordIn(doubtWords, reason, say));
  if (candidates !== undefined) told.push(candidates.map((each) => candidateOf(each, say)).join('; '));
  const said = told.filter((each) => each !== null && each !== false);
  return said.length === 0 ? null : said.map((each) => html`: ${each}`);
}

interface ShownMoney {
  readonly amount: string;
  readonly currency: string;
}
const isMoney = ({ amount, currency }: Partial<ShownMoney>): boolean =>
  typeof amount === 'string' && typeof currency === 'string';

const candidateOf = ({ provider, is, reasons }: Candidate, say: Say): string =>
  `${provider} ${wordIn(candidateWords, is, say) ?? is} (${reasons.map((each) => wordIn(routingWords, each, say) ?? each).join(', ')})`;

/** Of a code that comes from the log, where an older release may have written another one. */
const wordIn = (table: Table<string>, code: string, say: Say): string | null =>
  Object.hasOwn(table, code) ? say(table[code]!) : null;
