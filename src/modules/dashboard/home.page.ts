import { when } from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import { columnChart } from './chart.js';
import { addressWith, filterDimensions, type WrongFilter } from './counter-filters.rule.js';
import { outcomeNames, outcomeOf, partsOfDay, pendingStatuses } from './figure-rows.rule.js';
import { together, type BreakdownRow } from './figures.rule.js';
import {
  amountsOf,
  asCsv,
  averageLabel,
  behind,
  chartLegend,
  count,
  duration,
  faultsOf,
  figuresForm,
  filterLabels,
  linked,
  listOf,
  medianLabel,
  noValue,
  outcomeLabels,
  p95Label,
  saidDay,
  saidOf,
  tooManyValues,
  wrongFilters,
} from './figures.page.js';
import { homeDimensions, type HomeDimension, type HomeFigures } from './home-figures.rule.js';
import { statusTexts } from './payments.page.js';

interface HomeOf {
  readonly language: Language;
  readonly menu: Markup;
  /** Null: the person sees no payments of others. */
  readonly home: HomeFigures | null;
  readonly wrong: readonly WrongFilter[];
  /** The pages that there are, and that the person may see. */
  readonly has: (path: LinkedPage) => boolean;
}
export type LinkedPage = '/refunds' | '/webhooks' | '/reconciliation' | '/settlements' | '/reviews' | '/breakdown';

/** The first page: what came in, what did not, and what waits for somebody. */
export function homePage({ language, menu, home, wrong, has }: HomeOf): Page {
  const say = sayIn(language);
  if (home === null) return { language, menu, title: say(todayTitle), body: nothingToCount(say) };
  const { filters } = home;
  const faults = wrongFilters(wrong, say);
  const isOpen = faults.length > 0 || filters.dimension !== 'all';
  return {
    language,
    menu,
    title: say(todayTitle),
    status: faults.length > 0 ? 400 : 200,
    body: html`${faultsOf(faults, language)}${behind(home.behindMs, language, say)}${figuresForm({ action: '/', filters, wrong: faults, isOpen, dimensions: filterDimensions }, say)}
${saidOf(filters, language, say)}${stats(home, language, say)}${confirmation(home, language, say)}${waiting(home, has, language, say)}${openNow(home, language, say)}${days(home, language, say)}${places(home, has, language, say)}<p class="actions"><a href="${addressWith('/', filters, { format: 'csv' })}">${say(asCsv)}</a></p>
`,
  };
}

const nothingToCount = (say: Say): Markup => html`<p>${say(chooseAbove)}</p>
<p class="actions"><a class="button second" href="/settings/me">${say(myAccount)}</a> <a class="button second" href="/docs">${say(documentation)}</a></p>
`;

function stats({ figures, filters }: HomeFigures, language: Language, say: Say): Markup {
  const card = (label: string, to: string | null, number: Markup, under: Value) =>
    html`<li><span class="label">${label}</span><strong>${linked(to, number)}</strong>${under}</li>`;
  // Three statuses are pending for a person; the list has one filter for each.
  const byStatus = pendingStatuses
    .map((status) => [status, together(figures, [status]).count] as const)
    .filter(([, many]) => many > 0)
    .map(
      ([status, many]) =>
        html`<span>${linked(listOf(filters, status), html`${say(statusTexts[status])}`)}\u00a0${count(many, language)}</span> `,
    );
  const cards = outcomeNames.map((name) => {
    const of = outcomeOf(figures, name);
    const to = name === 'pending' ? null : listOf(filters, name);
    const under = html`${amountsOf(of, language)}${name === 'pending' && byStatus}`;
    return card(say(outcomeLabels[name]), to, count(of.count, language), under);
  });
  const { total } = figures;
  return html`<ul class="stats">${card(say(outcomeLabels.total), listOf(filters), count(total.count, language), amountsOf(total, language))}${cards}</ul>
`;
}

function confirmation({ figures: { confirmation: times } }: HomeFigures, language: Language, say: Say): Markup {
  const shown =
    times === null
      ? html`<p>${say(nothingConfirmed)}</p>`
      : html`<p>${say(averageLabel)} <strong>${duration(times.averageMs, language)}</strong> · ${say(medianLabel)} <strong>${duration(times.p50Ms, language)}</strong> · ${say(p95Label)} <strong>${duration(times.p95Ms, language)}</strong></p>`;
  return html`<h2>${say(confirmationTitle)}</h2>
${shown}
`;
}

function days({ days: shown }: HomeFigures, language: Language, say: Say): Markup {
  const columns = shown.map(({ day, figures }) => {
    const { successful, failed, open } = partsOfDay(figures);
    return {
      label: day.slice(8),
      parts: [
        { tone: 'good' as const, count: successful },
        { tone: 'other' as const, count: open },
        { tone: 'bad' as const, count: failed },
      ],
    };
  });
  const rows = shown.toReversed().map(({ day, figures }) => {
    const { successful, failed, open } = partsOfDay(figures);
    return [
      html`<a href="/?from=${day}&amp;to=${day}">${saidDay(day, language)}</a>`,
      ...[figures.total.count, successful, open, failed].map((many) => count(many, language)),
    ];
  });
  return html`<h2>${say(daysTitle)}</h2>
${columnChart(say(daysTitle), columns)}<p class="hint">${say(chartLegend)}</p>
${table(say(daysCaption), [dayLabel, outcomeLabels.total, tookMoney, notDecided, cameToNothing], rows, say)}`;
}

function places({ by, filters }: HomeFigures, has: HomeOf['has'], language: Language, say: Say): Markup {
  if (by === null) return html`<p>${say(noPlaces)}</p>\n`;
  const place = (dimension: HomeDimension, found: readonly BreakdownRow[] | null) => {
    const rows = (found ?? []).slice(0, shownOfEach).map(({ value, figures }) => {
      const named =
        value === ''
          ? html`${say(noValue)}`
          : html`<a href="${addressWith('/', { ...filters, dimension, value })}">${value}</a>`;
      const { count: successful } = outcomeOf(figures, 'successful');
      return [
        named,
        count(figures.total.count, language),
        html`${count(successful, language)} ${amountsOf(outcomeOf(figures, 'successful'), language)}`,
      ];
    });
    const more =
      has('/breakdown') &&
      html`<p><a href="${addressWith('/breakdown', filters, { by: dimension })}">${say(allOf, say(filterLabels[dimension]))}</a></p>\n`;
    const shown =
      found === null
        ? html`<p>${say(tooManyValues)}</p>\n`
        : rows.length === 0
          ? html`<p>${say(nothingYet)}</p>\n`
          : table(
              say(filterLabels[dimension]),
              [filterLabels[dimension], outcomeLabels.total, outcomeLabels.successful],
              rows,
              say,
            );
    return html`${shown}${more}`;
  };
  return html`<h2>${say(placesTitle)}</h2>
${homeDimensions.map((dimension) => place(dimension, by[dimension]))}`;
}
const shownOfEach = 10;

function openNow({ open }: HomeFigures, language: Language, say: Say): Markup | null {
  if (open === null) return null;
  const rows = open.map(({ pending, uncertain }, index) => [
    html`${say(ages[index]!)}`,
    count(pending, language),
    count(uncertain, language),
  ]);
  return html`<h2>${say(openTitle)}</h2>
${table(say(openCaption), [ageLabel, outcomeLabels.pending, outcomeLabels.uncertain], rows, say)}`;
}

/** What somebody has to do, in each place where it waits. */
function waiting({ queues, figures }: HomeFigures, has: HomeOf['has'], language: Language, say: Say): Markup {
  const { refunds, webhooks, mismatches, settlements, reviews } = queues;
  const block = (title: Text<[], string>, path: LinkedPage, rows: readonly (readonly [Text<[], string>, Value])[]) =>
    html`<section><h3>${has(path) ? html`<a href="${path}">${say(title)}</a>` : say(title)}</h3>
<dl class="facts">${rows.map(([label, value]) => html`<dt>${say(label)}</dt><dd>${value}</dd>`)}</dl></section>
`;
  const counted = <Name extends string>(
    of: Readonly<Record<NoInfer<Name>, number>>,
    labels: Readonly<Record<Name, Text<[], string>>>,
  ) => (Object.keys(labels) as Name[]).map((name) => [labels[name], count(of[name], language)] as const);
  const went = (of: typeof figures.refunds) => html`${count(of.count, language)} ${amountsOf(of, language)}`;
  return html`<h2>${say(waitingTitle)}</h2>
<p class="hint">${say(waitingOfAll)}</p>
<div class="blocks">${refunds && block(refundsTitle, '/refunds', [...counted(refunds, refundLabels), [refundsOfPeriod, went(figures.refunds)], [reversalsOfPeriod, went(figures.reversals)]])}${reviews && block(reviewsTitle, '/reviews', [...counted(reviews, reviewLabels), ...(reviews.oldestOpenedAt === null ? [] : [[oldestLabel, when(reviews.oldestOpenedAt, language)] as const])])}${mismatches && block(mismatchesTitle, '/reconciliation', counted(mismatches, mismatchLabels))}${settlements && block(settlementsTitle, '/settlements', [...counted(settlements, settlementLabels), [inTransitLabel, settlements.inTransit === null ? say(tooManySettlements) : settlements.inTransit.length === 0 ? '–' : amountsOf({ count: 0, amounts: settlements.inTransit }, language)]])}${webhooks && block(webhooksTitle, '/webhooks', counted(webhooks, webhookLabels))}</div>
`;
}

/** Its first column names the row. */
export function table(
  caption: string,
  columns: readonly Text<[], string>[],
  rows: readonly (readonly Markup[])[],
  say: Say,
): Markup {
  const cells = (row: readonly Markup[]) =>
    row.map((value, index) =>
      index === 0
        ? html`<th scope="row" data-label="${say(columns[0]!)}">${value}</th>`
        : html`<td class="number" data-label="${say(columns[index]!)}">${value}</td>`,
    );
  return html`<table class="cards"><caption>${caption}</caption>
<thead><tr>${columns.map((column, index) => html`<th scope="col" class="${index === 0 ? 'name' : 'number'}">${say(column)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>`)}</tbody></table>
`;
}

const todayTitle = text({ en: 'Today', rw: 'Uyu munsi', fr: 'Aujourd’hui' });
const chooseAbove = text({
  en: 'What you may see and do is in the menu above.',
  rw: 'Ibyo wemerewe kureba no gukora biri ku rutonde ruri hejuru.',
  fr: 'Ce que vous pouvez voir et faire est dans le menu ci-dessus.',
});
const myAccount = text({ en: 'My account', rw: 'Konti yanjye', fr: 'Mon compte' });
const documentation = text({ en: 'The API', rw: 'API', fr: 'L’API' });
const confirmationTitle = text({
  en: 'Time to confirmation',
  rw: 'Igihe kwemezwa bifata',
  fr: 'Délai de confirmation',
});
const nothingConfirmed = text({
  en: 'No payment has been confirmed yet.',
  rw: 'Nta bwishyu buremezwa.',
  fr: 'Aucun paiement n’a encore été confirmé.',
});
const daysTitle = text({
  en: 'Payments of fourteen days',
  rw: 'Ubwishyu bw’iminsi cumi n’ine',
  fr: 'Paiements de quatorze jours',
});
const daysCaption = text({ en: 'Day by day', rw: 'Umunsi ku wundi', fr: 'Jour par jour' });
const dayLabel = text({ en: 'Day', rw: 'Umunsi', fr: 'Jour' });
const tookMoney = text({
  en: 'Successful, refunded ones too',
  rw: 'Bwakunze, n’ubwasubijwe',
  fr: 'Réussis, remboursés compris',
});
const notDecided = text({
  en: 'Pending or uncertain',
  rw: 'Burategerejwe cyangwa ntibizwi',
  fr: 'En attente ou incertains',
});
const cameToNothing = text({
  en: 'Failed or expired',
  rw: 'Ntibwakunze cyangwa igihe cyarangiye',
  fr: 'Échoués ou expirés',
});
const placesTitle = text({
  en: 'By service, branch, department and program',
  rw: 'Kuri serivisi, ishami, urwego na porogaramu',
  fr: 'Par service, agence, département et programme',
});
const noPlaces = text({
  en: 'With a filter for one value there is no breakdown: figures of two together are not kept.',
  rw: 'Iyo hashungujwe kimwe, imibare mu byiciro ntiboneka: iy’ibyiciro bibiri icyarimwe ntibikwa.',
  fr: 'Avec un filtre sur une valeur il n’y a pas de répartition : les chiffres de deux à la fois ne sont pas conservés.',
});
const allOf = text({
  en: (name: string) => `Everything by: ${name}`,
  rw: (name: string) => `Byose kuri: ${name}`,
  fr: (name: string) => `Tout par : ${name}`,
});
const nothingYet = text({
  en: 'No payment was asked for in this time.',
  rw: 'Nta bwishyu bwasabwe muri iki gihe.',
  fr: 'Aucun paiement n’a été demandé sur cette période.',
});
const openTitle = text({
  en: 'Open now, by age',
  rw: 'Ibitararangira ubu, ukurikije igihe bimaze',
  fr: 'En cours maintenant, par âge',
});
const openCaption = text({
  en: 'All payments without a final answer, of whatever day',
  rw: 'Ubwishyu bwose butarabona igisubizo cya nyuma, bw’umunsi uwo ari wo wose',
  fr: 'Tous les paiements sans réponse définitive, de n’importe quel jour',
});
const ageLabel = text({ en: 'Asked for', rw: 'Bumaze gusabwa', fr: 'Demandés' });
const ages = [
  text({ en: 'Within 5 minutes', rw: 'Mu minota 5', fr: 'Depuis 5 minutes au plus' }),
  text({ en: 'Within an hour', rw: 'Mu isaha', fr: 'Depuis une heure au plus' }),
  text({ en: 'Within 24 hours', rw: 'Mu masaha 24', fr: 'Depuis 24 heures au plus' }),
  text({ en: 'Earlier', rw: 'Mbere yaho', fr: 'Plus tôt' }),
];
const waitingTitle = text({
  en: 'Waits for somebody now',
  rw: 'Ibitegereje umuntu ubu',
  fr: 'En attente de quelqu’un maintenant',
});
const waitingOfAll = text({
  en: 'Of all days and places, whatever the filter is; what says "in this time" is of the payments that the filter shows.',
  rw: 'By’iminsi yose n’ahantu hose, akayunguruzo kaba ako ari ko kose; ibivuga "muri iki gihe" ni iby’ubwishyu akayunguruzo kerekana.',
  fr: 'De tous les jours et de tous les lieux, quel que soit le filtre ; ce qui dit « sur la période » concerne les paiements que le filtre affiche.',
});
const refundsTitle = text({
  en: 'Refunds and reversals',
  rw: 'Amafaranga yasubijwe',
  fr: 'Remboursements et annulations',
});
const reviewsTitle = text({ en: 'Reviews', rw: 'Ibisuzumwa', fr: 'Vérifications' });
const mismatchesTitle = text({
  en: 'Reconciliation mismatches',
  rw: 'Ibidahuye mu igereranya',
  fr: 'Écarts de rapprochement',
});
const settlementsTitle = text({ en: 'Settlements', rw: 'Amafaranga yashyizwe muri banki', fr: 'Règlements' });
const webhooksTitle = text({ en: 'Webhooks', rw: 'Webhooks', fr: 'Webhooks' });
const refundsOfPeriod = text({
  en: 'Refunded in this time',
  rw: 'Ayasubijwe muri iki gihe',
  fr: 'Remboursés sur la période',
});
const reversalsOfPeriod = text({
  en: 'Taken back by a provider in this time',
  rw: 'Ayisubijwe n’ikigo muri iki gihe',
  fr: 'Repris par un opérateur sur la période',
});
const inTransitLabel = text({
  en: 'On its way to the bank',
  rw: 'Ari mu nzira ajya muri banki',
  fr: 'En route vers la banque',
});
const tooManySettlements = text({
  en: 'Too many to add up here',
  rw: 'Ni byinshi cyane ngo biteranyirizwe hano',
  fr: 'Trop nombreux pour être additionnés ici',
});
const oldestLabel = text({ en: 'Oldest since', rw: 'Ikimaze igihe kuva', fr: 'La plus ancienne depuis' });
const refundLabels = {
  requested: text({ en: 'Waiting for approval', rw: 'Bitegereje kwemezwa', fr: 'En attente d’approbation' }),
  approved: text({ en: 'Approved, not sent yet', rw: 'Byemejwe, bitaroherezwa', fr: 'Approuvés, pas encore envoyés' }),
  submitted: text({ en: 'Sent, without an answer', rw: 'Byoherejwe, nta gisubizo', fr: 'Envoyés, sans réponse' }),
  uncertain: text({ en: 'Uncertain', rw: 'Ntibizwi neza', fr: 'Incertains' }),
};
const reviewLabels = {
  open: text({ en: 'Open', rw: 'Ntawe urabifata', fr: 'Ouvertes' }),
  assigned: text({ en: 'Assigned', rw: 'Bifite ubishinzwe', fr: 'Attribuées' }),
};
const mismatchLabels = {
  open: text({ en: 'Open', rw: 'Ntawe urabifata', fr: 'Ouverts' }),
  assigned: text({ en: 'Assigned', rw: 'Bifite ubishinzwe', fr: 'Attribués' }),
  'awaiting-approval': text({ en: 'Waiting for approval', rw: 'Bitegereje kwemezwa', fr: 'En attente d’approbation' }),
  waiting: text({ en: 'Waiting for a statement', rw: 'Bitegereje raporo', fr: 'En attente d’un relevé' }),
};
const settlementLabels = {
  expected: text({ en: 'Expected', rw: 'Bitegerejwe', fr: 'Attendus' }),
  'partly-received': text({ en: 'Partly received', rw: 'Byakiriwe igice', fr: 'Reçus en partie' }),
};
const webhookLabels = {
  failed: text({ en: 'Failed', rw: 'Ntibyakunze', fr: 'Échoués' }),
  pending: text({ en: 'Being sent', rw: 'Biroherezwa', fr: 'En cours d’envoi' }),
};
