import {
  area,
  banner,
  errorSummary,
  facts,
  field,
  money,
  select,
  when,
  type Choice,
  type Wrong,
} from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import {
  itemStatuses,
  outcomes,
  resolutions,
  type ItemStatus,
  type MismatchEvent,
  type Resolution,
} from '../reconciliation/contract.js';
import { bandOf, csvLink, filteredBy, hidden, listEnd, tableOf, type Column } from './books.page.js';
import { eventWords } from './event-words.page.js';
import type { Frame } from './page-frame.js';
import { knownSentence } from './known-sentences.page.js';
import { doneBanner, filterForm } from './list-parts.page.js';
import { itemStatusTexts, outcomeTexts, reasonTexts, resolutionTexts } from './reconciliation-words.page.js';
import {
  addNote,
  amountLabel,
  anyLabel,
  feeLabel,
  lineLabel,
  noteLabel,
  outcomeLabel,
  paymentLabel,
  payoutLabel,
  reasonLabel,
  refundLabel,
  statusLabel,
} from './words.page.js';

interface Because {
  readonly code: string;
  readonly text: string;
}

/** An item as its resource shows it to the person who looks. */
export interface ShownItem {
  readonly id: string;
  readonly statementId: string | null;
  readonly outcome: keyof typeof outcomeTexts;
  readonly line: number | null;
  readonly row: Readonly<Record<string, unknown>> | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly fee: string | null;
  readonly expectedFee: string | null;
  readonly occurredAt: string | null;
  readonly providerTransactionId: string | null;
  readonly paymentId: string | null;
  readonly refundId: string | null;
  readonly payoutId: string | null;
  readonly rule: string | null;
  readonly reasons: readonly Because[];
  readonly confidence: number;
  readonly wrong: { readonly column: string | null; readonly what: string } | null;
  readonly suggestion: {
    readonly paymentId: string | null;
    readonly refundId: string | null;
    readonly payoutId: string | null;
    readonly score: number;
    readonly reasons: readonly Because[];
  } | null;
  readonly status: ItemStatus;
  readonly assignee: string | null;
  readonly resolution: Resolution | null;
  readonly note: string | null;
  readonly adjustmentId: string | null;
  readonly resolvedBy: string | null;
  readonly approvedBy: string | null;
  readonly resolvedAt: string | null;
  readonly writeOffRequestedBy: string | null;
  readonly acceptedSuggestion: string | null;
  readonly openedAt: string | null;
}

/** One step of what people have done about an item. */
export interface ShownWork {
  readonly type: MismatchEvent['type'];
  readonly at: string;
  readonly by: string;
  readonly said: string | null;
  readonly assignee: string | null;
  readonly resolution: string | null;
}

export interface Ageing {
  readonly days: string;
  readonly count: number;
}

/** `nameOf`: of the API client or user with an id. */
export const itemColumns = (nameOf: (id: string | null) => string): readonly Column<ShownItem>[] => [
  {
    name: 'Item',
    label: itemLabel,
    text: ({ id }) => id,
    kind: 'head',
    shown({ id, line, providerTransactionId }, language) {
      const say = sayIn(language);
      const name = providerTransactionId ?? (line === null ? say(openIt) : say(lineNumber, line));
      // Of a file that was only looked at there is nothing to open.
      return id === '' ? name : html`<a href="/reconciliation/items/${id}">${name}</a>`;
    },
  },
  {
    name: 'Outcome',
    label: outcomeLabel,
    text: ({ outcome }) => outcome,
    shown: ({ outcome }, language) => sayIn(language)(outcomeTexts[outcome]),
  },
  {
    name: 'Status',
    label: statusLabel,
    text: ({ status }) => status,
    shown: ({ status }, language) => statusTag(status, sayIn(language)),
  },
  {
    name: 'Amount',
    label: amountLabel,
    text: ({ amount }) => amount ?? '',
    kind: 'number',
    shown: ({ amount, currency }, language) => moneyOr(amount, currency, language),
  },
  { name: 'Currency', text: ({ currency }) => currency ?? '' },
  { name: 'Fee', text: ({ fee }) => fee ?? '' },
  { name: 'Expected fee', text: ({ expectedFee }) => expectedFee ?? '' },
  {
    name: 'Occurred',
    label: occurredLabel,
    text: ({ occurredAt }) => occurredAt ?? '',
    shown: ({ occurredAt }, language) => whenOr(occurredAt, language),
  },
  { name: 'Provider transaction', text: ({ providerTransactionId }) => providerTransactionId ?? '' },
  { name: 'Payment', text: ({ paymentId }) => paymentId ?? '' },
  { name: 'Refund', text: ({ refundId }) => refundId ?? '' },
  { name: 'Payout', text: ({ payoutId }) => payoutId ?? '' },
  { name: 'Statement', text: ({ statementId }) => statementId ?? '' },
  { name: 'Line', label: lineLabel, text: ({ line }) => (line === null ? '' : String(line)), kind: 'number' },
  { name: 'Wrong column', text: ({ wrong }) => wrong?.column ?? '' },
  {
    name: 'Wrong',
    text: ({ wrong }) => wrong?.what ?? '',
    shown: ({ wrong }, language) => wrong && knownSentence(wrong.what, language),
  },
  {
    name: 'Reasons',
    text: ({ reasons }) => reasons.map(({ code }) => code).join(' '),
    shown: ({ reasons }, language) => reasons.map((each) => because(each, sayIn(language))).join(' '),
  },
  { name: 'Suggestion', text: ({ suggestion }) => meantBy(suggestion) },
  { name: 'Score', text: ({ suggestion }) => (suggestion === null ? '' : String(suggestion.score)) },
  { name: 'Assigned to', label: assigneeLabel, text: ({ assignee }) => nameOf(assignee) },
  { name: 'Resolution', text: ({ resolution }) => resolution ?? '' },
  { name: 'Note', text: ({ note }) => note ?? '' },
  {
    name: 'Opened',
    label: openedLabel,
    text: ({ openedAt }) => openedAt ?? '',
    shown: ({ openedAt }, language) => whenOr(openedAt, language),
  },
  { name: 'Cells', text: ({ row }) => (row === null ? '' : JSON.stringify(row)) },
];

interface QueueOf extends Frame {
  readonly columns: readonly Column<ShownItem>[];
  readonly filters: Readonly<Record<string, string>>;
  /** Those by which many are resolved at once. */
  readonly forMany: Readonly<Record<string, string>>;
  readonly wrong: readonly Wrong[];
  /** Null: together the filters match few of very many, and were not looked for. */
  readonly items: readonly ShownItem[] | null;
  readonly ageing: readonly Ageing[];
  readonly next: string | null;
  readonly csv: string;
  readonly ageingCsv: string;
  readonly mayBulk: boolean;
  readonly maySeeStatements: boolean;
  /** How many were resolved at once just now, and how many were left; null: none were. */
  readonly done: number | null;
  readonly left: number;
  readonly typed: Readonly<Record<string, string>>;
}

/** The queue: what does not agree, what became of it, and how long it has been waiting. */
export function queuePage(of: QueueOf): Page {
  const { language, menu, columns, filters, wrong, items, ageing, next, csv, ageingCsv, mayBulk, done, left } = of;
  const say = sayIn(language);
  const isAll = ['all', 'none', 'resolved'].includes(filters['status'] ?? '');
  return {
    language,
    menu,
    title: say(queueTitle),
    body: html`${errorSummary(wrong, language)}${done !== null && (left > 0 ? banner('warn', say(bulkLeft, done, left)) : banner('good', say(bulkDone, done)))}${of.maySeeStatements && html`<p class="actions"><a class="button" href="/reconciliation/statements">${say(statementsLink)}</a></p>\n`}${tableOf(ageingColumns, ageing, say(ageingCaption), language)}${csvLink(ageingCsv, language)}
<h2>${say(isAll ? allItemsTitle : itemsTitle)}</h2>
<p class="actions"><a href="/reconciliation?assignee=me">${say(mine)}</a> <a href="/reconciliation?status=open">${say(openOnes)}</a> <a href="/reconciliation?status=awaiting-approval">${say(toApprove)}</a></p>
${itemFilters(filters, wrong, say)}${filteredBy(saidOf(filters, say), '/reconciliation?status=all', say)}
${
  items === null
    ? banner('warn', say(tooBroad))
    : items.length === 0
      ? html`<p>${say(nothing)}</p>\n`
      : html`${tableOf(columns, items, say(itemsCaption, items.length), language)}${listEnd({ next, csv }, language)}`
}${mayBulk && items !== null && items.length > 0 && bulkForm(of, say)}`,
  };
}

function itemFilters(filters: Readonly<Record<string, string>>, wrong: readonly Wrong[], say: Say): Markup {
  const isOpen = Object.keys(filters).length > 0 || wrong.length > 0;
  const any: Choice = ['', say(anyLabel)];
  return filterForm(
    '/reconciliation',
    isOpen,
    html`${select({ name: 'outcome', label: say(outcomeLabel), value: filters['outcome'] ?? '', wrong, choices: [any, ...outcomes.filter((one) => one !== 'matched').map((value) => [value, say(outcomeTexts[value])] as const)] })}
${select({ name: 'status', label: say(statusLabel), value: filters['status'] ?? '', wrong, choices: [['', say(notResolved)], ...itemStatuses.map((value) => [value, say(itemStatusTexts[value])] as const), ['all', say(anyLabel)]] })}
${select({ name: 'assignee', label: say(assigneeLabel), value: filters['assignee'] ?? '', wrong, choices: [any, ['me', say(toMe)]] })}
${field({ name: 'statementId', label: say(statementLabel), value: filters['statementId'] ?? '', required: false, maxlength: 100, wrong })}
${field({ name: 'paymentId', label: say(paymentLabel), value: filters['paymentId'] ?? '', required: false, maxlength: 100, wrong })}`,
    say,
  );
}

const saidOf = (filters: Readonly<Record<string, string>>, say: Say): readonly (readonly [string, string])[] =>
  Object.entries({ status: '', ...filters }).map(([name, value]) => {
    if (name === 'status' && value === '') return [say(statusLabel), say(notResolved)];
    if (name === 'status' && value === 'all') return [say(statusLabel), say(anyLabel)];
    if (name === 'outcome') return [say(outcomeLabel), say(outcomeTexts[value as keyof typeof outcomeTexts])];
    if (name === 'status') return [say(statusLabel), say(itemStatusTexts[value as ItemStatus])];
    if (name === 'assignee') return [say(assigneeLabel), value === 'me' ? say(toMe) : value];
    return [say(name === 'statementId' ? statementLabel : paymentLabel), value];
  });

/** What may be done to many at once: an adjustment belongs to one item. */
const inBulk = resolutions.filter((each) => each !== 'adjusted');

function bulkForm({ forMany, token, wrong, typed }: QueueOf, say: Say): Markup {
  return html`<h2>${say(bulkTitle)}</h2>
<form method="post" action="/reconciliation/items/resolve">${hiddenToken(token)}${Object.entries(forMany).map(([name, value]) => hidden(name, value))}
<p>${say(bulkMeans)}</p>
${select({ name: 'resolution', label: say(resolutionLabel), value: typed['resolution'] ?? '', wrong, choices: inBulk.map((value) => [value, say(resolutionTexts[value])] as const) })}
${area({ name: 'note', label: say(noteLabel), hint: say(noteHint), maxlength: 4_000, value: typed['note'] ?? '', wrong })}
<p class="actions"><button class="second">${say(preview)}</button></p></form>
`;
}

interface BulkOf extends Frame {
  readonly columns: readonly Column<ShownItem>[];
  readonly filters: Readonly<Record<string, string>>;
  readonly resolution: Resolution;
  readonly note: string;
  readonly found: number;
  /** Which they are and how each stands, when this page was made. */
  readonly seen: string;
  readonly items: readonly ShownItem[];
  /** It is not what it was when the person looked. */
  readonly hasChanged: boolean;
}

/** What would be resolved, before it is. */
export function bulkPage({
  language,
  menu,
  token,
  columns,
  filters,
  resolution,
  note,
  found,
  seen,
  items,
  ...of
}: BulkOf): Page {
  const say = sayIn(language);
  return {
    language,
    menu,
    title: say(bulkTitle),
    ...(of.hasChanged && { status: 409 }),
    body: html`${of.hasChanged && banner('warn', say(bulkChanged))}${filteredBy(saidOf(filters, say), '/reconciliation', say)}
<p>${say(bulkFound, found)} ${say(resolutionTexts[resolution])}</p>
${facts([[say(noteLabel), note]])}${tableOf(columns, items, say(bulkFirst, items.length), language)}
${
  found > 0 &&
  html`<form method="post" action="/reconciliation/items/resolve">${hiddenToken(token)}${Object.entries({ ...filters, resolution, note, seen }).map(([name, value]) => hidden(name, value))}
<p class="actions"><button>${say(resolveThese, found)}</button> <a href="/reconciliation">${say(backToQueue)}</a></p></form>
`
}`,
  };
}

interface ItemOf extends Frame {
  /** How it stood when this page was made. */
  readonly seen: string;
  readonly item: ShownItem;
  readonly story: readonly ShownWork[];
  readonly nameOf: (id: string | null) => string;
  readonly me: string;
  readonly mayWork: boolean;
  readonly mayApprove: boolean;
  readonly maySeeStatements: boolean;
  readonly done: boolean;
  readonly wrong: readonly Wrong[];
  readonly typed: Readonly<Record<string, string>>;
}

/** One item: why it is so, what people have done, and what this person can do. */
export function itemPage(of: ItemOf): Page {
  const { language, menu, item, story, nameOf, done, wrong, mayWork } = of;
  const say = sayIn(language);
  const isTaken = item.acceptedSuggestion !== null;
  const isOver = isTaken || (item.resolution !== null && item.resolution !== 'waiting');
  const isForPeople = item.status !== 'none';
  const row = (label: string, value: Value): readonly (readonly [string, Value])[] =>
    value === null || value === '' ? [] : [[label, value]];
  return {
    language,
    menu,
    title: say(itemTitle, say(outcomeTexts[item.outcome])),
    body: html`${errorSummary(wrong, language)}${doneBanner(done, say)}<p>${statusTag(item.status, say)}</p>
${item.amount !== null && html`<p class="amount">${moneyOr(item.amount, item.currency, language)}</p>\n`}<h2>${say(whyTitle)}</h2>
<ul>${item.reasons.map((each) => html`<li>${because(each, say)}</li>`)}${item.wrong !== null && html`<li>${item.wrong.column !== null && html`<strong>${item.wrong.column}</strong>: `}${knownSentence(item.wrong.what, language)}</li>`}</ul>
${facts([
  ...row(say(occurredLabel), item.occurredAt && when(item.occurredAt, language)),
  ...row(say(transactionLabel), item.providerTransactionId),
  ...row(say(paymentLabel), item.paymentId && html`<a href="/payments/${item.paymentId}">${item.paymentId}</a>`),
  ...row(say(refundLabel), item.refundId && html`<a href="/refunds/${item.refundId}">${item.refundId}</a>`),
  ...row(say(payoutLabel), item.payoutId && html`<a href="/payouts/${item.payoutId}">${item.payoutId}</a>`),
  ...row(say(feeLabel), item.fee && moneyOr(item.fee, item.currency, language)),
  ...row(say(expectedFeeLabel), item.expectedFee && moneyOr(item.expectedFee, item.currency, language)),
  ...row(
    say(statementLabel),
    item.statementId &&
      (of.maySeeStatements
        ? html`<a href="/reconciliation/statements/${item.statementId}">${item.statementId}</a>`
        : item.statementId),
  ),
  ...row(say(lineLabel), item.line),
  ...row(say(assigneeLabel), nameOf(item.assignee)),
  ...row(say(resolutionLabel), item.resolution && say(resolutionTexts[item.resolution])),
  ...row(say(noteLabel), item.note),
  ...row(say(adjustmentLabel), item.adjustmentId),
  ...row(say(resolvedByLabel), nameOf(item.resolvedBy)),
  ...row(say(approvedByLabel), nameOf(item.approvedBy)),
  ...row(say(openedLabel), item.openedAt && when(item.openedAt, language)),
])}
${cellsOf(item, say)}${suggestionOf(of, say)}${item.writeOffRequestedBy !== null && twoPeople(of, say)}${mayWork && isForPeople && !isOver && workForms(of, say)}${
      mayWork &&
      !isTaken &&
      (isOver || maySendBack(of)) &&
      (isOver
        ? proseForm(of, 'reopen', 'reason', say(reopenTitle), say(reopenMeans), 1_000, say)
        : proseForm(of, 'reopen', 'reason', say(takeBackTitle), say(takeBackMeans), 1_000, say))
    }${mayWork && proseForm(of, 'notes', 'text', say(addNote), null, 4_000, say)}${storyOf(story, nameOf, language, say)}<p><a href="/reconciliation">${say(backToQueue)}</a></p>
`,
  };
}

/** A write-off that waits: who asked for it takes it back, others reject it. */
const maySendBack = ({ item, me, mayApprove }: ItemOf): boolean =>
  item.writeOffRequestedBy !== null && (item.writeOffRequestedBy === me || !mayApprove);

/** What stands on the statement, as it stands there. */
function cellsOf({ row }: ShownItem, say: Say): Markup | null {
  if (row === null) return null;
  const cells = Object.entries(row).filter(([, value]) => value !== '' && value !== null);
  return html`<h2>${say(cellsTitle)}</h2>
${facts(cells.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]))}`;
}

function suggestionOf({ item, token, seen, mayWork }: ItemOf, say: Say): Markup | null {
  const { suggestion, acceptedSuggestion, resolution } = item;
  if (suggestion === null) return null;
  const meant = meantBy(suggestion);
  const list = suggestion.refundId === meant ? 'refunds' : suggestion.payoutId === meant ? 'payouts' : 'payments';
  const link = html`<a href="/${list}/${meant}">${meant}</a>`;
  const isOpen = acceptedSuggestion === null && (resolution === null || resolution === 'waiting');
  return html`<h2>${say(suggestionTitle)}</h2>
<p>${link} (${say(scoreLabel)} ${Math.round(suggestion.score * 100)} %)</p>
<ul>${suggestion.reasons.map((each) => html`<li>${because(each, say)}</li>`)}</ul>
${acceptedSuggestion !== null && html`<p>${say(isAccepted)}</p>\n`}${isOpen && mayWork && html`<form method="post" action="/reconciliation/items/${item.id}/accept-suggestion">${hiddenToken(token)}${hidden('seen', seen)}<p>${say(acceptMeans)}</p><p class="actions"><button>${say(accept)}</button></p></form>\n`}`;
}

/** Who asked, who may approve, and why this person cannot. */
function twoPeople(of: ItemOf, say: Say): Markup {
  const { item, token, seen, nameOf, me, mayApprove } = of;
  const path = `/reconciliation/items/${item.id}`;
  const isOwn = item.writeOffRequestedBy === me;
  return html`<h2>${say(writeOffTitle)}</h2>
<p>${say(writeOffAsked, nameOf(item.writeOffRequestedBy))} ${isOwn ? say(writeOffOwn) : !mayApprove && say(writeOffOthers)}</p>
${
  mayApprove &&
  !isOwn &&
  html`<form method="post" action="${path}/approve">${hiddenToken(token)}${hidden('seen', seen)}<p class="actions"><button>${say(approve)}</button></p></form>
${proseForm(of, 'reject', 'reason', say(reject), null, 1_000, say)}`
}`;
}

function workForms(of: ItemOf, say: Say): Markup {
  const { item, token, seen, me, wrong, typed } = of;
  const path = `/reconciliation/items/${item.id}`;
  const isMine = item.assignee === me;
  return html`${
    !isMine &&
    html`<form method="post" action="${path}/assign">${hiddenToken(token)}${hidden('seen', seen)}<p class="actions"><button class="second">${say(takeIt)}</button></p></form>\n`
  }<details><summary>${say(giveIt)}</summary><form method="post" action="${path}/assign">${hiddenToken(token)}${hidden('seen', seen)}${field({ name: 'assignee', label: say(assigneeId), hint: say(assigneeHint), maxlength: 100, wrong, value: typed['assignee'] ?? '' })}<p class="actions"><button class="second">${say(giveIt)}</button></p></form></details>
${
  item.writeOffRequestedBy === null &&
  html`<h2>${say(resolveTitle)}</h2>
<form method="post" action="${path}/resolve">${hiddenToken(token)}${hidden('seen', seen)}
${select({ name: 'resolution', label: say(resolutionLabel), value: typed['resolution'] ?? '', wrong, choices: resolutions.map((value) => [value, say(resolutionTexts[value])] as const) })}
${area({ name: 'note', label: say(noteLabel), hint: say(noteHint), maxlength: 4_000, value: typed['note'] ?? '', wrong })}
${field({ name: 'adjustmentId', label: say(adjustmentLabel), hint: say(adjustmentHint), value: typed['adjustmentId'] ?? '', required: false, maxlength: 100, wrong })}
<p class="actions"><button>${say(resolveTitle)}</button></p></form>
`
}`;
}

/** A form of one text. The fields of a page have different ids, so it is closed until it is needed. */
function proseForm(
  { item, token, seen, wrong, typed }: ItemOf,
  act: 'reopen' | 'reject' | 'notes',
  name: 'reason' | 'text',
  title: string,
  means: string | null,
  maxlength: number,
  say: Say,
): Markup {
  return html`<h2>${title}</h2>
<form method="post" action="/reconciliation/items/${item.id}/${act}">${hiddenToken(token)}${hidden('seen', seen)}${means !== null && html`<p>${means}</p>`}${area({ name, label: say(name === 'text' ? noteLabel : reasonLabel), maxlength, value: typed[name] ?? '', wrong })}<p class="actions"><button class="second">${title}</button></p></form>
`;
}

function storyOf(story: readonly ShownWork[], nameOf: ItemOf['nameOf'], language: Language, say: Say): Markup | null {
  if (story.length === 0) return null;
  const steps = story.map(
    ({ type, at, by, said, assignee, resolution }) =>
      html`<li>${when(at, language)} – <strong>${say(eventWords[type])}</strong>${assignee !== null && html` → ${nameOf(assignee)}`}${resolution !== null && html`: ${say(resolutionTexts[resolution as Resolution])}`} (${by})${said !== null && html`<br>${said}`}</li>`,
  );
  return html`<h2>${say(storyTitle)}</h2>
<ol>${steps}</ol>
`;
}

const meantBy = (meant: ShownItem['suggestion']): string =>
  meant === null ? '' : (meant.refundId ?? meant.payoutId ?? meant.paymentId ?? '');

const because = ({ code, text: english }: Because, say: Say): string => {
  const known = (reasonTexts as Readonly<Record<string, (typeof reasonTexts)['A_FEE']>>)[code];
  return known === undefined ? english : say(known);
};

export const moneyOr = (amount: string | null, currency: string | null, language: Language): Value =>
  amount === null ? '–' : currency === null ? amount : money({ amount, currency }, language);
export const whenOr = (at: string | null, language: Language): Value => (at === null ? '–' : when(at, language));

const statusTag = (status: ItemStatus, say: Say): Markup =>
  html`<span class="tag ${status === 'resolved' || status === 'none' ? 'good' : 'warn'}">${say(itemStatusTexts[status])}</span>`;

const queueTitle = text({ en: 'Reconciliation', rw: 'Igereranya', fr: 'Rapprochement' });
const statementsLink = text({ en: 'Statements', rw: 'Raporo z’ibigo', fr: 'Relevés' });
const ageingCaption = text({
  en: 'Not resolved, by age',
  rw: 'Ibitarakemuka, uko bimaze igihe',
  fr: 'Non résolus, par ancienneté',
});
const allItemsTitle = text({
  en: 'Lines that do not simply match',
  rw: 'Imirongo idahura neza',
  fr: 'Lignes qui ne concordent pas simplement',
});
const notResolved = text({ en: 'not resolved', rw: 'bitarakemuka', fr: 'non résolu' });
const itemsTitle = text({ en: 'What does not agree', rw: 'Ibidahura', fr: 'Ce qui ne concorde pas' });
const itemsCaption = text({
  en: (count: number) => `${count} on this page, newest first`,
  rw: (count: number) => `${count} kuri uru rupapuro, ibishya bibanza`,
  fr: (count: number) => `${count} sur cette page, les plus récents d’abord`,
});
const mine = text({ en: 'Assigned to me', rw: 'Nashinzwe', fr: 'Attribués à moi' });
const openOnes = text({ en: 'Open', rw: 'Bitegereje', fr: 'Ouverts' });
const toApprove = text({ en: 'Awaiting approval', rw: 'Bitegereje kwemezwa', fr: 'À approuver' });
const toMe = text({ en: 'me', rw: 'njye', fr: 'moi' });
const nothing = text({
  en: 'Nothing here that does not agree.',
  rw: 'Nta kidahura kiri hano.',
  fr: 'Rien ici qui ne concorde pas.',
});
const tooBroad = text({
  en: 'Together these filters match few of very many items. Use fewer filters.',
  rw: 'Ibyo washunguje bihuye na bike muri byinshi cyane. Gabanya ibyo ushungura.',
  fr: 'Ensemble, ces filtres correspondent à peu d’éléments parmi un très grand nombre. Utilisez moins de filtres.',
});
const bulkTitle = text({
  en: 'Resolve many at once',
  rw: 'Kemura byinshi icyarimwe',
  fr: 'Résoudre plusieurs à la fois',
});
const bulkMeans = text({
  en: 'Everything that these filters find and that is not resolved. You see first what it would be.',
  rw: 'Ibyo ushungura byose bitarakemuka. Ubanza kureba ibyo ari byo.',
  fr: 'Tout ce que ces filtres trouvent et qui n’est pas résolu. Vous voyez d’abord de quoi il s’agit.',
});
const bulkDone = text({
  en: (done: number) => `Done: ${done}.`,
  rw: (done: number) => `Byakozwe: ${done}.`,
  fr: (done: number) => `Fait : ${done}.`,
});
const bulkLeft = text({
  en: (done: number, left: number) => `Done: ${done}. ${left} are left: do it again for them.`,
  rw: (done: number, left: number) => `Byakozwe: ${done}. Hasigaye ${left}: ongera ubikore kuri byo.`,
  fr: (done: number, left: number) => `Fait : ${done}. Il en reste ${left} : recommencez pour eux.`,
});
const bulkFound = text({
  en: (found: number) => `${found} would be resolved as:`,
  rw: (found: number) => `${found} byakemurwa bitya:`,
  fr: (found: number) => `${found} seraient résolus ainsi :`,
});
const bulkFirst = text({
  en: (shown: number) => `The first ${shown}`,
  rw: (shown: number) => `${shown} bya mbere`,
  fr: (shown: number) => `Les ${shown} premiers`,
});
const bulkChanged = text({
  en: 'What the filters find has changed since you looked. Nothing was done: look again.',
  rw: 'Ibyo ushungura byahindutse kuva urebye. Nta cyakozwe: ongera urebe.',
  fr: 'Ce que les filtres trouvent a changé depuis votre lecture. Rien n’a été fait : regardez de nouveau.',
});
const preview = text({ en: 'Show what it would be', rw: 'Banza werekane ibyo ari byo', fr: 'Montrer d’abord' });
const resolveThese = text({
  en: (found: number) => `Resolve these ${found}`,
  rw: (found: number) => `Kemura ibi ${found}`,
  fr: (found: number) => `Résoudre ces ${found}`,
});
const itemTitle = text({
  en: (outcome: string) => `Item: ${outcome}`,
  rw: (outcome: string) => `Ikidahura: ${outcome}`,
  fr: (outcome: string) => `Élément : ${outcome}`,
});
const whyTitle = text({ en: 'Why it is so', rw: 'Impamvu ari uko biri', fr: 'Pourquoi il en est ainsi' });
const cellsTitle = text({ en: 'On the statement', rw: 'Ibiri kuri raporo', fr: 'Sur le relevé' });
const suggestionTitle = text({ en: 'It may be this', rw: 'Bishobora kuba ari ibi', fr: 'C’est peut-être ceci' });
const scoreLabel = text({ en: 'likeness', rw: 'uko bisa', fr: 'ressemblance' });
const isAccepted = text({ en: 'A person has accepted it.', rw: 'Umuntu yabyemeje.', fr: 'Une personne l’a accepté.' });
const acceptMeans = text({
  en: 'You say that the line is this movement. No money moves by it.',
  rw: 'Wemeza ko uyu murongo ari iki gikorwa. Nta mafaranga yimuka.',
  fr: 'Vous dites que la ligne est ce mouvement. Aucun argent ne bouge.',
});
const accept = text({ en: 'Accept the suggestion', rw: 'Emeza ibyasabwe', fr: 'Accepter la suggestion' });
const writeOffTitle = text({
  en: 'Write-off, by two people',
  rw: 'Kuvanaho, n’abantu babiri',
  fr: 'Passage en perte, à deux',
});
const writeOffAsked = text({
  en: (who: string) => `${who} asks that it be written off.`,
  rw: (who: string) => `${who} arasaba ko bivanwaho.`,
  fr: (who: string) => `${who} demande de le passer en perte.`,
});
const writeOffOwn = text({
  en: 'You asked for it, so another person has to decide.',
  rw: 'Ni wowe wabisabye, bityo hagomba undi muntu ufata icyemezo.',
  fr: 'C’est votre demande : une autre personne doit décider.',
});
const writeOffOthers = text({
  en: 'A person with the role approver decides.',
  rw: 'Umuntu ufite inshingano zo kwemeza ni we ufata icyemezo.',
  fr: 'Une personne ayant le rôle d’approbateur décide.',
});
const approve = text({ en: 'Approve the write-off', rw: 'Emeza ko bivanwaho', fr: 'Approuver le passage en perte' });
const reject = text({ en: 'Reject the write-off', rw: 'Anga ko bivanwaho', fr: 'Refuser le passage en perte' });
const takeIt = text({ en: 'Take it myself', rw: 'Ndabyishinze', fr: 'Le prendre moi-même' });
const giveIt = text({ en: 'Give it to somebody', rw: 'Bihe undi muntu', fr: 'Le confier à quelqu’un' });
const assigneeId = text({ en: 'Id of the user', rw: 'Indango y’ukoresha', fr: 'Identifiant de l’utilisateur' });
const assigneeHint = text({
  en: 'Of a person who may resolve items, such as usr_0123…',
  rw: 'Y’umuntu wemerewe kubikemura, urugero usr_0123…',
  fr: 'D’une personne qui peut résoudre, par exemple usr_0123…',
});
const resolveTitle = text({ en: 'Resolve', rw: 'Kemura', fr: 'Résoudre' });
const noteHint = text({
  en: 'Why: what you have found out, and from whom',
  rw: 'Impamvu: icyo wabonye, n’uwakikubwiye',
  fr: 'Pourquoi : ce que vous avez appris, et de qui',
});
const adjustmentHint = text({
  en: 'Only where it is adjusted: the adjustment that people have approved',
  rw: 'Gusa iyo byakosowe: indango y’ikosora abantu bemeje',
  fr: 'Seulement si c’est ajusté : l’ajustement que des personnes ont approuvé',
});
const reopenTitle = text({ en: 'Open it again', rw: 'Ongera ubifungure', fr: 'Rouvrir' });
const reopenMeans = text({
  en: 'It waits for a person again. What was decided stays in its story.',
  rw: 'Byongera gutegereza umuntu. Icyari cyemejwe kiguma mu mateka yabyo.',
  fr: 'Il attend de nouveau une personne. Ce qui était décidé reste dans son histoire.',
});
const takeBackTitle = text({
  en: 'Take the write-off back',
  rw: 'Reka gusaba ko bivanwaho',
  fr: 'Retirer le passage en perte',
});
const takeBackMeans = text({
  en: 'Nothing is written off then, and it waits for a person again. That it was asked for stays in its story.',
  rw: 'Ubwo nta kivanwaho, byongera gutegereza umuntu. Kuba byari byasabwe biguma mu mateka yabyo.',
  fr: 'Rien n’est alors passé en perte, et il attend de nouveau une personne. La demande reste dans son histoire.',
});
const storyTitle = text({ en: 'What people have done', rw: 'Ibyo abantu bakoze', fr: 'Ce qui a été fait' });
const backToQueue = text({ en: 'Reconciliation', rw: 'Igereranya', fr: 'Rapprochement' });
const openIt = text({ en: 'open it', rw: 'fungura', fr: 'ouvrir' });
const lineNumber = text({
  en: (line: number) => `line ${line}`,
  rw: (line: number) => `umurongo wa ${line}`,
  fr: (line: number) => `ligne ${line}`,
});

const daysLabel = text({ en: 'Days', rw: 'Iminsi', fr: 'Jours' });
const countLabel = text({ en: 'Open items', rw: 'Ibitarakemuka', fr: 'Éléments ouverts' });
export const ageingColumns: readonly Column<Ageing>[] = [
  { name: 'Days', label: daysLabel, text: ({ days }) => bandOf(days), kind: 'head' },
  { name: 'Open items', label: countLabel, text: ({ count }) => String(count), kind: 'number' },
];

const itemLabel = text({ en: 'Item', rw: 'Ikidahura', fr: 'Élément' });
const occurredLabel = text({ en: 'Occurred', rw: 'Byabaye', fr: 'Survenu' });
const assigneeLabel = text({ en: 'Assigned to', rw: 'Ushinzwe', fr: 'Attribué à' });
const openedLabel = text({ en: 'Since', rw: 'Kuva', fr: 'Depuis' });
const statementLabel = text({ en: 'Statement', rw: 'Raporo', fr: 'Relevé' });
const transactionLabel = text({
  en: 'Provider transaction',
  rw: 'Nimero y’ikigo cy’itumanaho',
  fr: 'Transaction de l’opérateur',
});
const expectedFeeLabel = text({ en: 'Expected fee', rw: 'Ikiguzi cyari gitegerejwe', fr: 'Frais attendus' });
const resolutionLabel = text({ en: 'Resolution', rw: 'Icyemezo', fr: 'Résolution' });
const adjustmentLabel = text({ en: 'Adjustment', rw: 'Ikosora ryo mu gitabo', fr: 'Ajustement' });
const resolvedByLabel = text({ en: 'Resolved by', rw: 'Byakemuwe na', fr: 'Résolu par' });
const approvedByLabel = text({ en: 'Approved by', rw: 'Byemejwe na', fr: 'Approuvé par' });

/** By which the fields of these forms are named where something is wrong with them. */
export const itemLabels = {
  outcome: outcomeLabel,
  status: statusLabel,
  statementId: statementLabel,
  paymentId: paymentLabel,
  assignee: assigneeId,
  resolution: resolutionLabel,
  note: noteLabel,
  text: noteLabel,
  reason: reasonLabel,
  adjustmentId: adjustmentLabel,
};
