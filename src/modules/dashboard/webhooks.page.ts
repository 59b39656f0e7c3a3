import { banner, errorSummary, facts, field, select, when, type Wrong } from '../../http/pages/components.js';
import { confirmForm } from '../../http/pages/confirm.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import { deliveryStatuses, wholeGroups, type Delivery, type Endpoint } from '../webhooks/contract.js';
import { hidden } from './books.page.js';
import type { Rows } from './list-csv.js';
import { addressOf, type Filters } from './list-filters.js';
import type { Frame } from './page-frame.js';
import {
  cards,
  countOnPage,
  dayField,
  doneBanner,
  filterForm,
  foldedText,
  listFoot,
  nothingHere,
  shownWords,
  tag,
  tooBroadBanner,
  whenLabel,
  wrongFilters,
} from './list-parts.page.js';
import { exactly, nothingFiltered, olderLabel, typeLabel } from './operator-parts.page.js';
import { anyLabel, dayHint, fromLabel, statusLabel, toLabel } from './words.page.js';

export type DeliveryFilter = 'status' | 'endpointId' | 'type' | 'resourceId' | 'from' | 'to';

/** As they were typed. */
export interface EndpointFields {
  readonly url: string;
  /** Names with commas or blanks between. */
  readonly events: string;
  readonly clientId: string;
  /** From which day what failed is sent again. */
  readonly since: string;
}

interface Overview extends Frame {
  readonly endpoints: readonly Endpoint[];
  /** The newest failed deliveries. */
  readonly failed: readonly Delivery[];
  readonly hasMore: boolean;
  /** The newest that are still to be delivered. */
  readonly waiting: readonly Delivery[];
  readonly mayChange: boolean;
  /** The same form sent twice is one endpoint. */
  readonly key: string;
  readonly typed: EndpointFields;
  readonly wrong: readonly Wrong[];
}

/** Failures first: what was not delivered, what is tried again, and where webhooks go. */
export function webhooksPage(of: Overview): Page {
  const { language, menu, token, key, endpoints, failed, hasMore, waiting, mayChange, typed, wrong } = of;
  const say = sayIn(language);
  const again = waiting.filter(({ triesMade }) => triesMade > 0);
  const stopped = endpoints.filter(({ status }) => status === 'stopped');
  return {
    language,
    menu,
    title: say(webhooksTitle),
    status: wrong.length > 0 ? 400 : 200,
    body: html`${errorSummary(wrong, language)}${stopped.length > 0 && banner('bad', say(someStopped, stopped.length))}${
      failed.length === 0
        ? banner('good', say(noneFailed))
        : html`${deliveriesTable(say(failedCaption), failed, language)}${hasMore && html`<p><a href="/webhooks/deliveries?status=failed">${say(allFailed)}</a></p>\n`}`
    }${again.length > 0 && deliveriesTable(say(againCaption), again, language)}<p><a href="/webhooks/deliveries">${say(allDeliveries)}</a></p>
${endpoints.length === 0 ? html`<p>${say(noEndpoint)}</p>` : endpointsTable(endpoints, language)}${
      mayChange &&
      html`<h2>${say(addTitle)}</h2>
<form method="post" action="/webhooks/endpoints">${hiddenToken(token)}${hidden('key', key)}${endpointFields(typed, wrong, say)}${field({ name: 'clientId', label: say(clientLabel), hint: say(clientHint), value: typed.clientId, maxlength: 100, required: false, wrong })}<p class="actions"><button>${say(addLabel)}</button></p></form>
`
    }`,
  };
}

function endpointFields({ url, events }: EndpointFields, wrong: readonly Wrong[], say: Say): Markup {
  const hint = say(eventsHint, wholeGroups.join(', '));
  return html`${field({ name: 'url', label: say(urlLabel), hint: say(urlHint), value: url, maxlength: 2_000, wrong })}${field({ name: 'events', label: say(eventsLabel), hint, value: events, maxlength: 2_000, wrong })}`;
}

function endpointsTable(endpoints: readonly Endpoint[], language: Language): Markup {
  const say = sayIn(language);
  const rows = endpoints.map((endpoint) => [
    html`<a href="/webhooks/endpoints/${endpoint.id}">${endpoint.url}</a>`,
    endpoint.events.join(', '),
    ownerOf(endpoint, say),
    standing(endpoint, say),
    when(endpoint.createdAt, language),
  ]);
  return cards(
    say(endpointsCaption),
    [say(urlLabel), say(eventsLabel), say(clientLabel), say(statusLabel), say(sinceLabel)],
    rows,
  );
}

const ownerOf = ({ clientId }: Endpoint, say: Say): Value =>
  clientId === null ? say(everyClient) : html`<span class="code">${clientId}</span>`;

function standing({ status, stoppedBecause }: Endpoint, say: Say): Markup {
  if (status !== 'stopped') return tag('good', say(active));
  const why = stoppedBecause === null ? null : html` ${say(stoppedBecause === 'GONE' ? becauseGone : becauseFailing)}`;
  return html`${tag('bad', say(stoppedWord))}${why}`;
}

interface OneEndpoint extends Frame {
  readonly endpoint: Endpoint;
  readonly newest: readonly Delivery[];
  readonly mayChange: boolean;
  /** What is sent twice by one form is one test, and one new secret. */
  readonly key: string;
  readonly typed: EndpointFields;
  readonly wrong: readonly Wrong[];
  readonly isDone: boolean;
}

/** One endpoint: how it stands, its newest deliveries, and all that can be done about it. */
export function endpointPage(of: OneEndpoint): Page {
  const { language, menu, endpoint, newest, mayChange, wrong, isDone } = of;
  const say = sayIn(language);
  const { id, url, events, createdAt } = endpoint;
  return {
    language,
    menu,
    title: say(endpointTitle),
    status: wrong.length > 0 ? 400 : 200,
    body: html`${errorSummary(wrong, language)}${doneBanner(isDone, say)}${facts([
      [say(urlLabel), url],
      [say(eventsLabel), events.join(', ')],
      [say(clientLabel), ownerOf(endpoint, say)],
      [say(statusLabel), standing(endpoint, say)],
      [say(idLabel), html`<span class="code">${id}</span>`],
      [say(sinceLabel), when(createdAt, language)],
    ])}${newest.length === 0 ? html`<p>${say(noDelivery)}</p>` : deliveriesTable(say(newestCaption), newest, language)}<p><a href="${addressOf('/webhooks/deliveries', { endpointId: id })}">${say(allDeliveries)}</a></p>
${mayChange && orders(of, say)}<p><a href="/webhooks">${say(webhooksTitle)}</a></p>
`,
  };
}

function orders({ endpoint: { id, status }, token, key, typed, wrong }: OneEndpoint, say: Say): Markup {
  const form = (path: string, body: Value, label: string, kind: 'first' | 'second' = 'second') =>
    html`<form method="post" action="/webhooks/endpoints/${id}${path}">${hiddenToken(token)}${body}<p class="actions"><button class="${kind}">${label}</button></p></form>
`;
  const choices = [
    ['day', say(forADay)],
    ['week', say(forAWeek)],
    ['none', say(atOnce)],
  ] as const;
  const since = field({
    name: 'since',
    label: say(recoverSince),
    hint: say(dayHint),
    value: typed.since,
    maxlength: 10,
    wrong,
  });
  return html`${status === 'stopped' ? html`<h2>${say(startTitle)}</h2>${form('/start', html`<p>${say(startMeans)}</p>`, say(startLabel), 'first')}` : html`<h2>${say(testTitle)}</h2>${form('/test', html`${hidden('key', key)}<p>${say(testMeans)}</p>`, say(testLabel))}<h2>${say(recoverTitle)}</h2>${form('/recover', html`<p>${say(recoverMeans)}</p>${since}`, say(recoverLabel))}`}<h2>${say(changeTitle)}</h2>
${form('', endpointFields(typed, wrong, say), say(saveLabel))}<h2>${say(rotateTitle)}</h2>
${form('/rotate', html`${hidden('key', key)}<p>${say(rotateMeans)}</p>${select({ name: 'overlap', label: say(overlapLabel), value: 'day', choices })}`, say(rotateLabel))}<h2>${say(removeTitle)}</h2>
<p>${say(removeMeans)}</p>
<p class="actions"><a class="button danger" href="/webhooks/endpoints/${id}/remove">${say(removeLabel)}</a></p>
`;
}

/** Asked once more before an endpoint ends. */
export function removePage({
  language,
  menu,
  token,
  endpoint,
  hasChanged,
}: Frame & { readonly endpoint: Endpoint; readonly hasChanged: boolean }): Page {
  const say = sayIn(language);
  const { id, url, events } = endpoint;
  const said = html`${facts([
    [say(urlLabel), url],
    [say(eventsLabel), events.join(', ')],
    [say(clientLabel), ownerOf(endpoint, say)],
    [say(idLabel), html`<span class="code">${id}</span>`],
  ])}<p>${say(removeMeans)}</p>
`;
  const place = `/webhooks/endpoints/${id}`;
  const body = confirmForm({
    language,
    token,
    said,
    action: `${place}/remove`,
    seen: url,
    label: say(removeLabel),
    back: place,
    hasChanged,
    refused: null,
  });
  return { language, menu, title: say(removeQuestion), isNarrow: true, body };
}

/** The only page that ever shows the secret. */
export function secretPage({
  language,
  menu,
  id,
  secret,
}: Frame & { readonly id: string; readonly secret: string }): Page {
  const say = sayIn(language);
  return {
    language,
    menu,
    title: say(secretTitle),
    isNarrow: true,
    isShownOnce: true,
    body: html`<p>${say(secretMeans)}</p>
<p class="code">${secret}</p>
<p class="actions"><a class="button" href="/webhooks/endpoints/${id}">${say(secretKept)}</a></p>
`,
  };
}

interface DeliveryList extends Frame {
  readonly filters: Filters<DeliveryFilter>;
  readonly wrong: readonly DeliveryFilter[];
  /** Null: together the filters match few of very many, and were not looked for. */
  readonly found: Rows<Delivery> | null;
}

const listPath = '/webhooks/deliveries';

export function deliveriesPage({ language, menu, filters, wrong, found }: DeliveryList): Page {
  const say = sayIn(language);
  const faults = wrongFilters(wrong, labels, say);
  const isFiltered = addressOf(listPath, filters) !== listPath;
  const one = (name: 'endpointId' | 'type' | 'resourceId') =>
    field({ name, label: say(labels[name]), value: filters[name], required: false, maxlength: 100, wrong: faults });
  const day = (name: 'from' | 'to') => dayField(name, labels[name], filters, faults, say);
  const choices = [
    ['', say(anyLabel)] as const,
    ...deliveryStatuses.map((status) => [status, say(statusWords[status])] as const),
  ];
  const words = (Object.keys(labels) as DeliveryFilter[]).flatMap((name) => {
    const value = filters[name];
    if (value === '') return [];
    const said = name === 'status' ? say(statusWords[value as Delivery['status']]) : value;
    return [`${say(labels[name])} ${said}`];
  });
  const list = (rows: readonly Delivery[]) =>
    rows.length === 0
      ? nothingHere(isFiltered, say, nothingFiltered)
      : deliveriesTable(say(countOnPage, rows.length), rows, language);
  return {
    language,
    menu,
    title: say(deliveriesTitle),
    status: faults.length > 0 ? 400 : 200,
    body: html`${errorSummary(faults, language)}${filterForm(listPath, isFiltered || faults.length > 0, html`${select({ name: 'status', label: say(statusLabel), value: filters.status, choices })}${day('from')}${day('to')}${one('type')}${one('resourceId')}${one('endpointId')}`, say)}${shownWords(words, listPath, say)}${found === null ? tooBroadBanner(say) : html`${list(found.rows)}${found.rows.length > 0 && listFoot(listPath, filters, found.next, say, olderLabel)}`}<p><a href="/webhooks">${say(webhooksTitle)}</a></p>
`,
  };
}

function deliveriesTable(caption: string, deliveries: readonly Delivery[], language: Language): Markup {
  const say = sayIn(language);
  const rows = deliveries.map(({ id, type, resourceId, status, createdAt, tries, triesMade, nextTryAt }) => {
    const last = tries.at(-1);
    return [
      html`<a href="/webhooks/deliveries/${id}">${type}</a>`,
      resourceId,
      statusTag(status, say),
      last === undefined ? '–' : answerOf(last, say),
      String(triesMade),
      nextTryAt === null ? '–' : when(nextTryAt, language),
      when(createdAt, language),
    ];
  });
  const columns = [typeLabel, resourceLabel, statusLabel, answerLabel, triesLabel, nextLabel, createdLabel];
  return cards(
    caption,
    columns.map((column) => say(column)),
    rows,
  );
}

const statusTag = (status: Delivery['status'], say: Say): Markup =>
  tag(status === 'delivered' ? 'good' : status === 'failed' ? 'bad' : 'warn', say(statusWords[status]));

const answerOf = ({ status, error }: Delivery['tries'][number], say: Say): string =>
  status === null ? (error ?? say(noAnswer)) : String(status);

interface OneDelivery extends Frame {
  readonly delivery: Delivery;
  /** Null: it was removed. */
  readonly endpoint: Endpoint | null;
  readonly mayRedeliver: boolean;
  readonly isDone: boolean;
}

/** One delivery: every try with what the receiver answered. */
export function deliveryPage({ language, menu, token, delivery, endpoint, mayRedeliver, isDone }: OneDelivery): Page {
  const say = sayIn(language);
  const { id, type, resourceId, status, createdAt, tries, triesMade, nextTryAt } = delivery;
  const rows = tries.map((made) => [
    exactly(made.at, language),
    answerOf(made, say),
    `${made.latencyMs} ms`,
    made.responseBody === '' ? '–' : foldedText(say(answerLabel), made.responseBody),
  ]);
  return {
    language,
    menu,
    title: `${say(deliveryTitle)} ${type}`,
    body: html`${doneBanner(isDone, say)}${facts([
      [say(statusLabel), statusTag(status, say)],
      [
        say(resourceLabel),
        resourceId.startsWith('pay_') ? html`<a href="/payments/${resourceId}">${resourceId}</a>` : resourceId,
      ],
      [
        say(urlLabel),
        endpoint === null ? say(removedWord) : html`<a href="/webhooks/endpoints/${endpoint.id}">${endpoint.url}</a>`,
      ],
      [say(idLabel), html`<span class="code">${id}</span>`],
      [say(triesLabel), String(triesMade)],
      [say(createdLabel), when(createdAt, language)],
      [say(nextLabel), nextTryAt === null ? '–' : when(nextTryAt, language)],
    ])}${rows.length === 0 ? html`<p>${say(notTried)}</p>` : cards(say(triesCaption), [say(whenLabel), say(answerLabel), say(tookLabel), say(bodyLabel)], rows)}${
      mayRedeliver &&
      html`<form method="post" action="/webhooks/deliveries/${id}/redeliver">${hiddenToken(token)}${hidden('seen', String(triesMade))}<p>${say(redeliverMeans)}</p><p class="actions"><button class="second">${say(redeliverLabel)}</button></p></form>
`
    }<p><a href="/webhooks">${say(webhooksTitle)}</a></p>
`,
  };
}

/** What is wrong with what was typed; what the program says of it stands behind it. */
export function wrongWebhook(
  faults: readonly { readonly field: string; readonly message: string }[],
  language: Language,
): readonly Wrong[] {
  const say = sayIn(language);
  return faults.map(({ field: name, message }) => {
    const known = faultWords[name as keyof typeof faultWords];
    return { field: name, message: `${say(known)}${message === '' ? '' : ` (${message})`}` };
  });
}

const webhooksTitle = text({ en: 'Webhooks', rw: 'Webhooks', fr: 'Webhooks' });
const endpointTitle = text({ en: 'Webhook endpoint', rw: 'Aho webhooks zoherezwa', fr: 'Destination des webhooks' });
const deliveriesTitle = text({ en: 'Webhook deliveries', rw: 'Webhooks zoherejwe', fr: 'Envois de webhooks' });
const deliveryTitle = text({ en: 'Delivery', rw: 'Iyoherezwa', fr: 'Envoi' });
const noneFailed = text({
  en: 'No delivery has failed.',
  rw: 'Nta webhook yananiwe kugerayo.',
  fr: 'Aucun envoi n’a échoué.',
});
const failedCaption = text({
  en: 'Not delivered, and not tried any more',
  rw: 'Zananiwe kugerayo, ntizikigeragezwa',
  fr: 'Non remis, et plus tentés',
});
const againCaption = text({
  en: 'Tried in vain, and tried again',
  rw: 'Zageragejwe biranga, zizongera kugeragezwa',
  fr: 'Tentés en vain, et tentés de nouveau',
});
const allFailed = text({ en: 'All that failed', rw: 'Izananiranye zose', fr: 'Tous les échecs' });
const allDeliveries = text({ en: 'All deliveries', rw: 'Izoherejwe zose', fr: 'Tous les envois' });
const someStopped = text({
  en: (count: number) =>
    `Stopped endpoints, which are sent nothing: ${count}. Start each again when its receiver is well.`,
  rw: (count: number) => `Aho webhooks zahagaritswe koherezwa: ${count}. Ongera uhatangize igihe uwakira ameze neza.`,
  fr: (count: number) =>
    `Destinations arrêtées, qui ne reçoivent rien : ${count}. Relancez chacune quand son récepteur va bien.`,
});
const noEndpoint = text({
  en: 'No program has asked to be told of anything.',
  rw: 'Nta porogaramu yasabye kumenyeshwa.',
  fr: 'Aucun programme n’a demandé à être averti.',
});
const endpointsCaption = text({ en: 'Endpoints', rw: 'Aho zoherezwa', fr: 'Destinations' });
const newestCaption = text({ en: 'Newest deliveries', rw: 'Izoherejwe vuba', fr: 'Derniers envois' });
const noDelivery = text({
  en: 'Nothing was sent to it yet.',
  rw: 'Nta kirahoherezwa.',
  fr: 'Rien n’y a encore été envoyé.',
});
const triesCaption = text({
  en: 'Tries, oldest first; the newest are kept',
  rw: 'Inshuro zageragejwe, uhereye ku ya kera; inshya ni zo zibikwa',
  fr: 'Tentatives, de la plus ancienne ; les plus récentes sont gardées',
});
const notTried = text({ en: 'It was not tried yet.', rw: 'Ntirageragezwa.', fr: 'Pas encore tenté.' });

const urlLabel = text({ en: 'Address', rw: 'Aderesi', fr: 'Adresse' });
const urlHint = text({
  en: 'With https, such as https://shop.example.rw/hooks',
  rw: 'Ifite https, urugero https://shop.example.rw/hooks',
  fr: 'En https, par exemple https://shop.example.rw/hooks',
});
const eventsLabel = text({ en: 'Events', rw: 'Ibimenyeshwa', fr: 'Événements' });
const eventsHint = text({
  en: (names: string) => `Names with commas between. Whole groups: ${names}. All: *`,
  rw: (names: string) => `Amazina atandukanyijwe n’utwitso. Amatsinda yose: ${names}. Byose: *`,
  fr: (names: string) => `Des noms séparés par des virgules. Groupes entiers : ${names}. Tout : *`,
});
const clientLabel = text({ en: 'API client', rw: 'Porogaramu ikoresha API', fr: 'Client de l’API' });
const clientHint = text({
  en: 'Its id: it hears of its own things alone. Empty: of every client’s, with masked phone numbers.',
  rw: 'Indango yayo: imenyeshwa ibyayo gusa. Iyo ari ubusa: ibya porogaramu zose, nimero za telefone zihishe.',
  fr: 'Son identifiant : seulement ce qui est à lui. Vide : tous les clients, avec des numéros masqués.',
});
const everyClient = text({ en: 'Every client', rw: 'Porogaramu zose', fr: 'Tous les clients' });
const idLabel = text({ en: 'Id', rw: 'Indango', fr: 'Identifiant' });
const sinceLabel = text({ en: 'Since', rw: 'Kuva', fr: 'Depuis' });
const resourceLabel = text({ en: 'About', rw: 'Ibyerekeye', fr: 'À propos de' });
const answerLabel = text({ en: 'Answer', rw: 'Igisubizo', fr: 'Réponse' });
const triesLabel = text({ en: 'Tries', rw: 'Inshuro', fr: 'Tentatives' });
const nextLabel = text({ en: 'Next try', rw: 'Iyindi nshuro', fr: 'Prochaine tentative' });
const createdLabel = text({ en: 'Queued', rw: 'Yashyizwe ku murongo', fr: 'Mis en file' });
const tookLabel = text({ en: 'Took', rw: 'Igihe byatwaye', fr: 'Durée' });
const bodyLabel = text({ en: 'What it said', rw: 'Icyo yasubije', fr: 'Contenu' });
const noAnswer = text({ en: 'no answer', rw: 'nta gisubizo', fr: 'pas de réponse' });
const removedWord = text({ en: 'Removed', rw: 'Yakuweho', fr: 'Supprimée' });
const active = text({ en: 'active', rw: 'irakora', fr: 'active' });
const stoppedWord = text({ en: 'stopped', rw: 'yahagaritswe', fr: 'arrêtée' });
const becauseGone = text({
  en: 'It answered that it is gone (410).',
  rw: 'Yasubije ko itakiriho (410).',
  fr: 'Elle a répondu qu’elle n’existe plus (410).',
});
const becauseFailing = text({
  en: 'Every try of three days failed.',
  rw: 'Inshuro zose z’iminsi itatu zarananiranye.',
  fr: 'Toutes les tentatives de trois jours ont échoué.',
});
const labels = {
  status: statusLabel,
  endpointId: endpointTitle,
  type: typeLabel,
  resourceId: resourceLabel,
  from: fromLabel,
  to: toLabel,
};
export const statusWords = {
  pending: text({ en: 'pending', rw: 'irategerejwe', fr: 'en attente' }),
  delivered: text({ en: 'delivered', rw: 'yagezeyo', fr: 'remis' }),
  failed: text({ en: 'failed', rw: 'yananiranye', fr: 'échoué' }),
};

const addTitle = text({ en: 'Add an endpoint', rw: 'Ongeraho aho zoherezwa', fr: 'Ajouter une destination' });
const addLabel = text({ en: 'Make the secret', rw: 'Kora ibanga', fr: 'Créer le secret' });
const changeTitle = text({ en: 'Change it', rw: 'Hahindure', fr: 'La modifier' });
const saveLabel = text({ en: 'Save', rw: 'Bika', fr: 'Enregistrer' });
const startTitle = text({ en: 'Start it again', rw: 'Ongera uhatangize', fr: 'La relancer' });
const startMeans = text({
  en: 'What is still pending is sent then. For what has failed, use "Send what failed" afterwards.',
  rw: 'Ibitegereje bihita byoherezwa. Ku byananiranye, koresha nyuma "Ohereza ibyananiranye".',
  fr: 'Ce qui est en attente est alors envoyé. Pour ce qui a échoué, utilisez ensuite « Envoyer ce qui a échoué ».',
});
const startLabel = text({ en: 'Start', rw: 'Tangiza', fr: 'Relancer' });
const testTitle = text({ en: 'Test it', rw: 'Hagerageze', fr: 'La tester' });
const testMeans = text({
  en: 'Sends a delivery of the type "test", which says nothing of any payment.',
  rw: 'Byohereza webhook y’ubwoko "test", itavuga ubwishyu na bumwe.',
  fr: 'Envoie un message de type « test », qui ne dit rien d’aucun paiement.',
});
const testLabel = text({ en: 'Send a test', rw: 'Ohereza igerageza', fr: 'Envoyer un test' });
const recoverTitle = text({ en: 'Send what failed', rw: 'Ohereza ibyananiranye', fr: 'Envoyer ce qui a échoué' });
const recoverMeans = text({
  en: 'Sends again everything since that day that failed or was never tried. What was delivered is not sent again.',
  rw: 'Byongera kohereza ibyananiranye cyangwa ibitarageragejwe byose kuva uwo munsi. Ibyagezeyo ntibyongera koherezwa.',
  fr: 'Envoie de nouveau tout ce qui, depuis ce jour, a échoué ou n’a jamais été tenté. Ce qui a été remis n’est pas renvoyé.',
});
const recoverSince = text({ en: 'Since', rw: 'Guhera ku ya', fr: 'Depuis le' });
const recoverLabel = text({ en: 'Send again', rw: 'Ongera wohereze', fr: 'Envoyer de nouveau' });
const rotateTitle = text({ en: 'New secret', rw: 'Ibanga rishya', fr: 'Nouveau secret' });
const rotateMeans = text({
  en: 'The new secret is shown once. For a while both sign, so that the receiver can change over without losing anything.',
  rw: 'Ibanga rishya ryerekanwa rimwe. Mu gihe runaka yombi arasinya, kugira ngo uwakira ahindure nta cyo atakaje.',
  fr: 'Le nouveau secret est affiché une seule fois. Pendant un temps les deux signent, pour que le récepteur change sans rien perdre.',
});
const overlapLabel = text({
  en: 'The earlier secret signs too',
  rw: 'Ibanga risanzwe rikomeza gusinya',
  fr: 'L’ancien secret signe aussi',
});
const forADay = text({ en: 'for a day', rw: 'umunsi umwe', fr: 'pendant un jour' });
const forAWeek = text({ en: 'for a week', rw: 'icyumweru', fr: 'pendant une semaine' });
const atOnce = text({
  en: 'no longer: others may know it',
  rw: 'ntirikomeza: abandi bashobora kuba barizi',
  fr: 'plus du tout : d’autres le connaissent peut-être',
});
const rotateLabel = text({ en: 'Make a new secret', rw: 'Kora ibanga rishya', fr: 'Créer un nouveau secret' });
const removeTitle = text({ en: 'Remove it', rw: 'Hakureho', fr: 'La supprimer' });
const removeQuestion = text({
  en: 'Remove this endpoint?',
  rw: 'Ukureho aho webhooks zoherezwa?',
  fr: 'Supprimer cette destination ?',
});
const removeMeans = text({
  en: 'Nothing is sent to it any more, and its secrets are destroyed. What happened stays on record.',
  rw: 'Nta kizongera kuhoherezwa, kandi amabanga yaho arasenywa. Ibyabaye biguma mu nyandiko.',
  fr: 'Rien n’y est plus envoyé, et ses secrets sont détruits. Ce qui s’est passé reste consigné.',
});
const removeLabel = text({ en: 'Remove', rw: 'Kuraho', fr: 'Supprimer' });
const redeliverMeans = text({
  en: 'One more try, with the same bytes. The receiver knows it by the same id and does nothing twice.',
  rw: 'Indi nshuro imwe, n’amagambo amwe. Uwakira abimenyera ku ndango imwe, nta cyo akora kabiri.',
  fr: 'Une tentative de plus, avec le même contenu. Le récepteur le reconnaît au même identifiant et ne fait rien deux fois.',
});
const redeliverLabel = text({ en: 'Deliver again', rw: 'Ongera wohereze', fr: 'Remettre de nouveau' });
const secretTitle = text({
  en: 'The secret of this endpoint',
  rw: 'Ibanga ry’aho hoherezwa',
  fr: 'Le secret de cette destination',
});
const secretMeans = text({
  en: 'Put it into the receiver now, where only the receiver reads it. It is not shown again.',
  rw: 'Rishyire muri porogaramu yakira ubu, aho ari yo yonyine irisoma. Ntirizongera kwerekanwa.',
  fr: 'Placez-le maintenant dans le récepteur, là où lui seul le lit. Il ne sera plus affiché.',
});
const secretKept = text({ en: 'I have kept it', rw: 'Naribitse', fr: 'Je l’ai gardé' });

const faultWords = {
  url: text({
    en: 'Enter an address with https that can be reached from the internet',
    rw: 'Andika aderesi ifite https igerwaho kuri interineti',
    fr: 'Entrez une adresse en https, joignable depuis l’internet',
  }),
  events: text({
    en: 'Enter at least one name of an event, such as payment.*',
    rw: 'Andika nibura izina rimwe ry’ikimenyeshwa, urugero payment.*',
    fr: 'Entrez au moins un nom d’événement, par exemple payment.*',
  }),
  clientId: text({
    en: 'Enter the id of an API client, or nothing',
    rw: 'Andika indango ya porogaramu ikoresha API, cyangwa ureke ubusa',
    fr: 'Entrez l’identifiant d’un client de l’API, ou rien',
  }),
  since: text({
    en: 'Enter a day for which deliveries are still kept',
    rw: 'Andika umunsi ibyoherejwe byawo bikibitswe',
    fr: 'Entrez un jour pour lequel les envois sont encore gardés',
  }),
};
