import { banner, errorSummary, facts, field, money, when } from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say } from '../../http/pages/text.js';
import type { Instant } from '../../kernel/domain/clock.js';
import type { Language } from '../../kernel/domain/language.js';
import { hashOfSeal, type ShownSeal, type ToldEvent, type Verdict } from '../audit/contract.js';
import type { Rows } from './list-csv.js';
import { addressOf, type Filters } from './list-filters.js';
import type { Frame } from './page-frame.js';
import {
  cards,
  countOnPage,
  dayField,
  filterForm,
  foldedText,
  listFoot,
  nothingHere,
  shownWords,
  tooBroadBanner,
  whenLabel,
  wrongFilters,
} from './list-parts.page.js';
import { eventsLike, eventWord } from './event-words.page.js';
import { exactly, nothingFiltered, olderLabel } from './operator-parts.page.js';
import { detailsLabel, fromLabel, toLabel } from './words.page.js';

export type AuditFilter = 'stream' | 'actor' | 'type' | 'from' | 'to';

/** An event of the log as its reader may see it. */
export interface ShownAuditEvent {
  readonly id: string;
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly at: Instant;
  readonly actor: { readonly kind: string; readonly id: string; readonly name: string };
  readonly correlationId: string | null;
  readonly data: unknown;
}

interface AuditList extends Frame {
  readonly filters: Filters<AuditFilter>;
  /** As they stand in the form. */
  readonly typed: Filters<AuditFilter>;
  readonly wrong: readonly AuditFilter[];
  /** Null: together the filters match few of very many, and were not looked for. */
  readonly found: Rows<ShownAuditEvent> | null;
}

const path = '/audit';

/** The log, newest first: who did what, and to what. */
export function auditPage({ language, menu, filters, typed, wrong, found }: AuditList): Page {
  const say = sayIn(language);
  const faults = wrongFilters(wrong, labels, say).map((fault) =>
    fault.field === 'type' ? { ...fault, message: noSuchEvent(typed.type, language) } : fault,
  );
  const isFiltered = addressOf(path, filters) !== path;
  const one = (name: 'stream' | 'actor' | 'type', hint: string) =>
    field({
      name,
      label: say(labels[name]),
      hint,
      value: typed[name],
      required: false,
      maxlength: 100,
      wrong: faults,
    });
  const day = (name: 'from' | 'to') => dayField(name, labels[name], typed, faults, say);
  return {
    language,
    menu,
    title: say(auditTitle),
    status: faults.length > 0 ? 400 : 200,
    body: html`${errorSummary(faults, language)}<p>${say(auditMeans)}</p>
<ul><li><a href="/audit/replay">${say(replayTitle)}</a></li><li><a href="/audit/seals">${say(sealsTitle)}</a></li></ul>
${filterForm(path, isFiltered || faults.length > 0, html`${one('stream', say(streamHint))}${one('actor', say(actorHint))}${one('type', say(typeHint))}${day('from')}${day('to')}`, say)}${shownWords(filterWords(filters, say), path, say)}${found === null ? tooBroadBanner(say) : html`${found.rows.length === 0 ? nothingHere(isFiltered, say, nothingFiltered) : eventsTable(found.rows, language)}${found.rows.length > 0 && listFoot(path, filters, found.next, say, olderLabel)}`}`,
  };
}

const noSuchEvent = (typed: string, language: Language): string => {
  const near = eventsLike(typed, language);
  return near.length === 0
    ? sayIn(language)(unknownEvent, typed)
    : sayIn(language)(unknownEventLike, typed, near.map((each) => `“${each}”`).join(', '));
};

/** The filters as a sentence. */
const filterWords = ({ stream, actor, type, from, to }: Filters<AuditFilter>, say: Say): readonly string[] =>
  [
    stream === '' ? '' : say(whatHappenedTo, stream),
    actor === '' ? '' : say(whatWasDoneBy, actor),
    type === '' ? '' : say(onlyType, eventWord(type, say)),
    from === '' ? '' : `${say(fromLabel)} ${from}`,
    to === '' ? '' : `${say(toLabel)} ${to}`,
  ].filter((part) => part !== '');

function eventsTable(events: readonly ShownAuditEvent[], language: Language): Markup {
  const say = sayIn(language);
  const rows = events.map(({ at, type, stream, actor, data }) => [
    exactly(at, language),
    html`<strong>${eventWord(type, say)}</strong>`,
    html`<a href="${addressOf(path, { actor: actor.id })}">${actor.name}</a>`,
    html`<a href="${addressOf(path, { stream })}">${stream}</a>${storyLink(stream, at, say)}`,
    foldedText(say(detailsLabel), JSON.stringify(data, null, 1)),
  ]);
  const columns = [whenLabel, labels.type, labels.actor, labels.stream, detailsLabel];
  return cards(
    say(countOnPage, events.length),
    columns.map((column) => say(column)),
    rows,
  );
}

/** To the story of what a stream is about, where it is told in sentences. */
function storyLink(stream: string, at: Instant, say: Say): Markup | null {
  const id =
    /^(?:payment|refund|payout|payout-batch|ledger-adjustment|settlement|day)-((?:pay|ref|out|bat|adj|stl)_.*|\d{4}-\d\d-\d\d)$/.exec(
      stream,
    )?.[1];
  return id === undefined ? null : html` <a href="${addressOf('/audit/replay', { id, at })}">${say(asItStood)}</a>`;
}

/** What the page of a replay shows, whatever it is of. */
export interface ShownReplay {
  readonly at: Instant;
  /** As it stood, under the names of the API. */
  readonly standing: object;
  readonly events: readonly ToldEvent[];
  /** Of which it is a part; null: of none. */
  readonly paymentId: string | null;
  readonly refunds: readonly string[];
}

interface Replay extends Frame {
  readonly id: string;
  /** As it was typed. */
  readonly at: string;
  readonly moment: Instant | null;
  readonly isWrongMoment: boolean;
  /** Null: nothing was asked for, or there was none by then. */
  readonly shown: ShownReplay | null;
  readonly mayPack: boolean;
}

/** How something stood at a moment, rebuilt from the log, and every step that had led there. */
export function replayPage({ language, menu, id, at, moment, isWrongMoment, shown, mayPack }: Replay): Page {
  const say = sayIn(language);
  const wrong = isWrongMoment ? [{ field: 'at', message: say(wrongMoment) }] : [];
  const form = html`<form method="get" action="/audit/replay">
${field({ name: 'id', label: say(idLabel), hint: say(idHint), value: id, maxlength: 100, wrong })}${field({ name: 'at', label: say(momentLabel), hint: say(momentHint), value: at, required: false, maxlength: 30, wrong })}<p class="actions"><button>${say(showLabel)}</button></p></form>
`;
  const isMissing = id !== '' && shown === null && !isWrongMoment;
  return {
    language,
    menu,
    title: shown === null ? say(replayTitle) : say(replayOf, id),
    status: isWrongMoment ? 400 : isMissing ? 404 : 200,
    body: html`${errorSummary(wrong, language)}${isMissing && banner('warn', say(nothingByThen))}${
      shown === null
        ? form
        : html`<details><summary>${say(another)}</summary>${form}</details>
`
    }${shown !== null && story(id, moment, shown, mayPack, language)}<p><a href="/audit">${say(auditTitle)}</a></p>
`,
  };
}

function story(id: string, moment: Instant | null, shown: ShownReplay, mayPack: boolean, language: Language): Markup {
  const say = sayIn(language);
  const { standing, events, paymentId, refunds } = shown;
  const part = (other: string) =>
    html`<li><a href="${addressOf('/audit/replay', { id: other, at: moment ?? '' })}">${other}</a></li>`;
  const others = [paymentId, ...refunds].filter((other) => other !== null && other !== id) as readonly string[];
  const steps = events.map(
    ({ at, sentence, actor }) =>
      html`<li>${exactly(at, language)} – <span lang="en">${sentence}</span> <span class="soft">(${actor.name})</span> <a href="${addressOf('/audit/replay', { id, at })}">${say(asItStood)}</a></li>`,
  );
  return html`<h2>${moment === null ? say(asItStandsNow) : html`${say(asItStoodAt)} ${exactly(moment, language)}`}</h2>
${moment !== null && html`<p><a href="${addressOf('/audit/replay', { id })}">${say(asItStandsNow)}</a></p>\n`}<h3>${say(stepsTitle)}</h3>
<ol>${steps}</ol>
${facts(rowsOf(standing, currencyOf(standing), language))}${others.length > 0 && html`<h2>${say(belongsTogether)}</h2><ul>${others.map(part)}</ul>`}${
    mayPack &&
    paymentId !== null &&
    html`<h2>${say(packTitle)}</h2><p>${say(packMeans)}</p><p class="actions"><a class="button second" href="/audit/payments/${paymentId}/evidence">${say(packLabel)}</a></p>\n`
  }`;
}

/** `providerReference` as words. */
const spacedName = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

/** What it is in; amounts of the parts of a thing are in the currency of the whole. */
const currencyOf = (of: object, otherwise: string | null = null): string | null => {
  const { currency } = of as { readonly currency?: unknown };
  return typeof currency === 'string' ? currency : otherwise;
};

const rowsOf = (of: object, currency: string | null, language: Language): readonly (readonly [string, Value])[] =>
  Object.entries(of).map(([name, value]) => [spacedName(name), shownValue(name, value, currency, language)] as const);

/** The members of the contract that are amounts of money. */
const isAmount = (name: string): boolean => /amount$|^(gross|net|fees?|inTransit|debits|credits)$/i.test(name);

function shownValue(name: string, value: unknown, currency: string | null, language: Language): Value {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'string' && currency !== null && isAmount(name) && /^-?\d+(\.\d+)?$/.test(value))
    return money({ amount: value, currency }, language);
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? exactly(value, language) : value;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return listed(value as readonly unknown[], currency, language);
  const rows = rowsOf(value, currencyOf(value, currency), language).filter(([, each]) => each !== '–');
  const isShort = Object.values(value).every((each) => typeof each !== 'object' || each === null);
  return isShort
    ? rows.map(([label, each], place) => html`${place > 0 && ', '}${label} ${each}`)
    : html`<ul>${rows.map(([label, each]) => html`<li>${label}: ${each}</li>`)}</ul>`;
}

const listed = (values: readonly unknown[], currency: string | null, language: Language): Value =>
  values.length === 0
    ? '–'
    : html`<ul>${values.map((each) => html`<li>${shownValue('', each, currency, language)}</li>`)}</ul>`;

interface Seals extends Frame {
  readonly seals: readonly ShownSeal[];
  readonly next: string | null;
}

export function sealsPage({ language, menu, seals, next }: Seals): Page {
  const say = sayIn(language);
  const rows = seals.map((seal) => [
    String(seal.number),
    when(seal.at, language),
    html`${seal.before + 1} – ${seal.before + seal.count}`,
    html`<span class="code">${hashOfSeal(seal)}</span>`,
    html`<span class="code">${seal.keyId}</span>`,
  ]);
  const columns = [numberLabel, whenLabel, coversLabel, hashLabel, keyLabel];
  return {
    language,
    menu,
    title: say(sealsTitle),
    body: html`<p>${say(sealsMean)}</p>
<form method="get" action="/audit/verify"><p>${say(verifyMeans)}</p><p class="actions"><button>${say(verifyLabel)}</button></p></form>
${
  seals.length === 0
    ? html`<p>${say(noSeal)}</p>`
    : cards(
        say(countOnPage, seals.length),
        columns.map((column) => say(column)),
        rows,
      )
}${next !== null && html`<p class="actions"><a class="button second" href="${addressOf('/audit/seals', { cursor: next })}">${say(olderSeals)}</a></p>\n`}<p><a href="/v1/seals/key">${say(publicKey)}</a> · <a href="/audit">${say(auditTitle)}</a></p>
`,
  };
}

/** What came of reading the whole log. */
export function verdictPage({ language, menu, verdict }: Frame & { readonly verdict: Verdict }): Page {
  const say = sayIn(language);
  const { ok, events, unsealed, seals, head, firstBroken } = verdict;
  return {
    language,
    menu,
    title: say(verdictTitle),
    body: html`${ok ? banner('good', say(isWhole)) : banner('bad', say(isBroken))}${facts([
      [say(eventsLabel), String(events)],
      [say(sealsTitle), String(seals)],
      [say(unsealedLabel), String(unsealed)],
      [say(headLabel), head === null ? '–' : html`<span class="code">${head}</span>`],
      ...(firstBroken === null
        ? []
        : ([
            [say(brokenLabel), html`<span lang="en">${firstBroken.detail}</span>`],
            [say(labels.stream), firstBroken.stream ?? '–'],
            [say(positionLabel), firstBroken.position ?? '–'],
            [say(eventIdLabel), firstBroken.eventId ?? '–'],
          ] as const)),
    ])}<p>${say(ok ? keepHead : whatNow)}</p>
<p><a href="/audit/seals">${say(sealsTitle)}</a></p>
`,
  };
}

const auditTitle = text({ en: 'Audit', rw: 'Igenzura', fr: 'Audit' });
const auditMeans = text({
  en: 'Everything that happened, newest first. Nothing in it can be changed or removed without the seals showing it.',
  rw: 'Ibyabaye byose, uhereye ku bishya. Nta cyahindurwa cyangwa ngo gikurwemo kashe zitabigaragaje.',
  fr: 'Tout ce qui s’est passé, du plus récent au plus ancien. Rien ne peut y être changé ou retiré sans que les sceaux le montrent.',
});
const replayTitle = text({
  en: 'How something stood at a moment',
  rw: 'Uko ikintu cyari kimeze mu gihe runaka',
  fr: 'Comment était une chose à un moment donné',
});
const replayOf = text({
  en: (id: string) => `The story of ${id}`,
  rw: (id: string) => `Amateka ya ${id}`,
  fr: (id: string) => `L’histoire de ${id}`,
});
const streamHint = text({
  en: 'One thing’s history, by its id: pay_…, out_…, usr_… or a day',
  rw: 'Amateka y’ikintu kimwe, ku ndango yacyo: pay_…, out_…, usr_… cyangwa umunsi',
  fr: 'L’histoire d’une chose, par son identifiant : pay_…, out_…, usr_… ou un jour',
});
const actorHint = text({
  en: 'The id of a person, an API client or a provider',
  rw: 'Indango y’umuntu, ya porogaramu cyangwa y’ikigo cy’itumanaho',
  fr: 'L’identifiant d’une personne, d’un client de l’API ou d’un opérateur',
});
const typeHint = text({
  en: 'As this list says it, such as Payment Succeeded',
  rw: 'Uko uru rutonde rubivuga, urugero Ubwishyu bwakunze',
  fr: 'Comme cette liste le dit, par exemple Paiement réussi',
});
const unknownEvent = text({
  en: (typed: string) => `Nothing that happens is called “${typed}”. Take a name from the list below`,
  rw: (typed: string) => `Nta kibaho cyitwa “${typed}”. Fata izina ku rutonde ruri hasi`,
  fr: (typed: string) => `Rien de ce qui arrive ne s’appelle « ${typed} ». Prenez un nom de la liste ci-dessous`,
});
const unknownEventLike = text({
  en: (typed: string, near: string) => `Nothing that happens is called “${typed}”. Perhaps you mean ${near}`,
  rw: (typed: string, near: string) => `Nta kibaho cyitwa “${typed}”. Ahari washakaga kuvuga ${near}`,
  fr: (typed: string, near: string) =>
    `Rien de ce qui arrive ne s’appelle « ${typed} ». Peut-être cherchez-vous ${near}`,
});
const whatHappenedTo = text({
  en: (stream: string) => `what happened to ${stream}`,
  rw: (stream: string) => `ibyabaye kuri ${stream}`,
  fr: (stream: string) => `ce qui est arrivé à ${stream}`,
});
const whatWasDoneBy = text({
  en: (actor: string) => `done by ${actor}`,
  rw: (actor: string) => `byakozwe na ${actor}`,
  fr: (actor: string) => `fait par ${actor}`,
});
const onlyType = text({
  en: (type: string) => `only "${type}"`,
  rw: (type: string) => `"${type}" gusa`,
  fr: (type: string) => `seulement « ${type} »`,
});
const labels = {
  stream: text({ en: 'To what', rw: 'Kuri iki', fr: 'À quoi' }),
  actor: text({ en: 'By whom', rw: 'Byakozwe na', fr: 'Par qui' }),
  type: text({ en: 'What happened', rw: 'Icyabaye', fr: 'Ce qui s’est passé' }),
  from: fromLabel,
  to: toLabel,
};
const asItStood = text({ en: 'as it stood then', rw: 'uko byari bimeze icyo gihe', fr: 'tel qu’alors' });
const asItStoodAt = text({ en: 'As it stood on', rw: 'Uko byari bimeze ku ya', fr: 'L’état au' });
const asItStandsNow = text({ en: 'As it stands now', rw: 'Uko bimeze ubu', fr: 'L’état actuel' });
const idLabel = text({ en: 'What', rw: 'Ikintu', fr: 'Quoi' });
const idHint = text({
  en: 'The id of a payment (pay_…), refund (ref_…), payout (out_…), batch (bat_…), adjustment (adj_…) or settlement (stl_…), or a closed day',
  rw: 'Indango y’ubwishyu (pay_…), isubizwa (ref_…), iyoherezwa (out_…), itsinda (bat_…), ikosora (adj_…) cyangwa ayoherejwe muri banki (stl_…), cyangwa umunsi wafunzwe',
  fr: 'L’identifiant d’un paiement (pay_…), remboursement (ref_…), versement (out_…), lot (bat_…), ajustement (adj_…) ou règlement (stl_…), ou un jour clôturé',
});
const momentLabel = text({ en: 'At which moment', rw: 'Mu kihe gihe', fr: 'À quel moment' });
const momentHint = text({
  en: 'The time in Kigali, such as 2026-11-28 14:05. A day alone: its end. Empty: now',
  rw: 'Isaha y’i Kigali, urugero 2026-11-28 14:05. Umunsi wonyine: impera yawo. Ubusa: ubu',
  fr: 'L’heure de Kigali, par exemple 2026-11-28 14:05. Un jour seul : sa fin. Vide : maintenant',
});
const wrongMoment = text({
  en: 'Enter a moment such as 2026-11-28 14:05, or nothing',
  rw: 'Andika igihe, urugero 2026-11-28 14:05, cyangwa ureke ubusa',
  fr: 'Entrez un moment comme 2026-11-28 14:05, ou rien',
});
const nothingByThen = text({
  en: 'There was nothing of this name at that moment.',
  rw: 'Nta kintu cy’iri zina cyariho icyo gihe.',
  fr: 'Rien de ce nom n’existait à ce moment.',
});
const another = text({
  en: 'Another thing, or another moment',
  rw: 'Ikindi kintu, cyangwa ikindi gihe',
  fr: 'Une autre chose, ou un autre moment',
});
const showLabel = text({ en: 'Show', rw: 'Erekana', fr: 'Afficher' });
const belongsTogether = text({ en: 'Belongs to it', rw: 'Ibifitanye isano', fr: 'Ce qui s’y rattache' });
const stepsTitle = text({
  en: 'What had happened by then',
  rw: 'Ibyari bimaze kuba icyo gihe',
  fr: 'Ce qui s’était passé jusque-là',
});
const packTitle = text({ en: 'Evidence pack', rw: 'Ibimenyetso byose hamwe', fr: 'Dossier de preuves' });
const packMeans = text({
  en: 'Everything on record about the payment in one signed file: events, what the provider said, callbacks, notes, receipt and seals. That it was made is on record too.',
  rw: 'Ibyanditswe byose ku bwishyu muri dosiye imwe isinye: ibyabaye, ibyo ikigo cy’itumanaho cyavuze, ibyitonderwa, inyemezabwishyu na kashe. Ko yakozwe na byo birandikwa.',
  fr: 'Tout ce qui est consigné sur le paiement dans un fichier signé : événements, paroles de l’opérateur, rappels, notes, reçu et sceaux. Sa création est consignée aussi.',
});
const packLabel = text({ en: 'Download the pack', rw: 'Manura dosiye', fr: 'Télécharger le dossier' });
const sealsTitle = text({ en: 'Seals', rw: 'Kashe', fr: 'Sceaux' });
const sealsMean = text({
  en: 'Each seal is a signature over the next stretch of the log and the seal before it. A change anywhere breaks every seal from there on.',
  rw: 'Buri kashe ni umukono ku gice gikurikira cy’inyandiko no kuri kashe iyibanziriza. Impinduka iyo ari yo yose yangiza kashe zose ziyikurikira.',
  fr: 'Chaque sceau signe la partie suivante du journal et le sceau précédent. Un changement quelque part casse tous les sceaux à partir de là.',
});
const verifyMeans = text({
  en: 'Reads the whole log and computes every hash and signature anew. With a large log this takes minutes.',
  rw: 'Bisoma inyandiko zose, bikabara bundi bushya ibimenyetso byose. Iyo ari nyinshi bimara iminota.',
  fr: 'Lit tout le journal et recalcule chaque empreinte et chaque signature. Avec un grand journal, cela prend des minutes.',
});
const verifyLabel = text({ en: 'Verify the log', rw: 'Suzuma inyandiko', fr: 'Vérifier le journal' });
const noSeal = text({ en: 'There is no seal yet.', rw: 'Nta kashe irahari.', fr: 'Il n’y a encore aucun sceau.' });
const olderSeals = text({ en: 'Older ones', rw: 'Iza kera', fr: 'Plus anciens' });
const numberLabel = text({ en: 'Number', rw: 'Nimero', fr: 'Numéro' });
const coversLabel = text({ en: 'Events', rw: 'Ibyabaye', fr: 'Événements' });
const hashLabel = text({ en: 'Hash', rw: 'Ikimenyetso', fr: 'Empreinte' });
const keyLabel = text({ en: 'Key', rw: 'Urufunguzo', fr: 'Clé' });
const publicKey = text({ en: 'The public key', rw: 'Urufunguzo rwa rusange', fr: 'La clé publique' });
const verdictTitle = text({ en: 'Is the log whole?', rw: 'Ese inyandiko zuzuye?', fr: 'Le journal est-il intact ?' });
const isWhole = text({
  en: 'Yes: every event that is sealed is as it was sealed.',
  rw: 'Yego: ibyashyizweho kashe byose biracyameze uko byari bimeze.',
  fr: 'Oui : chaque événement scellé est tel qu’il a été scellé.',
});
const isBroken = text({
  en: 'No: the log is not what was sealed. The first place at which it differs is below.',
  rw: 'Oya: inyandiko si zo zashyizweho kashe. Aho bitandukaniye bwa mbere hari hasi.',
  fr: 'Non : le journal n’est pas ce qui a été scellé. Le premier endroit où il diffère est ci-dessous.',
});
const eventsLabel = text({ en: 'Events read', rw: 'Ibyasomwe', fr: 'Événements lus' });
const unsealedLabel = text({
  en: 'Not sealed yet',
  rw: 'Ibitarashyirwaho kashe',
  fr: 'Pas encore scellés',
});
const headLabel = text({
  en: 'Hash of the newest seal',
  rw: 'Ikimenyetso cya kashe nshya',
  fr: 'Empreinte du dernier sceau',
});
const brokenLabel = text({ en: 'First difference', rw: 'Itandukaniro rya mbere', fr: 'Première différence' });
const positionLabel = text({ en: 'Position', rw: 'Umwanya', fr: 'Position' });
const eventIdLabel = text({ en: 'Event id', rw: 'Indango y’icyabaye', fr: 'Identifiant de l’événement' });
const keepHead = text({
  en: 'Keep this hash outside of this system: a log that was written anew from the beginning shows only against what was kept elsewhere.',
  rw: 'Bika iki kimenyetso hanze y’iyi sisitemu: inyandiko zanditswe bundi bushya zigaragazwa gusa n’ikimenyetso cyabitswe ahandi.',
  fr: 'Gardez cette empreinte hors de ce système : un journal réécrit depuis le début ne se voit que face à ce qui a été gardé ailleurs.',
});
const whatNow = text({
  en: 'Stop, keep a copy of the data directory as it is, and compare it with the backup before anything else is done.',
  rw: 'Hagarara, ubike kopi y’ububiko uko buri, ubugereranye n’ububitse mbere y’uko hagira ikindi gikorwa.',
  fr: 'Arrêtez, gardez une copie du répertoire de données tel quel, et comparez-la à la sauvegarde avant toute autre chose.',
});
