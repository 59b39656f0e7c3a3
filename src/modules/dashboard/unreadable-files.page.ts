import { figures } from '../../http/pages/formats.js';
import { sayIn, text, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import type { UnreadableReason } from '../reconciliation/contract.js';

interface Sum {
  readonly amount: string;
  readonly currency: string;
}

/** What a refused file says of itself (`STATEMENT_UNREADABLE`). */
export interface UnreadableDetail {
  readonly line: number;
  readonly column: string | null;
  readonly reason: UnreadableReason;
  readonly form?: string;
  readonly missing?: readonly string[];
  readonly lookedFor?: Readonly<Record<string, readonly string[]>>;
  readonly opening?: Sum;
  readonly computed?: Sum;
  readonly closing?: Sum;
  readonly before?: Sum;
  readonly difference?: Sum;
}

/** Why a file of a statement is not taken, and what to do, with the field that it is about. */
export function unreadableBecause(detail: UnreadableDetail, language: Language) {
  const { line, column, reason, form = '', missing = [], lookedFor = {} } = detail;
  const sum = (of: Sum | undefined) => (of === undefined ? '' : `${figures(of.amount, language)} ${of.currency}`);
  const said = sayIn(language)(unreadableTexts[reason], {
    line: String(line),
    column: column ?? '',
    form,
    missing: missing.join(', '),
    known: Object.values(lookedFor)
      .map((names) => names.slice(0, namesShown).join(', '))
      .join('; '),
    opening: sum(detail.opening),
    computed: sum(detail.computed),
    closing: sum(detail.closing),
    before: sum(detail.before),
    difference: sum(detail.difference),
  });
  return { field: ofDates.has(reason) ? 'dateFormat' : 'file', said };
}

const namesShown = 6;
const ofDates: ReadonlySet<UnreadableReason> = new Set(['DATE_ORDER', 'OTHER_DATE_ORDER']);

interface Told {
  readonly line: string;
  readonly column: string;
  readonly form: string;
  readonly missing: string;
  readonly known: string;
  readonly opening: string;
  readonly computed: string;
  readonly closing: string;
  readonly before: string;
  readonly difference: string;
}

const unreadableTexts: Readonly<Record<UnreadableReason, Text<[of: Told], string>>> = {
  EMPTY: text({
    en: 'The file is empty. Download the statement again, as CSV or XLSX.',
    rw: 'Dosiye nta kirimo. Ongera umanure raporo, nka CSV cyangwa XLSX.',
    fr: 'Le fichier est vide. Téléchargez de nouveau le relevé, en CSV ou XLSX.',
  }),
  PICTURE: text({
    en: ({ form }) => `The file is a picture (${form}). Download the statement as CSV or XLSX.`,
    rw: ({ form }) => `Dosiye ni ifoto (${form}). Manura raporo nka CSV cyangwa XLSX.`,
    fr: ({ form }) => `Le fichier est une image (${form}). Téléchargez le relevé en CSV ou XLSX.`,
  }),
  PDF: text({
    en: 'The file is a PDF, which is for printing. Download the statement as CSV or XLSX.',
    rw: 'Dosiye ni PDF, igenewe gucapwa. Manura raporo nka CSV cyangwa XLSX.',
    fr: 'Le fichier est un PDF, fait pour l’impression. Téléchargez le relevé en CSV ou XLSX.',
  }),
  ARCHIVE: text({
    en: ({ form }) => `The file is an archive (${form}). Unpack it, and send the CSV or XLSX file in it.`,
    rw: ({ form }) => `Dosiye irapfunyitse (${form}). Yipfundure, wohereze dosiye ya CSV cyangwa XLSX irimo.`,
    fr: ({ form }) =>
      `Le fichier est une archive (${form}). Décompressez-la et envoyez le fichier CSV ou XLSX qu’elle contient.`,
  }),
  OLD_SPREADSHEET: text({
    en: 'The file is of an old Office program, such as Excel 97 (.xls). Open it, and save it as XLSX or CSV.',
    rw: 'Dosiye ni iya porogaramu ishaje ya Office, nka Excel 97 (.xls). Yifungure, uyibike nka XLSX cyangwa CSV.',
    fr: 'Le fichier vient d’un ancien programme Office, comme Excel 97 (.xls). Ouvrez-le et enregistrez-le en XLSX ou CSV.',
  }),
  PROTECTED: text({
    en: 'The file is protected by a password. Open it, and save it without one as XLSX or CSV.',
    rw: 'Dosiye irinzwe n’ijambo ry’ibanga. Yifungure, uyibike nta jambo ry’ibanga nka XLSX cyangwa CSV.',
    fr: 'Le fichier est protégé par un mot de passe. Ouvrez-le et enregistrez-le sans mot de passe en XLSX ou CSV.',
  }),
  WEB_PAGE: text({
    en: 'The file is a web page, perhaps under the name of a spreadsheet. Open it with a spreadsheet program and save it as XLSX or CSV, or download the statement again.',
    rw: 'Dosiye ni urupapuro rwa interineti, rushobora kuba rwitiriwe imbonerahamwe. Yifungure muri porogaramu y’imbonerahamwe uyibike nka XLSX cyangwa CSV, cyangwa wongere umanure raporo.',
    fr: 'Le fichier est une page web, peut-être sous le nom d’un tableur. Ouvrez-le avec un tableur et enregistrez-le en XLSX ou CSV, ou téléchargez de nouveau le relevé.',
  }),
  OTHER_DOCUMENT: text({
    en: ({ form }) =>
      `The file is another kind of document (${form}). Download the statement as CSV or XLSX, or save it as one of them.`,
    rw: ({ form }) =>
      `Dosiye ni inyandiko y’ubundi bwoko (${form}). Manura raporo nka CSV cyangwa XLSX, cyangwa uyibike ityo.`,
    fr: ({ form }) =>
      `Le fichier est un autre type de document (${form}). Téléchargez le relevé en CSV ou XLSX, ou enregistrez-le ainsi.`,
  }),
  NOT_TEXT: text({
    en: 'The file is neither a table nor a statement that can be read. Download the statement as CSV or XLSX.',
    rw: 'Dosiye si imbonerahamwe kandi si raporo isomeka. Manura raporo nka CSV cyangwa XLSX.',
    fr: 'Le fichier n’est ni un tableau ni un relevé lisible. Téléchargez le relevé en CSV ou XLSX.',
  }),
  TOO_MUCH: text({
    en: 'The file holds more than a statement has. Send a shorter time, as CSV.',
    rw: 'Dosiye irimo ibirenze ibyo raporo igira. Ohereza igihe kigufi, nka CSV.',
    fr: 'Le fichier contient plus qu’un relevé. Envoyez une période plus courte, en CSV.',
  }),
  DAMAGED: text({
    en: 'The file is damaged or cut off. Download the statement again, and send it as it is.',
    rw: 'Dosiye yarangiritse cyangwa yaracitse. Ongera umanure raporo, uyohereze uko iri.',
    fr: 'Le fichier est endommagé ou tronqué. Téléchargez de nouveau le relevé et envoyez-le tel quel.',
  }),
  NO_SHEET: text({
    en: 'Every sheet of the spreadsheet is hidden. Save it with the sheet of the statement shown.',
    rw: 'Amapaji yose y’imbonerahamwe arahishe. Yibike ipaji ya raporo igaragara.',
    fr: 'Toutes les feuilles du tableur sont masquées. Enregistrez-le avec la feuille du relevé affichée.',
  }),
  NO_HEADER: text({
    en: ({ line, missing, known }) =>
      `The first 20 lines have no row with the column names of a statement. Line ${line} comes nearest, and lacks: ${missing}. Send the file as it was downloaded, with its column names. Names that are known: ${known}.`,
    rw: ({ line, missing, known }) =>
      `Mu mirongo 20 ya mbere nta murongo urimo amazina y’inkingi za raporo. Umurongo wa ${line} ni wo wegereye, hakabura: ${missing}. Ohereza dosiye uko yamanuwe, irimo amazina y’inkingi zayo. Amazina azwi: ${known}.`,
    fr: ({ line, missing, known }) =>
      `Aucune des 20 premières lignes ne porte les noms de colonnes d’un relevé. La ligne ${line} s’en approche le plus ; il y manque : ${missing}. Envoyez le fichier tel que téléchargé, avec ses noms de colonnes. Noms connus : ${known}.`,
  }),
  DATE_ORDER: text({
    en: ({ line }) =>
      `The dates of the file can be read in two ways, first on line ${line}. Choose which stands first, the day or the month, and send it again.`,
    rw: ({ line }) =>
      `Amatariki yo muri dosiye ashobora gusomwa kubiri, uhereye ku murongo wa ${line}. Hitamo ikibanza, umunsi cyangwa ukwezi, wongere uyohereze.`,
    fr: ({ line }) =>
      `Les dates du fichier se lisent de deux façons, d’abord à la ligne ${line}. Choisissez ce qui vient en premier, le jour ou le mois, et renvoyez-le.`,
  }),
  DATES_OF_TWO_ORDERS: text({
    en: ({ line, column }) =>
      `The column "${column}" has dates with the day first and others with the month first, on line ${line}. Download the statement again, and send it as it is.`,
    rw: ({ line, column }) =>
      `Inkingi "${column}" irimo amatariki abanza umunsi n’andi abanza ukwezi, ku murongo wa ${line}. Ongera umanure raporo, uyohereze uko iri.`,
    fr: ({ line, column }) =>
      `La colonne « ${column} » a des dates avec le jour d’abord et d’autres avec le mois d’abord, à la ligne ${line}. Téléchargez de nouveau le relevé et envoyez-le tel quel.`,
  }),
  OTHER_DATE_ORDER: text({
    en: ({ line }) =>
      `The dates of the file are in another order than the one that was chosen, as line ${line} shows. Choose the order of its dates, or "As the file tells".`,
    rw: ({ line }) =>
      `Amatariki yo muri dosiye akurikirana ukundi bitandukanye n’uko wahisemo, nk’uko umurongo wa ${line} ubigaragaza. Hitamo uko akurikirana, cyangwa "Nk’uko dosiye ibivuga".`,
    fr: ({ line }) =>
      `Les dates du fichier sont dans un autre ordre que celui choisi, comme le montre la ligne ${line}. Choisissez l’ordre de ses dates, ou « Selon le fichier ».`,
  }),
  BALANCES_DIFFER: text({
    en: ({ line, opening, computed, closing, difference }) =>
      `The statement that closes on line ${line} opens with ${opening}; with its lines that makes ${computed}, but it closes with ${closing}: a difference of ${difference}. Lines are missing or were changed, so none of the file was taken. Download it again from the bank.`,
    rw: ({ line, opening, computed, closing, difference }) =>
      `Raporo irangirira ku murongo wa ${line} itangirana ${opening}; hamwe n’imirongo yayo biba ${computed}, ariko irangirana ${closing}: ikinyuranyo ni ${difference}. Hari imirongo ibura cyangwa yahinduwe, bityo nta kintu cyo muri dosiye cyafashwe. Ongera uyimanure kuri banki.`,
    fr: ({ line, opening, computed, closing, difference }) =>
      `Le relevé qui se ferme à la ligne ${line} s’ouvre avec ${opening} ; avec ses lignes cela fait ${computed}, mais il se ferme avec ${closing} : une différence de ${difference}. Des lignes manquent ou ont été modifiées, donc rien du fichier n’a été pris. Téléchargez-le de nouveau à la banque.`,
  }),
  NOT_CONTINUED: text({
    en: ({ line, before, opening }) =>
      `The statement on line ${line} opens with ${opening}, and the one before it closed with ${before}: one between them is missing, or they are not in their order. None of the file was taken. Download it again from the bank, with every statement of the time.`,
    rw: ({ line, before, opening }) =>
      `Raporo iri ku murongo wa ${line} itangirana ${opening}, kandi iyayibanjirije yarangiranye ${before}: hari ibura hagati, cyangwa ntizikurikirana. Nta kintu cyo muri dosiye cyafashwe. Ongera uyimanure kuri banki, irimo raporo zose z’icyo gihe.`,
    fr: ({ line, before, opening }) =>
      `Le relevé de la ligne ${line} s’ouvre avec ${opening}, et le précédent s’était fermé avec ${before} : il en manque un entre les deux, ou ils ne sont pas dans l’ordre. Rien du fichier n’a été pris. Téléchargez-le de nouveau à la banque, avec tous les relevés de la période.`,
  }),
  BALANCE_MISSING: text({
    en: ({ line }) =>
      `The statement on line ${line} lacks its opening or its closing balance: the file may be cut off. None of it was taken. Download it again from the bank.`,
    rw: ({ line }) =>
      `Raporo iri ku murongo wa ${line} ibura amafaranga itangirana cyangwa irangirana: dosiye ishobora kuba yaracitse. Nta kintu cyayo cyafashwe. Ongera uyimanure kuri banki.`,
    fr: ({ line }) =>
      `Il manque au relevé de la ligne ${line} son solde d’ouverture ou de clôture : le fichier est peut-être tronqué. Rien n’en a été pris. Téléchargez-le de nouveau à la banque.`,
  }),
  BANK_FORM: text({
    en: ({ line }) =>
      `Line ${line} is not as a bank’s statement (MT940, CAMT.053) has it, so the file cannot be held against its balances. None of it was taken. Download it again from the bank.`,
    rw: ({ line }) =>
      `Umurongo wa ${line} ntumeze nk’uko raporo ya banki (MT940, CAMT.053) iba imeze, bityo dosiye ntigereranywa n’amafaranga asigaye. Nta kintu cyayo cyafashwe. Ongera uyimanure kuri banki.`,
    fr: ({ line }) =>
      `La ligne ${line} n’est pas conforme à un relevé bancaire (MT940, CAMT.053), donc le fichier ne peut être comparé à ses soldes. Rien n’en a été pris. Téléchargez-le de nouveau à la banque.`,
  }),
};
