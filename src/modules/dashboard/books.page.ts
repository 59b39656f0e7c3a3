import { tableCell, tableFrame } from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { sayIn, text, type Say, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import { asCsv, shownWords } from './list-parts.page.js';
import { unreadableBecause, type UnreadableDetail } from './unreadable-files.page.js';

/** One column of a list: what the page shows in it stands in the CSV too, for both are made of this. */
export interface Column<Row> {
  /** Its header in the CSV: English, so that programs may rely on it. */
  readonly name: string;
  readonly text: (row: Row) => string;
  /** Its header in the page; absent: it is in the CSV alone. */
  readonly label?: Text<[], string>;
  /** How the page writes it; absent: as the CSV does. */
  readonly shown?: (row: Row, language: Language) => Value;
  readonly kind?: 'number' | 'head';
}

export function tableOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  caption: string,
  language: Language,
): Markup {
  const say = sayIn(language);
  const shown = columns.filter(({ label }) => label !== undefined);
  const cell = (row: Row, { label, text: written, shown: show, kind }: Column<Row>) => {
    const value = show === undefined ? written(row) : show(row, language);
    return tableCell({ label: say(label!), value: value === '' || value === null ? '–' : value, kind });
  };
  return tableFrame(
    caption,
    shown.length,
    html`<thead><tr>${shown.map(({ label, kind }) => html`<th scope="col"${kind === 'number' && html` class="number"`}>${say(label!)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${shown.map((column) => cell(row, column))}</tr>`)}</tbody>`,
  );
}

/** The way to the next page, and to the same list as CSV. */
export const listEnd = (of: { readonly next: string | null; readonly csv: string }, language: Language): Markup => {
  const say = sayIn(language);
  return html`<p class="actions">${of.next !== null && html`<a class="button second" href="${of.next}">${say(older)}</a>`} <a href="${of.csv}">${say(asCsv)}</a></p>
`;
};

export const csvLink = (href: string, language: Language): Markup =>
  html`<p><a href="${href}">${sayIn(language)(asCsv)}</a></p>
`;

export const hidden = (name: string, value: string): Markup =>
  html`<input type="hidden" name="${name}" value="${value}">`;

/** A band of days, `2–7`: with a hyphen a spreadsheet would read it as a date. */
export const bandOf = (days: string): string => days.replace('-', '–');

/** What a list leaves out, in words. */
export const filteredBy = (
  parts: readonly (readonly [label: string, value: string])[],
  path: string,
  say: Say,
): Markup =>
  shownWords(
    parts.filter(([, value]) => value !== '').map(([label, value]) => `${label} ${value}`),
    path,
    say,
    everything,
  );

/** What a rule refused, for the people who asked for it, and the field that it is about where it is about one; null: it is no sentence of these pages. */
export function refusedBecause(
  code: string,
  detail: Readonly<Record<string, unknown>>,
  language: Language,
): { readonly field: string | null; readonly said: string } | null {
  const say = sayIn(language);
  if (code === 'STATEMENT_UNREADABLE') return unreadableBecause(detail as unknown as UnreadableDetail, language);
  if (code === 'EARLIER_DAY_OPEN') return { field: null, said: say(earlierDayOpen, String(detail['earlierDate'])) };
  const known = refusals[code];
  return known === undefined ? null : { field: fieldOfRefusal[code] ?? null, said: say(known) };
}

/** Where a refusal is about what stands in one field. */
const fieldOfRefusal: Readonly<Record<string, string>> = {
  ADJUSTMENT_NEEDED: 'adjustmentId',
  ADJUSTMENT_NOT_APPROVED: 'adjustmentId',
  PROVIDER_NOT_AVAILABLE: 'provider',
  DEPOSIT_ALREADY_USED: 'bankReference',
  DEPOSIT_EXCEEDS_SETTLEMENT: 'amount',
};

const older = text({ en: 'Older', rw: 'Ibyabanje', fr: 'Plus anciens' });
const everything = text({ en: 'everything', rw: 'byose', fr: 'tout' });
export const fileTooLarge = text({
  en: 'The file is larger than 512 MB. Send a shorter time.',
  rw: 'Dosiye irenze MB 512. Ohereza igihe kigufi.',
  fr: 'Le fichier dépasse 512 Mo. Envoyez une période plus courte.',
});
const earlierDayOpen = text({
  en: (day: string) => `The day ${day} is still open: days are closed in their order. Nothing was done.`,
  rw: (day: string) => `Umunsi wa ${day} nturafungwa: iminsi ifungwa ikurikirana. Nta cyakozwe.`,
  fr: (day: string) => `Le jour ${day} est encore ouvert : les jours se ferment dans l’ordre. Rien n’a été fait.`,
});

const refusals: Readonly<Record<string, Text<[], string>>> = {
  APPROVER_IS_REQUESTER: text({
    en: 'You asked for this yourself: another person has to approve or reject it. Nothing was done.',
    rw: 'Ni wowe wabisabye: hagomba undi muntu ubyemeza cyangwa ubyanga. Nta cyakozwe.',
    fr: 'C’est vous qui l’avez demandé : une autre personne doit l’approuver ou le refuser. Rien n’a été fait.',
  }),
  ITEM_RESOLVED: text({
    en: 'Somebody has resolved this in the meantime. Nothing was done now.',
    rw: 'Hari uwabikemuye hagati aho. Nta cyakozwe ubu.',
    fr: 'Quelqu’un l’a résolu entre-temps. Rien n’a été fait maintenant.',
  }),
  ADJUSTMENT_NEEDED: text({
    en: 'Name the approved adjustment of the ledger.',
    rw: 'Andika indango y’ikosora ryo mu gitabo ryemejwe.',
    fr: 'Indiquez l’ajustement approuvé du grand livre.',
  }),
  ADJUSTMENT_NOT_APPROVED: text({
    en: 'This adjustment is not there, or people have not approved it yet.',
    rw: 'Iri kosora ntiribaho, cyangwa ntiriremezwa.',
    fr: 'Cet ajustement n’existe pas, ou n’est pas encore approuvé.',
  }),
  WRITE_OFF_NOT_REQUESTED: text({
    en: 'Nobody asks for a write-off of this any more.',
    rw: 'Nta muntu ugisaba ko ibi bivanwaho.',
    fr: 'Plus personne ne demande de passer ceci en perte.',
  }),
  NOTHING_SUGGESTED: text({
    en: 'Nothing is suggested for this line.',
    rw: 'Nta cyasabwe guhuzwa n’uyu murongo.',
    fr: 'Rien n’est suggéré pour cette ligne.',
  }),
  SUGGESTION_TAKEN: text({
    en: 'Another line has met the suggested movement in the meantime.',
    rw: 'Undi murongo wamaze guhuzwa n’ibyari byasabwe.',
    fr: 'Une autre ligne correspond entre-temps au mouvement suggéré.',
  }),
  SUGGESTION_ACCEPTED: text({
    en: 'A suggestion was accepted for this line before, and that stays.',
    rw: 'Kuri uyu murongo hamaze kwemezwa ibyasabwe, kandi ntibihinduka.',
    fr: 'Une suggestion a déjà été acceptée pour cette ligne, et cela reste.',
  }),
  PROVIDER_NOT_AVAILABLE: text({
    en: 'This provider is not one of this installation.',
    rw: 'Iki kigo ntikiri mu byo ubu buryo bukorana na byo.',
    fr: 'Cet opérateur n’est pas celui de cette installation.',
  }),
  STATEMENT_BEING_CANCELLED: text({
    en: 'The earlier import of this file is still being cancelled. Wait a little, and send it again.',
    rw: 'Kwinjiza iyi dosiye byabanje biracyahagarikwa. Ba utegereje gato, wongere uyohereze.',
    fr: 'L’import précédent de ce fichier est encore en cours d’annulation. Attendez un peu et renvoyez-le.',
  }),
  STATEMENT_NOT_CANCELLABLE: text({
    en: 'This statement is past the point at which it can be cancelled.',
    rw: 'Iyi raporo yarenze aho ishobora guhagarikwa.',
    fr: 'Ce relevé ne peut plus être annulé.',
  }),
  DAY_NOT_OVER: text({
    en: 'The day is not over yet in Kigali.',
    rw: 'Uyu munsi nturarangira i Kigali.',
    fr: 'Le jour n’est pas encore terminé à Kigali.',
  }),
  DAY_ALREADY_CLOSED: text({
    en: 'The day is closed already.',
    rw: 'Uyu munsi wamaze gufungwa.',
    fr: 'Le jour est déjà clos.',
  }),
  DEPOSIT_ALREADY_USED: text({
    en: 'This deposit belongs to another settlement already.',
    rw: 'Aya mafaranga yashyizwe muri banki yamaze kubarwa ahandi.',
    fr: 'Ce dépôt appartient déjà à un autre règlement.',
  }),
  DEPOSIT_EXCEEDS_SETTLEMENT: text({
    en: 'The deposit and the fee are more than what is in transit.',
    rw: 'Ayashyizwe muri banki n’ikiguzi birenze ayari mu nzira.',
    fr: 'Le dépôt et les frais dépassent ce qui est en transit.',
  }),
  SETTLEMENT_NOT_EXPECTED: text({
    en: 'This settlement is received, in part or as a whole, or cancelled already.',
    rw: 'Aya mafaranga yamaze kwakirwa, yose cyangwa igice cyayo, cyangwa yarahagaritswe.',
    fr: 'Ce règlement est déjà reçu, en partie ou en tout, ou annulé.',
  }),
  CURRENCY_NOT_SUPPORTED: text({
    en: 'The currency is not that of the settlement.',
    rw: 'Ifaranga si iryo aya mafaranga yari arimo.',
    fr: 'La devise n’est pas celle du règlement.',
  }),
  IDEMPOTENCY_KEY_REUSED: text({
    en: 'This form was sent before with other contents. Open the page anew, and look whether it is there already.',
    rw: 'Iyi fomu yoherejwe mbere irimo ibindi. Ongera ufungure urupapuro, urebe niba bihari.',
    fr: 'Ce formulaire a déjà été envoyé avec un autre contenu. Rouvrez la page et vérifiez si c’est déjà là.',
  }),
  TOO_MANY_REPORT_JOBS: text({
    en: 'Too many reports are being made at this moment. Wait until one is done.',
    rw: 'Raporo zikorwa muri aka kanya ni nyinshi. Tegereza ko imwe irangira.',
    fr: 'Trop de rapports sont en préparation. Attendez que l’un d’eux soit prêt.',
  }),
  PAYER_READ_REQUIRED: text({
    en: 'Whole phone numbers need a role that sees them, and a second factor not older than ten minutes.',
    rw: 'Kubona nimero zuzuye bisaba inshingano zibyemerera, n’icyemezo cya kabiri kitarengeje iminota icumi.',
    fr: 'Voir les numéros entiers demande un rôle qui le permet et un second facteur de moins de dix minutes.',
  }),
};
