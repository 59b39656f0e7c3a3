import { tableCell, tableFrame, when } from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import { columnChart } from './chart.js';
import { addressWith, filterDimensions, type WrongFilter } from './counter-filters.rule.js';
import { outcomeNames, outcomeOf, partsOfDay } from './figure-rows.rule.js';
import { together, type BreakdownRow, type MoneyJson } from './figures.rule.js';
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
  groupOf,
  linked,
  listed,
  listedOutcome,
  medianLabel,
  outcomeLabels,
  p95Label,
  saidDay,
  saidOf,
  tooManyValues,
  wrongFilters,
} from './figures.page.js';
import { homeDimensions, type HomeDimension, type HomeFigures } from './home-figures.rule.js';
import { kigaliDayOf } from '../ledger/contract.js';
import { itemStatusTexts } from './reconciliation-words.page.js';
import { addressOf } from './list-filters.js';
import { outgoingWords } from './money-parts.page.js';
import { statusGroups } from './payment-groups.rule.js';
import { groupTexts, statusTexts } from './payments.page.js';
import { words as reviewWords } from './reviews.page.js';
import { statusTexts as settlementWords } from './settlements.page.js';
import { statusWords as deliveryWords } from './webhooks.page.js';
import { atBeginning } from './words.page.js';

interface HomeOf {
  readonly language: Language;
  readonly menu: Markup;
  /** Null: the person sees no payments of others. */
  readonly home: HomeFigures | null;
  readonly typed: Readonly<Record<string, string>>;
  readonly wrong: readonly WrongFilter[];
  /** The pages that there are, and that the person may see. */
  readonly has: (path: LinkedPage) => boolean;
}
export type LinkedPage =
  '/refunds' | '/webhooks' | '/webhooks/deliveries' | '/reconciliation' | '/settlements' | '/reviews' | '/breakdown';

/** The first page: what came in, what did not, and what waits for somebody. */
export function homePage({ language, menu, home, typed, wrong, has }: HomeOf): Page {
  const say = sayIn(language);
  if (home === null) return { language, menu, title: say(todayTitle), body: nothingToCount(say) };
  const { filters } = home;
  const faults = wrongFilters(wrong, say);
  const isOpen = faults.length > 0 || filters.dimension !== 'all';
  return {
    language,
    menu,
    title: titleOf(home, language, say),
    status: faults.length > 0 ? 400 : 200,
    body: html`${faultsOf(faults, language)}${behind(home.behindMs, language, say)}${figuresForm({ action: '/', filters, typed, wrong: faults, isOpen, dimensions: filterDimensions }, say)}
${saidOf(filters, language, say)}${stats(home, language, say)}${confirmation(home, language, say)}${waiting(home, has, language, say)}${openNow(home, language, say)}${days(home, language, say)}${places(home, has, language, say)}<p class="actions"><a href="${addressWith('/', filters, { format: 'csv' })}">${say(asCsv)}</a></p>
`,
  };
}

/** Today is what is today: of other days the page bears their names. */
function titleOf({ filters: { from, to }, asOf }: HomeFigures, language: Language, say: Say): string {
  if (from !== to) return `${saidDay(from, language)} – ${saidDay(to, language)}`;
  return to === kigaliDayOf(asOf) ? say(todayTitle) : saidDay(to, language);
}

const nothingToCount = (say: Say): Markup => html`<p>${say(chooseAbove)}</p>
<p class="actions"><a class="button second" href="/settings/me">${say(myAccount)}</a> <a class="button second" href="/docs">${say(documentation)}</a></p>
`;

function stats({ figures, filters }: HomeFigures, language: Language, say: Say): Markup {
  const card = (label: string, number: Markup, under: Value) =>
    html`<li><span class="label">${label}</span><strong>${number}</strong>${under}</li>`;
  // What is pending for a person has three statuses.
  const byStatus = statusGroups['pending-all']
    .map((status) => [status, together(figures, [status]).count] as const)
    .filter(([, many]) => many > 0)
    .map(
      ([status, many]) =>
        html`<span>${say(statusTexts[status])}\u00a0${listed(many, filters, status, language)}</span> `,
    );
  const cards = outcomeNames.map((name) => {
    const of = outcomeOf(figures, name);
    const under = html`${amountsOf(of, language)}${name === 'pending' && byStatus}`;
    return card(say(outcomeLabels[name]), listedOutcome(of.count, filters, name, language), under);
  });
  const { total } = figures;
  return html`<ul class="stats">${card(say(outcomeLabels.total), listed(total.count, filters, '', language), amountsOf(total, language))}${cards}</ul>
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

function days({ days: shown, filters }: HomeFigures, language: Language, say: Say): Markup {
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
    const ofDay = { ...filters, from: day, to: day };
    return [
      html`<a href="${addressWith('/', ofDay)}">${saidDay(day, language).replaceAll(' ', '\u00a0')}</a>`,
      listed(figures.total.count, ofDay, '', language),
      listed(successful, ofDay, 'took-money', language),
      listed(open, ofDay, 'undecided', language),
      listed(failed, ofDay, 'without-money', language),
    ];
  });
  return html`<h2>${say(daysTitle)}</h2>
${columnChart(say(daysTitle), columns)}<p class="hint">${say(chartLegend)}</p>
${table(say(daysCaption), [dayLabel, outcomeLabels.total, ...dayParts], rows, say)}`;
}

function places({ by, filters }: HomeFigures, has: HomeOf['has'], language: Language, say: Say): Markup {
  if (by === null) return html`<p>${say(noPlaces)}</p>\n`;
  const place = (dimension: HomeDimension, found: readonly BreakdownRow[] | null) => {
    const rows = (found ?? []).slice(0, shownOfEach).map(({ value, figures }) => {
      const own = { ...filters, dimension, value };
      const successful = outcomeOf(figures, 'successful');
      return [
        groupOf(filters, dimension, value, say),
        listed(figures.total.count, own, '', language),
        html`${listedOutcome(successful.count, own, 'successful', language)} ${amountsOf(successful, language)}`,
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
  const isEmpty = homeDimensions.every((dimension) => by[dimension]?.length === 0);
  return html`<h2>${say(placesTitle)}</h2>
${isEmpty ? html`<p>${say(nothingYet)}</p>\n` : homeDimensions.map((dimension) => place(dimension, by[dimension]))}`;
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
  type Row = readonly [Text<[], string>, Value];
  const block = (title: Text<[], string>, path: LinkedPage, rows: readonly Row[]) =>
    html`<section><h3>${linked(has(path) ? path : null, html`${say(title)}`)}</h3>
<dl class="facts">${rows.map(([label, value]) => html`<dt>${say(label)}</dt><dd>${value}</dd>`)}</dl></section>
`;
  /** Each by the word that its list has for it, with the way there. */
  const counted = <Name extends string>(
    path: LinkedPage,
    names: readonly Name[],
    of: Readonly<Record<NoInfer<Name>, number>>,
    words: Readonly<Record<NoInfer<Name>, Text<[], string>>>,
  ): readonly Row[] =>
    names.map((name) => {
      const to = of[name] > 0 && has(path) ? addressOf(path, { status: name }) : null;
      return [atBeginning(words[name]), linked(to, count(of[name], language))];
    });
  const went = (of: typeof figures.refunds) => html`${count(of.count, language)} ${amountsOf(of, language)}`;
  const blocks = [
    refunds &&
      block(refundsTitle, '/refunds', [
        ...counted('/refunds', ['requested', 'approved', 'submitted', 'uncertain'], refunds, outgoingWords),
        [refundsOfPeriod, went(figures.refunds)],
        [reversalsOfPeriod, went(figures.reversals)],
      ]),
    reviews &&
      block(reviewsTitle, '/reviews', [
        ...counted('/reviews', ['open', 'assigned'], reviews, reviewWords),
        ...(reviews.oldestWaitsSince === null
          ? []
          : [[oldestLabel, when(reviews.oldestWaitsSince, language)] satisfies Row]),
      ]),
    mismatches &&
      block(
        mismatchesTitle,
        '/reconciliation',
        counted('/reconciliation', ['open', 'assigned', 'awaiting-approval', 'waiting'], mismatches, itemStatusTexts),
      ),
    settlements &&
      block(settlementsTitle, '/settlements', [
        ...counted('/settlements', ['expected', 'partly-received'], settlements, settlementWords),
        [inTransitLabel, transit(settlements.inTransit, language, say)],
      ]),
    webhooks &&
      block(
        webhooksTitle,
        '/webhooks',
        counted('/webhooks/deliveries', ['failed', 'pending'], webhooks, deliveryWords),
      ),
  ];
  return html`<h2>${say(waitingTitle)}</h2>
<p class="hint">${say(waitingOfAll)}</p>
<div class="blocks">${blocks}</div>
`;
}

function transit(inTransit: readonly MoneyJson[] | null, language: Language, say: Say): Value {
  if (inTransit === null) return say(tooManySettlements);
  return inTransit.length === 0 ? '–' : amountsOf({ count: 0, amounts: inTransit }, language);
}

/** Its first column names the row. */
function table(
  caption: string,
  columns: readonly Text<[], string>[],
  rows: readonly (readonly Markup[])[],
  say: Say,
): Markup {
  const cells = (row: readonly Markup[]) =>
    row.map((value, index) => tableCell({ label: say(columns[index]!), value, kind: index === 0 ? 'head' : 'number' }));
  return tableFrame(
    caption,
    columns.length,
    html`<thead><tr>${columns.map((column, index) => html`<th scope="col" class="${index === 0 ? 'name' : 'number'}">${say(column)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>`)}</tbody>`,
  );
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
  en: 'None of these payments has been confirmed.',
  rw: 'Muri ubu bwishyu nta buremezwa.',
  fr: 'Aucun de ces paiements n’a été confirmé.',
});
const daysTitle = text({
  en: 'Payments over fourteen days',
  rw: 'Ubwishyu bw’iminsi cumi n’ine',
  fr: 'Paiements de quatorze jours',
});
const daysCaption = text({ en: 'Day by day', rw: 'Umunsi ku wundi', fr: 'Jour par jour' });
const dayLabel = text({ en: 'Day', rw: 'Umunsi', fr: 'Jour' });
const dayParts = (['took-money', 'undecided', 'without-money'] as const).map((group) => atBeginning(groupTexts[group]));
const placesTitle = text({
  en: 'By product or service, branch, department and program',
  rw: 'Kuri buri gicuruzwa cyangwa serivisi, ishami, urwego na porogaramu',
  fr: 'Par produit ou service, agence, département et programme',
});
const noPlaces = text({
  en: 'With a filter for one value there is no breakdown: figures of two together are not kept.',
  rw: 'Iyo hashungujwe kimwe, imibare mu byiciro ntiboneka: iy’ibyiciro bibiri icyarimwe ntibikwa.',
  fr: 'Avec un filtre sur une valeur il n’y a pas de répartition : les chiffres de deux à la fois ne sont pas conservés.',
});
const allOf = text({
  en: (name: string) => `All figures by: ${name}`,
  rw: (name: string) => `Imibare yose kuri: ${name}`,
  fr: (name: string) => `Tous les chiffres par : ${name}`,
});
const nothingYet = text({
  en: 'No payment was asked for in this period.',
  rw: 'Nta bwishyu bwasabwe muri iki gihe.',
  fr: 'Aucun paiement n’a été demandé sur cette période.',
});
const openTitle = text({
  en: 'Open now, by age',
  rw: 'Ibitararangira ubu, ukurikije igihe bimaze',
  fr: 'En cours, par ancienneté',
});
const openCaption = text({
  en: 'All payments without a final answer, of whatever day',
  rw: 'Ubwishyu bwose butarabona igisubizo cya nyuma, bw’umunsi uwo ari wo wose',
  fr: 'Tous les paiements sans réponse définitive, de n’importe quel jour',
});
const ageLabel = text({ en: 'Asked for', rw: 'Bumaze gusabwa', fr: 'Demandés' });
// Each payment is in one of these: "within an hour" would hold those of five minutes too.
const ages = [
  text({ en: 'Up to 5 minutes ago', rw: 'Mu minota 5 ishize', fr: 'Depuis 5 minutes au plus' }),
  text({ en: '5 minutes to 1 hour ago', rw: 'Hagati y’iminota 5 n’isaha 1 ishize', fr: 'Depuis 5 minutes à 1 heure' }),
  text({ en: '1 to 24 hours ago', rw: 'Hagati y’isaha 1 n’amasaha 24 ashize', fr: 'Depuis 1 à 24 heures' }),
  text({ en: 'More than 24 hours ago', rw: 'Hashize amasaha arenga 24', fr: 'Depuis plus de 24 heures' }),
];
const waitingTitle = text({
  en: 'Needs attention now',
  rw: 'Ibitegereje umuntu ubu',
  fr: 'À traiter maintenant',
});
const waitingOfAll = text({
  en: 'These count all days and places, whatever the filter. Only what says "in this period" follows it.',
  rw: 'By’iminsi yose n’ahantu hose, akayunguruzo kaba ako ari ko kose. Ibivuga "muri iki gihe" ni byo byonyine bigakurikiza.',
  fr: 'De tous les jours et de tous les lieux, quel que soit le filtre. Seul ce qui dit « sur la période » le suit.',
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
  en: 'Paid back in this period',
  rw: 'Ayasubijwe muri iki gihe',
  fr: 'Remboursements effectués sur la période',
});
const reversalsOfPeriod = text({
  en: 'Taken back by a provider in this period',
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
const oldestLabel = text({
  en: 'Oldest waiting since',
  rw: 'Irimaze igihe kurusha ritegereje kuva',
  fr: 'La plus ancienne attend depuis',
});
