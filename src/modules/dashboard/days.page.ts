import { errorSummary, facts, field, money, when, type Wrong } from '../../http/pages/components.js';
import { html } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Text } from '../../http/pages/text.js';
import { csvLink, filteredBy, listEnd, tableOf, type Column } from './books.page.js';
import { doneBanner } from './list-parts.page.js';
import type { Frame } from './page-frame.js';
import { whenOr } from './reconciliation.page.js';
import { dayHint, feesLabel, filterTitle, fromLabel, statusLabel, toLabel } from './words.page.js';

interface Counted {
  readonly count: number;
  readonly amount: string;
}

/** What one day comes to in one currency. */
export interface ShownDayTotals {
  readonly date: string;
  readonly status: 'open' | 'closed';
  readonly currency: string;
  readonly successful: Counted;
  readonly failed: Counted;
  readonly refunded: Counted;
  readonly paidOut: Counted;
  readonly fees: Counted;
  readonly trialBalance: { readonly debits: string; readonly credits: string };
  readonly closedAt: string | null;
  readonly sealedAt: string | null;
  readonly seal: string | null;
}

const path = '/reports/days';
type Kind = 'successful' | 'failed' | 'refunded' | 'paidOut' | 'fees';

const counted = (kind: Kind, name: string, label: Text<[], string>): readonly Column<ShownDayTotals>[] => [
  { name: `${name} count`, text: (day) => String(day[kind].count) },
  {
    name,
    label,
    kind: 'number',
    text: (day) => day[kind].amount,
    shown: (day, language) =>
      html`${day[kind].count} · ${money({ amount: day[kind].amount, currency: day.currency }, language)}`,
  },
];

export const dayColumns = (): readonly Column<ShownDayTotals>[] => [
  {
    name: 'Day',
    label: dayLabel,
    kind: 'head',
    text: ({ date }) => date,
    shown: ({ date }) => html`<a href="${path}/${date}">${date}</a>`,
  },
  {
    name: 'Status',
    label: statusLabel,
    text: ({ status }) => status,
    shown: ({ status }, language) => sayIn(language)(statusTexts[status]),
  },
  { name: 'Currency', text: ({ currency }) => currency },
  ...counted('successful', 'Successful', kindTexts.successful),
  ...counted('failed', 'Attempts without money', kindTexts.failed),
  ...counted('refunded', 'Refunded', kindTexts.refunded),
  ...counted('paidOut', 'Paid out', kindTexts.paidOut),
  ...counted('fees', 'Fees', kindTexts.fees),
  { name: 'Debits', text: ({ trialBalance }) => trialBalance.debits },
  { name: 'Credits', text: ({ trialBalance }) => trialBalance.credits },
  { name: 'Closed', text: ({ closedAt }) => closedAt ?? '' },
  { name: 'Sealed', text: ({ sealedAt }) => sealedAt ?? '' },
  { name: 'Seal', text: ({ seal }) => seal ?? '' },
];

interface ListOf extends Frame {
  readonly filters: Readonly<Record<string, string>>;
  readonly wrong: readonly Wrong[];
  readonly days: readonly ShownDayTotals[];
  readonly next: string | null;
  readonly csv: string;
}

/** Days in Kigali, what each comes to, and which are closed. */
export function daysPage({ language, menu, filters, wrong, days, next, csv }: ListOf): Page {
  const say = sayIn(language);
  const one = (name: 'from' | 'to') =>
    field({
      name,
      label: say(dayLabels[name]),
      hint: say(dayHint),
      value: filters[name] ?? '',
      required: false,
      maxlength: 10,
      wrong,
    });
  const parts = Object.entries(filters).map(
    ([name, value]) => [say(dayLabels[name as keyof typeof dayLabels]), value] as const,
  );
  return {
    language,
    menu,
    title: say(daysTitle),
    body: html`${errorSummary(wrong, language)}<form method="get" action="${path}"><details><summary>${say(filterTitle)}</summary>${one('from')}${one('to')}<p class="actions"><button>${say(filterTitle)}</button></p></details></form>
${filteredBy(parts, path, say)}${days.length === 0 ? html`<p>${say(noDays)}</p>\n` : html`${tableOf(dayColumns(), days, say(daysCaption), language)}${listEnd({ next, csv }, language)}`}<p><a href="/reports">${say(reportsLink)}</a></p>
`,
  };
}

interface OneOf extends Frame {
  /** One for each currency. */
  readonly day: readonly ShownDayTotals[];
  /** In Kigali. */
  readonly isOver: boolean;
  readonly mayClose: boolean;
  readonly done: boolean;
  readonly wrong: readonly Wrong[];
}

/** One day: what it comes to, its page for the signature, and its closing, which freezes it. */
export function dayPage({ language, menu, token, day, isOver, mayClose, done, wrong }: OneOf): Page {
  const say = sayIn(language);
  const { date, status, closedAt, sealedAt, seal } = day[0]!;
  const of = (kind: Kind, totals: ShownDayTotals) =>
    [
      say(kindTexts[kind]),
      html`${totals[kind].count} · ${money({ amount: totals[kind].amount, currency: totals.currency }, language)}`,
    ] as const;
  const sums = day.map((totals) => {
    const amount = (value: string) => money({ amount: value, currency: totals.currency }, language);
    return html`<h2>${totals.currency}</h2>
${facts([
  of('successful', totals),
  of('failed', totals),
  of('refunded', totals),
  of('paidOut', totals),
  of('fees', totals),
  [say(debitsLabel), amount(totals.trialBalance.debits)],
  [say(creditsLabel), amount(totals.trialBalance.credits)],
])}
`;
  });
  return {
    language,
    menu,
    title: say(dayTitle, date),
    body: html`${errorSummary(wrong, language)}${doneBanner(done, say)}<p><span class="tag ${status === 'closed' ? 'good' : 'warn'}">${say(statusTexts[status])}</span>${status === 'open' && html` ${say(mayChange)}`}</p>
${sums}${csvLink(`${path}/${date}?format=csv`, language)}${
      status === 'closed' &&
      facts([
        [say(closedLabel), whenOr(closedAt, language)],
        [say(sealedLabel), sealedAt === null ? say(notSealed) : when(sealedAt, language)],
        ...(seal === null ? [] : [[say(sealLabel), html`<span class="code">${seal}</span>`] as const]),
      ])
    }<p class="actions"><a class="button second" href="/v1/days/${date}.pdf?lang=${language}">${say(status === 'closed' ? pdf : provisionalPdf)}</a></p>
${
  mayClose &&
  status === 'open' &&
  html`<h2>${say(closeTitle)}</h2>
${isOver ? html`<form method="post" action="${path}/${date}/close">${hiddenToken(token)}<p>${say(closeMeans)}</p><p class="actions"><button>${say(closeTitle)}</button></p></form>` : html`<p>${say(notOver)}</p>`}
`
}<p><a href="${path}">${say(daysTitle)}</a></p>
`,
  };
}

const statusTexts = {
  open: text({ en: 'open', rw: 'urafunguye', fr: 'ouvert' }),
  closed: text({ en: 'closed', rw: 'warafunzwe', fr: 'clos' }),
};
const mayChange = text({
  en: 'Its figures may still change.',
  rw: 'Imibare yawo ishobora guhinduka.',
  fr: 'Ses chiffres peuvent encore changer.',
});
const kindTexts = {
  successful: text({ en: 'Successful payments', rw: 'Ubwishyu bwakunze', fr: 'Paiements réussis' }),
  // As the page to sign has it: a payment that was tried twice has two, and may have been paid since.
  failed: text({
    en: 'Attempts that ended without money',
    rw: 'Ibyagerageje bitishyuwe',
    fr: 'Tentatives terminées sans argent',
  }),
  refunded: text({ en: 'Refunded', rw: 'Yasubijwe', fr: 'Remboursé' }),
  paidOut: text({ en: 'Paid out', rw: 'Yoherejwe', fr: 'Versé' }),
  fees: feesLabel,
};
const daysTitle = text({ en: 'Days', rw: 'Iminsi', fr: 'Jours' });
const dayTitle = text({
  en: (date: string) => `The day ${date}`,
  rw: (date: string) => `Umunsi wa ${date}`,
  fr: (date: string) => `Le jour ${date}`,
});
const noDays = text({ en: 'No day is here.', rw: 'Nta munsi uri hano.', fr: 'Aucun jour ici.' });
const daysCaption = text({
  en: 'Days in Kigali, newest first: how many, and how much',
  rw: 'Iminsi y’i Kigali, uwa vuba ubanza: umubare, n’amafaranga',
  fr: 'Jours à Kigali, le plus récent d’abord : combien, et quel montant',
});
const reportsLink = text({ en: 'Reports', rw: 'Raporo', fr: 'Rapports' });
export const noDayText = text({
  en: (typed: string) => `"${typed}" is not a day of the calendar. Days are written as 2026-11-28.`,
  rw: (typed: string) => `"${typed}" si umunsi wo kuri kalendari. Iminsi yandikwa nka 2026-11-28.`,
  fr: (typed: string) => `« ${typed} » n’est pas un jour du calendrier. Les jours s’écrivent comme 2026-11-28.`,
});
export const futureDay = text({
  en: (day: string) => `The day ${day} has not begun in Kigali: there is nothing of it yet.`,
  rw: (day: string) => `Umunsi wa ${day} nturatangira i Kigali: nta cyawo kirahari.`,
  fr: (day: string) => `Le jour ${day} n’a pas commencé à Kigali : il n’y en a encore rien.`,
});
export const dayBeforeFirst = text({
  en: (day: string) => `The day ${day} is before the first day on record here: there is nothing of it.`,
  rw: (day: string) => `Umunsi wa ${day} ubanziriza umunsi wa mbere wanditswe hano: nta cyawo gihari.`,
  fr: (day: string) => `Le jour ${day} précède le premier jour enregistré ici : il n’y en a rien.`,
});
const dayLabel = text({ en: 'Day', rw: 'Umunsi', fr: 'Jour' });
const debitsLabel = text({
  en: 'Debits up to this day',
  rw: 'Ibyinjijwe byose kugeza uyu munsi',
  fr: 'Débits jusqu’à ce jour',
});
const creditsLabel = text({
  en: 'Credits up to this day',
  rw: 'Ibyasohowe byose kugeza uyu munsi',
  fr: 'Crédits jusqu’à ce jour',
});
const closedLabel = text({ en: 'Closed', rw: 'Wafunzwe', fr: 'Clos' });
const sealedLabel = text({ en: 'Sealed', rw: 'Washyizweho ikashe', fr: 'Scellé' });
const sealLabel = text({ en: 'Seal', rw: 'Ikashe', fr: 'Sceau' });
const notSealed = text({ en: 'not yet', rw: 'ntirashyirwaho', fr: 'pas encore' });
const provisionalPdf = text({
  en: 'Its provisional page (PDF)',
  rw: 'Urupapuro rwawo rw’agateganyo (PDF)',
  fr: 'Sa page provisoire (PDF)',
});
const pdf = text({
  en: 'Its page to sign (PDF)',
  rw: 'Urupapuro rwawo rwo gusinyaho (PDF)',
  fr: 'Sa page à signer (PDF)',
});
const closeTitle = text({ en: 'Close the day', rw: 'Funga umunsi', fr: 'Clore le jour' });
const notOver = text({
  en: 'It can be closed once it is over in Kigali.',
  rw: 'Ushobora gufungwa urangiye i Kigali.',
  fr: 'Il peut être clos une fois terminé à Kigali.',
});
const closeMeans = text({
  en: 'Its totals are frozen and sealed, for ever. What is learned of it later is posted to the next open day, and says so.',
  rw: 'Imibare yawo ntiyongera guhinduka kandi ishyirwaho ikashe, iteka. Ibimenyekanye nyuma byandikwa ku munsi ukurikira ufunguye, bikabivuga.',
  fr: 'Ses totaux sont figés et scellés, pour toujours. Ce qu’on apprend plus tard est inscrit au jour ouvert suivant, qui le dit.',
});

export const dayLabels = {
  from: fromLabel,
  to: toLabel,
  date: dayLabel,
};
