import { errorSummary, facts, field, select, when, type Choice, type Wrong } from '../../http/pages/components.js';
import { figures } from '../../http/pages/formats.js';
import { html } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import { csvLink, hidden, tableOf, type Column } from './books.page.js';
import type { Frame } from './page-frame.js';
import { unknownFilter } from './list-parts.page.js';
import { dayHint, dimensionLabels, fromLabel, providerLabel, statusLabel, toLabel } from './words.page.js';

/** A report that can be asked for. */
export interface ShownReport {
  readonly name: string;
  readonly title: string;
  readonly covers: 'days' | 'now';
  readonly filters: readonly string[];
  readonly groupings: readonly string[];
  readonly formats: readonly string[];
}

export interface ShownJob {
  readonly id: string;
  readonly report: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly format: string;
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
  readonly rows: number;
  readonly percent: number;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly failure: string | null;
}

export interface ShownSchedule {
  readonly report: string;
  readonly format: string;
  readonly every: 'day' | 'week' | 'month';
  readonly writtenTo: string | null;
}

const path = '/reports';

export const jobColumns = (): readonly Column<ShownJob>[] => [
  {
    name: 'Report',
    label: reportLabel,
    kind: 'head',
    text: ({ report }) => report,
    shown: ({ id, report }, language) => html`<a href="${path}/jobs/${id}">${titleOf(report, sayIn(language))}</a>`,
  },
  { name: 'Job', text: ({ id }) => id },
  { name: 'From', label: fromLabel, text: ({ from }) => from ?? '' },
  { name: 'To', label: toLabel, text: ({ to }) => to ?? '' },
  { name: 'Form', label: formatLabel, text: ({ format }) => format },
  {
    name: 'Status',
    label: statusLabel,
    text: ({ status }) => status,
    shown: ({ status }, language) => sayIn(language)(statusTexts[status]),
  },
  { name: 'Percent', label: percentLabel, kind: 'number', text: ({ percent }) => String(percent) },
  {
    name: 'Rows',
    label: rowsLabel,
    kind: 'number',
    text: ({ rows }) => String(rows),
    shown: ({ rows }, language) => figures(String(rows), language),
  },
  {
    name: 'Kept until',
    text: ({ expiresAt }) => expiresAt ?? '',
  },
  { name: 'Bytes', text: ({ bytes }) => (bytes === null ? '' : String(bytes)) },
  { name: 'SHA-256', text: ({ sha256 }) => sha256 ?? '' },
  {
    name: 'Asked for',
    label: askedLabel,
    text: ({ createdAt }) => createdAt,
    shown: ({ createdAt }, language) => when(createdAt, language),
  },
];

export const scheduleColumns = (): readonly Column<ShownSchedule>[] => [
  {
    name: 'Report',
    label: reportLabel,
    kind: 'head',
    text: ({ report }) => report,
    shown: ({ report }, language) => titleOf(report, sayIn(language)),
  },
  { name: 'Form', label: formatLabel, text: ({ format }) => format },
  {
    name: 'Every',
    label: everyLabel,
    text: ({ every }) => every,
    shown: ({ every }, language) => sayIn(language)(everyTexts[every]),
  },
  { name: 'Written to', label: writtenLabel, text: ({ writtenTo }) => writtenTo ?? '' },
];

interface ListOf extends Frame {
  readonly reports: readonly ShownReport[];
  readonly jobs: readonly ShownJob[];
  readonly schedule: readonly ShownSchedule[];
  readonly wrong: readonly Wrong[];
}

/** The reports that there are, those that were asked for within a day, and those that are written by themselves. */
export function reportsPage({ language, menu, reports, jobs, schedule, wrong }: ListOf): Page {
  const say = sayIn(language);
  const items = reports.map(
    ({ name, covers }) =>
      html`<li><a href="${path}/${name}">${titleOf(name, say)}</a> <span class="soft">${say(covers === 'days' ? ofDays : ofNow)}</span></li>`,
  );
  return {
    language,
    menu,
    title: say(reportsTitle),
    body: html`${errorSummary(wrong, language)}<p class="actions"><a class="button" href="${path}/days">${say(daysLink)}</a></p>
<ul>${items}</ul>
<h2>${say(jobsTitle)}</h2>
${jobs.length === 0 ? html`<p>${say(noJobs)}</p>\n` : html`${tableOf(jobColumns(), jobs, say(jobsCaption), language)}${csvLink(`${path}?format=csv&of=jobs`, language)}`}<h2>${say(scheduleTitle)}</h2>
${schedule.length === 0 ? html`<p>${say(noSchedule)}</p>\n` : html`${tableOf(scheduleColumns(), schedule, say(scheduleCaption), language)}${csvLink(`${path}?format=csv&of=schedule`, language)}`}`,
  };
}

interface ReportOf extends Frame {
  readonly report: ShownReport;
  readonly maySeeNumbers: boolean;
  readonly typed: Readonly<Record<string, string>>;
  readonly wrong: readonly Wrong[];
}

/** The form of one report: the days, the filters that it takes, and the form of its file. */
export function reportPage({ language, menu, token, report, maySeeNumbers, typed, wrong }: ReportOf): Page {
  const say = sayIn(language);
  const day = (name: 'from' | 'to') =>
    field({
      name,
      label: say(reportLabels[name]),
      hint: say(dayHint),
      value: typed[name] ?? '',
      required: false,
      maxlength: 10,
      wrong,
    });
  const named = (name: string): Choice => [
    name,
    name in reportLabels ? say(reportLabels[name as keyof typeof reportLabels]) : name,
  ];
  return {
    language,
    menu,
    title: titleOf(report.name, say),
    body: html`${errorSummary(wrong, language)}<p>${say(report.covers === 'days' ? ofDaysMeans : ofNowMeans)}</p>
<form method="post" action="${path}/jobs">${hiddenToken(token)}${hidden('name', report.name)}
${report.covers === 'days' && html`${day('from')}${day('to')}`}${report.groupings.length > 0 && select({ name: 'by', label: say(reportLabels.by), value: typed['by'] ?? 'service', choices: report.groupings.map(named), wrong })}${report.filters.map(
      (name) =>
        field({
          name,
          label: say(reportLabels[name as keyof typeof reportLabels]),
          value: typed[name] ?? '',
          required: false,
          maxlength: 100,
          wrong,
        }),
    )}${select({ name: 'format', label: say(reportLabels.format), value: typed['format'] ?? 'csv', choices: report.formats.map((value) => [value, value.toUpperCase()] as const), wrong })}${
      maySeeNumbers &&
      select({
        name: 'phoneNumbers',
        label: say(reportLabels.phoneNumbers),
        hint: say(numbersHint),
        value: typed['phoneNumbers'] ?? 'masked',
        choices: [
          ['masked', say(maskedText)],
          ['whole', say(wholeText)],
        ],
        wrong,
      })
    }<p class="actions"><button>${say(make)}</button></p></form>
<p><a href="${path}">${say(reportsTitle)}</a></p>
`,
  };
}

/** One report that is being made, or its file. The browser asks again by itself until it is done. */
export function jobPage({ language, menu, token, job }: Frame & { readonly job: ShownJob }): Page {
  const say = sayIn(language);
  const isAtWork = job.status === 'waiting' || job.status === 'running';
  return {
    language,
    menu,
    title: titleOf(job.report, say),
    ...(isAtWork && { refreshSeconds: 2 }),
    body: html`<p><span class="tag ${job.status === 'done' ? 'good' : job.status === 'failed' ? 'bad' : 'warn'}">${say(statusTexts[job.status])}</span></p>
${isAtWork && html`<p role="status">${say(progressText, job.percent, figures(String(job.rows), language))}</p>\n`}${job.failure !== null && html`<p lang="en">${job.failure}</p>\n`}${facts(
      [
        ...(job.from === null ? [] : [[say(fromLabel), job.from] as const, [say(toLabel), job.to] as const]),
        [say(formatLabel), job.format.toUpperCase()],
        [say(rowsLabel), figures(String(job.rows), language)],
        [say(askedLabel), when(job.createdAt, language)],
        ...(job.expiresAt === null ? [] : [[say(keptLabel), when(job.expiresAt, language)] as const]),
        ...(job.sha256 === null ? [] : [['SHA-256', html`<span class="code">${job.sha256}</span>`] as const]),
      ],
    )}
${job.status === 'done' && html`<p class="actions"><a class="button" href="${path}/jobs/${job.id}/file">${say(download)}</a></p>\n`}<form method="post" action="${path}/jobs/${job.id}/cancel">${hiddenToken(token)}<p class="actions"><button class="second">${say(isAtWork ? stop : remove)}</button></p></form>
<p><a href="${path}/${job.report}">${say(again)}</a> <a href="${path}">${say(reportsTitle)}</a></p>
`,
  };
}

const titleOf = (name: string, say: Say): string => {
  const known = titles[name];
  return known === undefined ? name : say(known);
};

const titles: Readonly<Record<string, Text<[], string>>> = {
  'daily-transactions': text({ en: 'Daily transactions', rw: 'Ibyakozwe ku munsi', fr: 'Transactions du jour' }),
  settlement: text({ en: 'Settlement', rw: 'Amafaranga yashyizwe muri banki', fr: 'Règlement' }),
  'failed-payments': text({
    en: 'Failed payment attempts',
    rw: 'Inshuro ubwishyu butakunze',
    fr: 'Tentatives de paiement échouées',
  }),
  'pending-payments': text({ en: 'Pending payments', rw: 'Ubwishyu butegerejwe', fr: 'Paiements en attente' }),
  refunds: text({ en: 'Refunds', rw: 'Amafaranga yasubijwe', fr: 'Remboursements' }),
  'reconciliation-mismatches': text({
    en: 'Reconciliation mismatches',
    rw: 'Ibidahura',
    fr: 'Écarts de rapprochement',
  }),
  'revenue-by-service': text({
    en: 'Revenue by service',
    rw: 'Ayinjiye kuri buri serivisi',
    fr: 'Recettes par service',
  }),
  'provider-fees': text({ en: 'Provider fees', rw: 'Ibiguzi by’ibigo', fr: 'Frais des opérateurs' }),
  'provider-performance': text({
    en: 'Provider performance',
    rw: 'Imikorere y’ibigo',
    fr: 'Performance des opérateurs',
  }),
  'manual-adjustments': text({ en: 'Manual adjustments', rw: 'Amakosora yakozwe n’abantu', fr: 'Ajustements manuels' }),
  'audit-log': text({ en: 'Audit log', rw: 'Igitabo cy’igenzura', fr: 'Journal d’audit' }),
};

const statusTexts = {
  waiting: text({ en: 'waiting', rw: 'irategereje', fr: 'en attente' }),
  running: text({ en: 'being made', rw: 'iri gukorwa', fr: 'en préparation' }),
  done: text({ en: 'done', rw: 'yarangiye', fr: 'prêt' }),
  failed: text({ en: 'failed', rw: 'ntiyakunze', fr: 'échoué' }),
};
const everyTexts = {
  day: text({ en: 'every day', rw: 'buri munsi', fr: 'chaque jour' }),
  week: text({ en: 'every week', rw: 'buri cyumweru', fr: 'chaque semaine' }),
  month: text({ en: 'every month', rw: 'buri kwezi', fr: 'chaque mois' }),
};

const reportsTitle = text({ en: 'Reports', rw: 'Raporo', fr: 'Rapports' });
const daysLink = text({ en: 'Days, and closing them', rw: 'Iminsi, no kuyifunga', fr: 'Jours et clôture' });
const ofDays = text({ en: 'of the days that you choose', rw: 'y’iminsi uhisemo', fr: 'des jours choisis' });
const ofNow = text({ en: 'as things stand now', rw: 'uko bimeze ubu', fr: 'état actuel' });
const ofDaysMeans = text({
  en: 'Days are days in Kigali, the last one included. Empty: today.',
  rw: 'Iminsi ni iy’i Kigali, uwa nyuma urimo. Nta cyanditse: uyu munsi.',
  fr: 'Les jours sont ceux de Kigali, le dernier inclus. Vide : aujourd’hui.',
});
const ofNowMeans = text({
  en: 'This report shows how things stand now: there are no days to choose.',
  rw: 'Iyi raporo yerekana uko bimeze ubu: nta minsi yo guhitamo.',
  fr: 'Ce rapport donne la situation actuelle : il n’y a pas de jours à choisir.',
});
const jobsTitle = text({
  en: 'Asked for in the last 24 hours',
  rw: 'Izasabwe mu masaha 24 ashize',
  fr: 'Demandés ces dernières 24 heures',
});
const jobsCaption = text({
  en: 'Yours, newest first',
  rw: 'Izawe, inshya ibanza',
  fr: 'Les vôtres, le plus récent d’abord',
});
const noJobs = text({ en: 'You have asked for none.', rw: 'Nta yo wasabye.', fr: 'Vous n’en avez demandé aucun.' });
const scheduleTitle = text({ en: 'Made automatically', rw: 'Zikorwa ubwazo', fr: 'Écrits automatiquement' });
const scheduleCaption = text({ en: 'The schedule', rw: 'Gahunda', fr: 'Le calendrier' });
const noSchedule = text({
  en: 'None. The setting REPORTS_SCHEDULE says which.',
  rw: 'Nta zihari. Zivugwa mu igenamiterere REPORTS_SCHEDULE.',
  fr: 'Aucun. Le réglage REPORTS_SCHEDULE les nomme.',
});
const numbersHint = text({
  en: 'Whole numbers need a second factor that you have shown in the last ten minutes, and each look at them is on record.',
  rw: 'Nimero zuzuye zisaba icyemezo cya kabiri kitarengeje iminota icumi, kandi buri kureba kurandikwa.',
  fr: 'Les numéros entiers demandent un second facteur de moins de dix minutes, et chaque consultation est enregistrée.',
});
const maskedText = text({ en: 'masked', rw: 'zihishe igice', fr: 'masqués' });
const wholeText = text({ en: 'whole', rw: 'zuzuye', fr: 'entiers' });
const make = text({ en: 'Make the report', rw: 'Kora raporo', fr: 'Préparer le rapport' });
const progressText = text({
  en: (percent: number, rows: string) => `${percent} %, ${rows} rows. This page is refreshed every two seconds.`,
  rw: (percent: number, rows: string) =>
    `${percent} %, imirongo ${rows}. Uru rupapuro rwivugurura buri masegonda abiri.`,
  fr: (percent: number, rows: string) =>
    `${percent} %, ${rows} lignes. Cette page s’actualise toutes les deux secondes.`,
});
const download = text({ en: 'Download the file', rw: 'Manura dosiye', fr: 'Télécharger le fichier' });
const stop = text({ en: 'Stop it', rw: 'Yihagarike', fr: 'L’arrêter' });
const remove = text({ en: 'Remove it', rw: 'Yivaneho', fr: 'Le supprimer' });
const again = text({ en: 'Make it again', rw: 'Ongera uyikore', fr: 'Le refaire' });

const reportLabel = text({ en: 'Report', rw: 'Raporo', fr: 'Rapport' });
const formatLabel = text({ en: 'Format', rw: 'Ubwoko bwa dosiye', fr: 'Format' });
const percentLabel = text({ en: '%', rw: '%', fr: '%' });
const rowsLabel = text({ en: 'Rows', rw: 'Imirongo', fr: 'Lignes' });
const askedLabel = text({ en: 'Asked for', rw: 'Yasabwe', fr: 'Demandé' });
const keptLabel = text({ en: 'Kept until', rw: 'Ibikwa kugeza', fr: 'Conservé jusqu’au' });
const everyLabel = text({ en: 'How often', rw: 'Inshuro', fr: 'Fréquence' });
const writtenLabel = text({ en: 'Made up to', rw: 'Yanditswe kugeza', fr: 'Écrit jusqu’au' });

/** What stands in an address and is not known there. */
export type UnknownAsked =
  | { readonly field: string; readonly is: 'unknown' }
  | { readonly field: string; readonly is: 'no-choice'; readonly choices: readonly string[] };

export const unknownWords = (faults: readonly UnknownAsked[], language: Language): readonly Wrong[] => {
  const say = sayIn(language);
  return faults.map((fault) => ({
    field: null,
    message:
      fault.is === 'unknown' ? say(unknownFilter, fault.field) : say(noChoice, fault.field, fault.choices.join(', ')),
  }));
};
const noChoice = text({
  en: (name: string, choices: string) => `"${name}" must be one of: ${choices}`,
  rw: (name: string, choices: string) => `"${name}" igomba kuba kimwe muri ibi: ${choices}`,
  fr: (name: string, choices: string) => `« ${name} » doit être l’un de : ${choices}`,
});

export const reportLabels = {
  from: fromLabel,
  to: toLabel,
  format: formatLabel,
  by: text({ en: 'Grouped by', rw: 'Hakurikijwe', fr: 'Regroupé par' }),
  phoneNumbers: text({ en: 'Phone numbers', rw: 'Nimero za telefone', fr: 'Numéros de téléphone' }),
  ...dimensionLabels,
  provider: providerLabel,
  client: text({ en: 'API client', rw: 'Porogaramu ikoresha API', fr: 'Client de l’API' }),
};
