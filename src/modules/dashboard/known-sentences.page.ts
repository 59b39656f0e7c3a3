import { dayOf, figures, inKigali } from '../../http/pages/formats.js';
import { html, type Markup } from '../../http/pages/markup.js';
import { sayIn, text, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import { rowOf, type SentenceTable } from './sentences.rule.js';

/**
 * Rules and readers give some of their reasons as sentences in English, which are kept and answered as they are. Pages say those that they know in
 * their language, and mark every other as English.
 */
export function knownSentence(sentence: string, language: Language): Markup {
  const row = rowOf(known, sentence);
  return row === null
    ? html`<span lang="en">${sentence}</span>`
    : html`${sayIn(language)(row.words, ...row.found.map((one) => written(one, language)))}`;
}

/** Amounts and moments as the page writes them. */
function written(found: string, language: Language): string {
  const [, amount, currency] = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(found) ?? [];
  if (amount !== undefined) return `${figures(amount, language)} ${currency}`;
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(found)) return `${dayOf(found, language)}, ${inKigali(found).slice(11, 16)}`;
  return found;
}

type Words = Text<string[], string>;

const isEmpty: Words = text({ en: 'is empty', rw: 'nta kirimo', fr: 'est vide' });
const noAmount: Words = text({ en: 'is not an amount', rw: 'si amafaranga', fr: 'n’est pas un montant' });
const lostDigits: Words = text({
  en: 'is in the short form of a spreadsheet, which has lost digits: format the column as a number and export it again',
  rw: 'yanditse mu buryo bugufi bw’imbonerahamwe, bwatakaje imibare: shyira inkingi mu mibare wongere uyisohore',
  fr: 'est dans la forme courte d’un tableur, qui a perdu des chiffres : mettez la colonne en nombre et exportez de nouveau',
});
const tooManyDecimals: Words = text({
  en: (currency) => `has more decimals than ${currency} has`,
  rw: (currency) => `ifite ibice birenze ibyo ${currency} igira`,
  fr: (currency) => `a plus de décimales que ${currency}`,
});
const otherCurrency: Words = text({
  en: (currency) => `is in another currency than the ${currency} that is expected here`,
  rw: (currency) => `iri mu rindi faranga ritari ${currency} ritegerejwe hano`,
  fr: (currency) => `est dans une autre devise que ${currency}, attendue ici`,
});
const unknownCurrency: Words = text({
  en: 'stands beside a currency that is none',
  rw: 'iri iruhande rw’ifaranga ritabaho',
  fr: 'est à côté d’une devise qui n’existe pas',
});
const tooLong: Words = text({
  en: 'has more than 15 digits',
  rw: 'ifite imibare irenze 15',
  fr: 'a plus de 15 chiffres',
});
const severalSigns: Words = text({
  en: 'has more than one sign',
  rw: 'ifite ikimenyetso kirenze kimwe',
  fr: 'a plus d’un signe',
});
const thousandsOrDecimals: Words = text({
  en: 'has one separator before three digits, which may be thousands or decimals: export it without separators',
  rw: 'ifite akabago kamwe mbere y’imibare itatu, gashobora kuba ak’ibihumbi cyangwa ak’ibice: yisohore nta tubago',
  fr: 'a un séparateur avant trois chiffres, de milliers ou de décimales : exportez-la sans séparateurs',
});
const wrongGroups: Words = text({
  en: 'has separators that do not stand before every three digits',
  rw: 'ifite utubago tutari mbere ya buri mibare itatu',
  fr: 'a des séparateurs mal placés',
});
const bothSides: Words = text({
  en: 'is filled, and the other side as well',
  rw: 'iruzuye, n’urundi ruhande ruruzuye',
  fr: 'est rempli, et l’autre côté aussi',
});
const shortYear: Words = text({
  en: 'has a year of two digits',
  rw: 'ifite umwaka w’imibare ibiri',
  fr: 'a une année à deux chiffres',
});
const noDate: Words = text({
  en: 'is not a date in a form that is known, such as 2026-11-29 10:00:00 or 29/11/2026 10:00',
  rw: 'si itariki yanditse mu buryo buzwi, urugero 2026-11-29 10:00:00 cyangwa 29/11/2026 10:00',
  fr: 'n’est pas une date dans une forme connue, comme 2026-11-29 10:00:00 ou 29/11/2026 10:00',
});
const noDay: Words = text({
  en: 'is not a day of the calendar',
  rw: 'si umunsi wo kuri kalendari',
  fr: 'n’est pas un jour du calendrier',
});
const otherYear: Words = text({
  en: 'is of a year that no statement has',
  rw: 'umwaka wayo ntushoboka kuri raporo',
  fr: 'est d’une année qu’aucun relevé n’a',
});
const noTime: Words = text({
  en: 'is not a time of day',
  rw: 'si isaha y’umunsi',
  fr: 'n’est pas une heure du jour',
});
const otherCells: Words = text({
  en: (cells, columns) =>
    `The row has ${cells} cells, and the header has ${columns}: a separator inside a cell may stand without quotes`,
  rw: (cells, columns) =>
    `Umurongo ufite utuzu ${cells}, amazina y’inkingi ni ${columns}: hashobora kuba hari akabago kari mu kazu nta turimo tw’amagambo`,
  fr: (cells, columns) =>
    `La ligne a ${cells} cellules et l’en-tête ${columns} : un séparateur dans une cellule est peut-être sans guillemets`,
});
const openQuote: Words = text({
  en: 'A quote is opened and not closed',
  rw: 'Akagambo gafunguwe ntigafungwe',
  fr: 'Un guillemet est ouvert et jamais fermé',
});
const loneQuote: Words = text({
  en: 'A quote inside a cell is not doubled',
  rw: 'Akagambo kari mu kazu ntikikubye kabiri',
  fr: 'Un guillemet dans une cellule n’est pas doublé',
});
const longRow: Words = text({
  en: (most) => `The row is longer than ${most} characters`,
  rw: (most) => `Umurongo urenze inyuguti ${most}`,
  fr: (most) => `La ligne dépasse ${most} caractères`,
});
const untoldOrder: Words = text({
  en: 'has a day and a month in an order that the file does not tell',
  rw: 'ifite umunsi n’ukwezi bikurikiranye uko dosiye itabivuga',
  fr: 'a un jour et un mois dans un ordre que le fichier ne dit pas',
});
const exactlyThat: Words = text({
  en: (sum) => `It is exactly what is in transit, ${sum}`,
  rw: (sum) => `Ni yo neza ari mu nzira, ${sum}`,
  fr: (sum) => `C’est exactement ce qui est en transit, ${sum}`,
});
const lessThanThat: Words = text({
  en: (sum) => `It is ${sum} less than what is in transit: a fee may have been kept`,
  rw: (sum) => `Iburaho ${sum} ku ari mu nzira: hashobora kuba harakaswe ikiguzi`,
  fr: (sum) => `C’est ${sum} de moins que ce qui est en transit : des frais ont peut-être été retenus`,
});
const inTime: Words = text({
  en: 'It came within the time that was expected',
  rw: 'Yaje mu gihe cyari gitegerejwe',
  fr: 'Il est arrivé dans le délai attendu',
});
const outOfTime: Words = text({
  en: 'It came before the money left, or later than expected',
  rw: 'Yaje mbere y’uko amafaranga agenda, cyangwa nyuma y’igihe cyari gitegerejwe',
  fr: 'Il est arrivé avant le départ de l’argent, ou plus tard que prévu',
});
const ofOneDay: Words = text({
  en: (day, sum) => `What came into the wallet on ${day}, less what went out, is ${sum}`,
  rw: (day, sum) => `Ayinjiye kuri konti ya telefone ku wa ${day}, ukuyemo ayasohotse, ni ${sum}`,
  fr: (day, sum) => `Ce qui est entré dans le portefeuille le ${day}, moins ce qui en est sorti, fait ${sum}`,
});
const ofDays: Words = text({
  en: (from, to, sum) => `What came into the wallet from ${from} to ${to}, less what went out, is ${sum}`,
  rw: (from, to, sum) =>
    `Ayinjiye kuri konti ya telefone kuva ku wa ${from} kugeza ku wa ${to}, ukuyemo ayasohotse, ni ${sum}`,
  fr: (from, to, sum) =>
    `Ce qui est entré dans le portefeuille du ${from} au ${to}, moins ce qui en est sorti, fait ${sum}`,
});
const lessFees: Words = text({
  en: (sum) => `Less the fees that the tariff expects, ${sum}, it is the deposit`,
  rw: (sum) => `Ukuyemo ibiguzi biteganywa n’ibiciro, ${sum}, ni yo yageze kuri banki`,
  fr: (sum) => `Moins les frais prévus par le tarif, ${sum}, c’est le dépôt`,
});
const toTheUnit: Words = text({
  en: 'That is the deposit to the last unit',
  rw: 'Ni yo neza yageze kuri banki',
  fr: 'C’est le dépôt, à l’unité près',
});
const nextDay: Words = text({
  en: 'The deposit came on that day or the next',
  rw: 'Yageze kuri banki uwo munsi cyangwa ukurikiyeho',
  fr: 'Le dépôt est arrivé ce jour-là ou le lendemain',
});
const daysLater: Words = text({
  en: (days) => `The deposit came ${days} days later`,
  rw: (days) => `Yageze kuri banki nyuma y’iminsi ${days}`,
  fr: (days) => `Le dépôt est arrivé ${days} jours plus tard`,
});
const inARow: Words = text({
  en: (entries, from, to, sum) => `Entries in a row: ${entries}, from ${from} to ${to}, come to exactly ${sum}`,
  rw: (entries, from, to, sum) =>
    `Ibyanditswe bikurikiranye: ${entries}, kuva ${from} kugeza ${to}, bivamo neza ${sum}`,
  fr: (entries, from, to, sum) => `Écritures consécutives : ${entries}, du ${from} au ${to}, font exactement ${sum}`,
});
const severalRows: Words = text({
  en: (rows) => `${rows} rows of entries come to this sum, so each of them says less`,
  rw: (rows) => `Impurirane ${rows} z’ibyanditswe zivamo aya mafaranga, bityo buri yose ivuga bike`,
  fr: (rows) => `${rows} suites d’écritures font cette somme, donc chacune dit moins`,
});

const gaps: Words = text({
  en: (lines) => `It does not follow from the line before on line ${lines}.`,
  rw: (lines) => `Ntakurikirana n’umurongo wabanje ku murongo wa ${lines}.`,
  fr: (lines) => `Il ne suit pas de la ligne précédente à la ligne ${lines}.`,
});
const manyGaps: Words = text({
  en: (lines, more) => `It does not follow from the line before on line ${lines} and ${more} more.`,
  rw: (lines, more) => `Ntakurikirana n’umurongo wabanje ku murongo wa ${lines} n’indi ${more}.`,
  fr: (lines, more) => `Il ne suit pas de la ligne précédente à la ligne ${lines} et ${more} autres.`,
});
const doesNotContinue: Words = text({
  en: (opening, closing) =>
    `It begins with ${opening}, and that one ended with ${closing}: a statement between them may be missing.`,
  rw: (opening, closing) =>
    `Itangirana ${opening}, iyo yindi yarangiranye ${closing}: hashobora kuba habura raporo hagati.`,
  fr: (opening, closing) =>
    `Il commence avec ${opening} et l’autre finit avec ${closing} : un relevé manque peut-être entre les deux.`,
});
const otherAccount: Words = text({
  en: 'Our side of its lines is another account than on the statements before.',
  rw: 'Uruhande rwacu ku mirongo yayo ni indi konti itari iyo kuri raporo zabanje.',
  fr: 'Notre côté de ses lignes est un autre compte que sur les relevés précédents.',
});
const feesDiffer: Words = text({
  en: (actual, expected) => `They add up to ${actual}, and by the tariff to ${expected}.`,
  rw: (actual, expected) => `Byose hamwe ni ${actual}, naho ku biciro ni ${expected}.`,
  fr: (actual, expected) => `Ils font ${actual}, et selon le tarif ${expected}.`,
});
const notUtf8: Words = text({
  en: 'The file is not UTF-8. It was read as Windows-1252: names with letters of other languages may be wrong.',
  rw: 'Dosiye ntabwo ari UTF-8. Yasomwe nka Windows-1252: amazina afite inyuguti z’izindi ndimi ashobora kuba atari yo.',
  fr: 'Le fichier n’est pas en UTF-8. Il a été lu en Windows-1252 : des noms avec d’autres lettres peuvent être faux.',
});
const oneSheet: Words = text({
  en: (sheets, name) => `Of the ${sheets} sheets, "${name}" was read, and no other.`,
  rw: (sheets, name) => `Mu mpapuro ${sheets}, hasomwe "${name}" gusa.`,
  fr: (sheets, name) => `Sur ${sheets} feuilles, seule « ${name} » a été lue.`,
});
const numberGap: Words = text({
  en: (line, next, last) => `Line ${line}: statement ${next} follows ${last}; the balances continue all the same.`,
  rw: (line, next, last) => `Umurongo wa ${line}: raporo ${next} ikurikira ${last}; amafaranga asigaye arakurikirana.`,
  fr: (line, next, last) => `Ligne ${line} : le relevé ${next} suit ${last} ; les soldes se suivent quand même.`,
});

const known: SentenceTable<Words> = [
  [/^is empty$/, isEmpty],
  [/^is not an amount$/, noAmount],
  [/^is in the short form of a spreadsheet/, lostDigits],
  [/^has more decimals than ([A-Z]{3}) has$/, tooManyDecimals],
  [/^is in another currency than the ([A-Z]{3}) /, otherCurrency],
  [/^(?:stands beside a currency that|is not a currency of) ISO 4217/, unknownCurrency],
  [/^has more than 15 digits$/, tooLong],
  [/^has more than one sign$/, severalSigns],
  [/^has (?:one separator|a point) before three digits/, thousandsOrDecimals],
  [/^has separators that do not stand/, wrongGroups],
  [/^is filled, and the other side/, bothSides],
  [/^has a year of two digits$/, shortYear],
  [/^is not a date in a form/, noDate],
  [/^is not a day of the calendar$/, noDay],
  [/^is of a year that no statement has$/, otherYear],
  [/^is not a time of day$/, noTime],
  [/^has (\d+) cells, and the header has (\d+)/, otherCells],
  [/^a quote is opened/, openQuote],
  [/^a quote inside a cell/, loneQuote],
  [/^the row is longer than (\d+) characters$/, longRow],
  [/^has a day and a month in an order/, untoldOrder],
  [/^The balance does not follow from the line before on line (.+) and (\d+) more:/, manyGaps],
  [/^The balance does not follow from the line before on line ([^:]+):/, gaps],
  [/^It begins with (.+), and the statement before it ended with ([^:]+):/, doesNotContinue],
  [/^Our side of its lines is another account/, otherAccount],
  [/^The fees add up to (.+), and by the tariff to (.+)\.$/, feesDiffer],
  [/^The file is not UTF-8\. It was read as Windows-1252/, notUtf8],
  [/^Of the (\d+) sheets, "(.*)" was read\.$/, oneSheet],
  [/^Line (\d+): statement (\S+) follows (\S+); the balances continue/, numberGap],
  [/^It is exactly what is in transit, (.+)$/, exactlyThat],
  [/^It is (.+) less than what is in transit/, lessThanThat],
  [/^It came within the time/, inTime],
  [/^It came before the money left/, outOfTime],
  [/^What came into the wallet on (\S+), less what went out, is (.+)$/, ofOneDay],
  [/^What came into the wallet from (\S+) to (\S+), less what went out, is (.+)$/, ofDays],
  [/^Less the fees that the tariff expects, (.+), it is the deposit$/, lessFees],
  [/^That is the deposit to the last unit$/, toTheUnit],
  [/^The deposit came on that day or the next$/, nextDay],
  [/^The deposit came (\d+) days later$/, daysLater],
  [/^(\d+) (?:entry|entries in a row) from (\S+) to (\S+) come to exactly (.+)$/, inARow],
  [/^(\d+) rows of entries come to this sum/, severalRows],
];
