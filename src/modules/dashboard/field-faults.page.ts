import { sayIn, text, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import { rowOf, type SentenceTable } from './sentences.rule.js';

/**
 * What is wrong with a field, for the person who has typed it: its name, what it has to be, and an example. The validators of the API say it in
 * English; each of their sentences that these forms can meet has its words here. `typed`: empty where nothing was.
 */
export function faultOf(label: string, typed: string, message: string, language: Language): string {
  const say = sayIn(language);
  const row = rowOf(faults, message);
  if (row !== null && (typed !== '' || alsoEmpty.has(row.words))) return say(row.words, label, ...row.found);
  return typed === '' ? say(missing, label) : say(otherFault, label);
}

type Words = Text<[label: string, ...found: string[]], string>;

const missing = text({
  en: (label: string) => `"${label}" is empty: fill it in`,
  rw: (label: string) => `"${label}" nta kirimo: huzuze`,
  fr: (label: string) => `« ${label} » est vide : remplissez-le`,
});
const otherFault = text({
  en: (label: string) => `"${label}" cannot be taken as it is: look at what is asked for`,
  rw: (label: string) => `"${label}" ntiyakirwa uko imeze: reba ibisabwa`,
  fr: (label: string) => `« ${label} » ne convient pas : regardez ce qui est demandé`,
});
const amount: Words = text({
  en: (label) => `"${label}" has to be digits alone, such as 1500000: no commas, spaces, letters or sign`,
  rw: (label) =>
    `"${label}" igomba kuba imibare gusa, urugero 1500000: nta kitso, umwanya, inyuguti cyangwa ikimenyetso`,
  fr: (label) =>
    `« ${label} » doit être en chiffres seuls, par exemple 1500000 : ni virgule, ni espace, ni lettre, ni signe`,
});
const amountTooLong: Words = text({
  en: (label) => `"${label}" has more than 15 digits`,
  rw: (label) => `"${label}" ifite imibare irenze 15`,
  fr: (label) => `« ${label} » a plus de 15 chiffres`,
});
const whole: Words = text({
  en: (label, currency) => `"${label}" has to be a whole number: ${currency} has nothing after the point`,
  rw: (label, currency) => `"${label}" igomba kuba umubare wuzuye: ${currency} nta bice igira`,
  fr: (label, currency) => `« ${label} » doit être un nombre entier : ${currency} n’a pas de décimales`,
});
const decimals: Words = text({
  en: (label, digits, currency) => `"${label}" has at most ${digits} digits after the point in ${currency}`,
  rw: (label, digits, currency) => `"${label}" igira imibare itarenze ${digits} nyuma y’akabago muri ${currency}`,
  fr: (label, digits, currency) => `« ${label} » a au plus ${digits} décimales en ${currency}`,
});
const notPositive: Words = text({
  en: (label) => `"${label}" has to be more than zero`,
  rw: (label) => `"${label}" igomba kurenga zeru`,
  fr: (label) => `« ${label} » doit être supérieur à zéro`,
});
const currency: Words = text({
  en: (label) => `"${label}" has to be the three capital letters of a currency, such as RWF`,
  rw: (label) => `"${label}" igomba kuba inyuguti nkuru eshatu z’ifaranga, urugero RWF`,
  fr: (label) => `« ${label} » doit être les trois majuscules d’une devise, par exemple RWF`,
});
const moment: Words = text({
  en: (label) => `"${label}" has to be a time in Kigali such as 2026-11-28 16:00, or a day such as 2026-11-28`,
  rw: (label) =>
    `"${label}" igomba kuba isaha y’i Kigali, urugero 2026-11-28 16:00, cyangwa umunsi, urugero 2026-11-28`,
  fr: (label) => `« ${label} » doit être une heure à Kigali comme 2026-11-28 16:00, ou un jour comme 2026-11-28`,
});
const day: Words = text({
  en: (label) => `"${label}" has to be a day of the calendar, such as 2026-11-28`,
  rw: (label) => `"${label}" igomba kuba umunsi wo kuri kalendari, urugero 2026-11-28`,
  fr: (label) => `« ${label} » doit être un jour du calendrier, par exemple 2026-11-28`,
});
const tooEarly: Words = text({
  en: (label) => `"${label}" is before the beginning: turn the two round, or correct one`,
  rw: (label) => `"${label}" ibanziriza intangiriro: bihindurane, cyangwa ukosore kimwe`,
  fr: (label) => `« ${label} » est avant le début : inversez les deux, ou corrigez-en un`,
});
const bothOrNone: Words = text({
  en: (label) => `"${label}" is missing: give both days, or none`,
  rw: (label) => `"${label}" irabura: andika iminsi yombi, cyangwa ntugire n’umwe wandika`,
  fr: (label) => `« ${label} » manque : indiquez les deux jours, ou aucun`,
});
const length: Words = text({
  en: (label, _, most) => `"${label}" has to be text of at most ${most} characters, without control characters`,
  rw: (label, _, most) => `"${label}" igomba kuba umwandiko utarenze inyuguti ${most}`,
  fr: (label, _, most) => `« ${label} » doit être un texte d’au plus ${most} caractères, sans caractère de contrôle`,
});
const provider: Words = text({
  en: (label) =>
    `"${label}" has to be a provider of this installation, such as mtn-momo; of a statement also bank, or bank:bk`,
  rw: (label) =>
    `"${label}" igomba kuba ikigo gikorana n’ubu buryo, urugero mtn-momo; kuri raporo na bank, cyangwa bank:bk`,
  fr: (label) =>
    `« ${label} » doit être un opérateur de cette installation, par exemple mtn-momo ; d’un relevé aussi bank, ou bank:bk`,
});
const choice: Words = text({
  en: (label) => `"${label}" has to be one of the list`,
  rw: (label) => `"${label}" igomba kuba kimwe mu biri ku rutonde`,
  fr: (label) => `« ${label} » doit être un choix de la liste`,
});
const person: Words = text({
  en: (label) => `"${label}" has to be of a person who may do this, such as usr_0123…; the page of users shows it`,
  rw: (label) => `"${label}" igomba kuba iy’umuntu ubyemerewe, urugero usr_0123…; urupapuro rw’abakoresha rurayerekana`,
  fr: (label) =>
    `« ${label} » doit être celui d’une personne autorisée, par exemple usr_0123… ; la page des utilisateurs le montre`,
});
const ofTheLine: Words = text({
  en: (label, sum) => `"${label}" has to be that of the chosen line of the bank, ${sum}`,
  rw: (label, sum) => `"${label}" igomba kuba ayo ku murongo wa banki wahisemo, ${sum}`,
  fr: (label, sum) => `« ${label} » doit être celui de la ligne de la banque choisie, ${sum}`,
});
const future: Words = text({
  en: (label, today) => `"${label}" is after today, which is ${today} in Kigali`,
  rw: (label, today) => `"${label}" iri nyuma y’uyu munsi, ari wo ${today} i Kigali`,
  fr: (label, today) => `« ${label} » est après aujourd’hui, qui est le ${today} à Kigali`,
});
const tooManyDays: Words = text({
  en: (label, days) => `"${label}" is more than ${days} days after the beginning: ask for the years one by one`,
  rw: (label, days) => `"${label}" irenza iminsi ${days} nyuma y’intangiriro: saba umwaka umwe umwe`,
  fr: (label, days) => `« ${label} » est plus de ${days} jours après le début : demandez les années une à une`,
});
const notOfThisReport: Words = text({
  en: (label) => `This report does not take "${label}"`,
  rw: (label) => `Iyi raporo ntiyakira "${label}"`,
  fr: (label) => `Ce rapport n’accepte pas « ${label} »`,
});
const file: Words = text({
  en: (label) => `"${label}": choose a file`,
  rw: (label) => `"${label}": hitamo dosiye`,
  fr: (label) => `« ${label} » : choisissez un fichier`,
});

const faults: SentenceTable<Words> = [
  [/^is (?:no filter of|not for|for revenue-by-service)/, notOfThisReport],
  [/^must be chosen/, file],
  [/^must be there where the other one is/, bothOrNone],
  [/^must be decimal text/, amount],
  [/^must have at most 15 digits/, amountTooLong],
  [/^must have no decimals: ([A-Z]{3})/, whole],
  [/^must have at most (\d+) decimals in ([A-Z]{3})/, decimals],
  [/^must be more than zero/, notPositive],
  [/^must be a currency/, currency],
  [/^must be a time/, moment],
  [/^must be a day/, day],
  [/^must not be before/, tooEarly],
  [/^must not be after today, which is (\S+)/, future],
  [/^must be at most (\d+) days/, tooManyDays],
  [/^must be that of the line, (\S+)/, ofTheLine],
  [/^must be text of ([\d,]+) to ([\d,]+) characters/, length],
  [/^must be the name of a provider/, provider],
  [/^must be one of/, choice],
  [/^must be the id of/, person],
];
/** Those that are about a field in which nothing was typed. */
const alsoEmpty: ReadonlySet<Words> = new Set([file, bothOrNone]);
