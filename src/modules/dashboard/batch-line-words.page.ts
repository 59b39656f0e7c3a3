import { text, type Say, type Text } from '../../http/pages/text.js';
import { rowOf, type SentenceTable } from './sentences.rule.js';

/**
 * What the rules of a file say of a line, for people who read another language than that of the API. A finding is kept in the log as its English
 * sentence, so it is known again by that; `test/pages/money-words.spec.ts` holds each of them against the rules.
 */
const findings: SentenceTable<Text<string[], string>> = [
  [
    /^has (\d+) fields, and the header has (\d+)$/,
    text({
      en: (fields: string, columns: string) => `has ${fields} fields, and the header has ${columns}`,
      rw: (fields: string, columns: string) => `ufite ibice ${fields}, mu gihe umutwe ufite ${columns}`,
      fr: (fields: string, columns: string) => `a ${fields} champs, et l’en-tête en a ${columns}`,
    }),
  ],
  [
    /^must be text of 1 to (\d+) characters on one line$/,
    text({
      en: (most: string) => `must be text of 1 to ${most} characters on one line`,
      rw: (most: string) => `hagomba umwandiko w’inyuguti 1 kugeza ${most} ku murongo umwe`,
      fr: (most: string) => `doit être un texte de 1 à ${most} caractères sur une ligne`,
    }),
  ],
  [
    /^must be text of at most (\d+) characters on one line$/,
    text({
      en: (most: string) => `must be text of at most ${most} characters on one line`,
      rw: (most: string) => `hagomba umwandiko utarengeje inyuguti ${most} ku murongo umwe`,
      fr: (most: string) => `doit être un texte d’au plus ${most} caractères sur une ligne`,
    }),
  ],
  [
    /^must be one of ([a-z, ]+)$/,
    text({
      en: (types: string) => `must be one of ${types}`,
      rw: (types: string) => `hagomba kimwe muri ibi: ${types}`,
      fr: (types: string) => `doit être l’un de : ${types}`,
    }),
  ],
  [
    /^must be a phone number, as 07######## or \+2507########$/,
    text({
      en: 'must be a phone number, as 07######## or +2507########',
      rw: 'hagomba nimero ya telefone, nka 07######## cyangwa +2507########',
      fr: 'doit être un numéro de téléphone, comme 07######## ou +2507########',
    }),
  ],
  [
    /^is in the short form of a spreadsheet, which has lost digits/,
    text({
      en: 'is in the short form of a spreadsheet, which has lost digits: format the column as text, and enter the number again',
      rw: 'yanditswe mu buryo bugufi bwa porogaramu y’imbonerahamwe, bwatakaje imibare: hindura inkingi umwandiko, wongere wandike nimero',
      fr: 'est sous la forme courte d’un tableur, qui a perdu des chiffres : mettez la colonne en texte et saisissez le numéro de nouveau',
    }),
  ],
  [
    /^must be a currency code of ISO 4217, such as RWF$/,
    text({
      en: 'must be a currency code of ISO 4217, such as RWF',
      rw: 'hagomba kode y’ifaranga ya ISO 4217, urugero RWF',
      fr: 'doit être un code de devise ISO 4217, par exemple RWF',
    }),
  ],
  [
    /^must be a number without sign, exponent or separators of thousands, such as 5000$/,
    text({
      en: 'must be a number without sign, exponent or separators of thousands, such as 5000',
      rw: 'hagomba umubare udafite ikimenyetso, inyuguti cyangwa utwuma dutandukanya ibihumbi, urugero 5000',
      fr: 'doit être un nombre sans signe, exposant ni séparateur de milliers, par exemple 5000',
    }),
  ],
  [
    /^must have at most 15 digits$/,
    text({
      en: 'must have at most 15 digits',
      rw: 'ntigomba kurenza imibare 15',
      fr: 'doit avoir au plus 15 chiffres',
    }),
  ],
  [
    /^must have at most (\d) decimals in ([A-Z]{3})$/,
    text({
      en: (digits: string, currency: string) => `must have at most ${digits} decimals in ${currency}`,
      rw: (digits: string, currency: string) => `ntigomba kurenza imibare ${digits} nyuma y’akadomo muri ${currency}`,
      fr: (digits: string, currency: string) => `doit avoir au plus ${digits} décimales en ${currency}`,
    }),
  ],
  [
    /^must have no decimals: ([A-Z]{3}) has none$/,
    text({
      en: (currency: string) => `must have no decimals: ${currency} has none`,
      rw: (currency: string) => `hagomba umubare wuzuye: ${currency} nta bice igira`,
      fr: (currency: string) => `doit être un nombre entier : ${currency} n’a pas de décimales`,
    }),
  ],
  [
    /^must be more than zero$/,
    text({ en: 'must be more than zero', rw: 'hagomba kurenga zeru', fr: 'doit être supérieur à zéro' }),
  ],
  [
    /^is not one that a configured provider pays in$/,
    text({
      en: 'is not one that a configured provider pays in',
      rw: 'nta kigo cy’itumanaho gikoreshwa hano cyishyura muri iri faranga',
      fr: 'n’est payée par aucun opérateur configuré',
    }),
  ],
  [
    /^is not a number that a configured provider pays$/,
    text({
      en: 'is not a number that a configured provider pays',
      rw: 'nta kigo cy’itumanaho gikoreshwa hano cyishyura iyi nimero',
      fr: 'n’est pas un numéro qu’un opérateur configuré paie',
    }),
  ],
  [
    /^must be ([A-Z]{3}), as on line (\d+): a file has one currency$/,
    text({
      en: (currency: string, line: string) => `must be ${currency}, as on line ${line}: a file has one currency`,
      rw: (currency: string, line: string) =>
        `hagomba ${currency}, nk’uko biri ku murongo wa ${line}: dosiye igira ifaranga rimwe`,
      fr: (currency: string, line: string) =>
        `doit être ${currency}, comme à la ligne ${line} : un fichier a une seule devise`,
    }),
  ],
  [
    /^is the record of line (\d+) too: a record is paid once$/,
    text({
      en: (line: string) => `is the record of line ${line} too: a record is paid once`,
      rw: (line: string) => `ni icyishyurwa cyo ku murongo wa ${line} na cyo: icyishyurwa cyishyurwa rimwe`,
      fr: (line: string) => `est aussi l’objet de la ligne ${line} : un objet est payé une fois`,
    }),
  ],
  [
    /^is paid the same amount on line (\d+) already$/,
    text({
      en: (line: string) => `is paid the same amount on line ${line} already`,
      rw: (line: string) => `yishyurwa amafaranga angana ku murongo wa ${line}`,
      fr: (line: string) => `reçoit déjà le même montant à la ligne ${line}`,
    }),
  ],
  [
    /^was perhaps paid by (out_[0-9a-f]+): a person has to decide its review first$/,
    text({
      en: (payout: string) => `was perhaps paid by ${payout}: a person has to decide its review first`,
      rw: (payout: string) =>
        `gishobora kuba cyarishyuwe na ${payout}: umuntu agomba kubanza gufata icyemezo ku isuzuma`,
      fr: (payout: string) => `a peut-être été payé par ${payout} : une personne doit d’abord décider sa vérification`,
    }),
  ],
  [
    /^has been paid by (out_[0-9a-f]+)$/,
    text({
      en: (payout: string) => `has been paid by ${payout}`,
      rw: (payout: string) => `cyarishyuwe na ${payout}`,
      fr: (payout: string) => `a été payé par ${payout}`,
    }),
  ],
  [
    /^is about to be paid by (out_[0-9a-f]+)$/,
    text({
      en: (payout: string) => `is about to be paid by ${payout}`,
      rw: (payout: string) => `kigiye kwishyurwa na ${payout}`,
      fr: (payout: string) => `est sur le point d’être payé par ${payout}`,
    }),
  ],
];

/** Null: another release has written it. */
export function findingWords(message: string, say: Say): string | null {
  const row = rowOf(findings, message);
  return row === null ? null : say(row.words, ...row.found);
}
