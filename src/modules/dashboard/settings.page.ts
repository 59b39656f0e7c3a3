import { errorSummary, facts, field, when, type Wrong } from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say } from '../../http/pages/text.js';
import type { Instant } from '../../kernel/domain/clock.js';
import type { Language } from '../../kernel/domain/language.js';
import type { StartFacts } from '../audit/contract.js';
import type { Frame } from './page-frame.js';
import { cards, doneBanner, tag } from './list-parts.page.js';
import { reasonLabel } from './words.page.js';

/** A provider as this process finds it. */
export interface ShownProvider {
  readonly name: string;
  readonly method: string;
  readonly health: {
    readonly products: readonly {
      readonly product: string;
      readonly circuit: 'closed' | 'open' | 'half-open';
      readonly callsInFlight: number;
    }[];
    readonly unreachableSince: Instant | null;
    readonly statusChecksWaiting: number;
  };
  readonly paysOut: boolean;
  readonly outage: { readonly reason: string; readonly since: Instant } | null;
}

export interface TypedReason {
  readonly provider: string;
  readonly reason: string;
}

interface ProvidersOf extends Frame {
  readonly providers: readonly ShownProvider[];
  readonly mayDeclare: boolean;
  /** The provider whose form lacks a reason, with what was typed there. */
  readonly wrong: TypedReason | null;
  readonly isDone: boolean;
}

/** How each provider is, and the outages that people have declared. */
export function providersPage({ language, menu, token, providers, mayDeclare, wrong, isDone }: ProvidersOf): Page {
  const say = sayIn(language);
  const faults = wrong === null ? [] : [{ field: reasonField(wrong.provider), message: say(wrongReason) }];
  return {
    language,
    menu,
    title: say(providersTitle),
    status: faults.length > 0 ? 400 : 200,
    body: html`${errorSummary(faults, language)}${doneBanner(isDone, say)}<p>${say(providersMean)}</p>
${providers.map(
  (each) => html`<h2>${each.method}</h2>
${facts([
  [say(nameLabel), html`<span class="code">${each.name}</span>`],
  [say(stateLabel), stateOf(each, language)],
  [say(outageLabel), outageOf(each, language)],
  [say(paysOutLabel), say(each.paysOut ? yes : no)],
  [say(waitingLabel), String(each.health.statusChecksWaiting)],
])}${
    mayDeclare &&
    html`<form method="post" action="/settings/providers/${each.name}/outage${each.outage === null ? '' : '/end'}">${hiddenToken(token)}<p>${say(each.outage === null ? outageMeans : endMeans)}</p>${reasonOf(each, wrong, faults, say)}<p class="actions"><button class="second">${say(each.outage === null ? declareLabel : endLabel)} <span class="soft">(${each.method})</span></button></p></form>
`
  }`,
)}`,
  };
}

/** The field of one provider’s form. */
export const reasonField = (provider: string): string => `reason-${provider}`;

/** Each form has a field of its own, so that the page has each id once. */
const reasonOf = ({ name }: ShownProvider, typed: TypedReason | null, wrong: readonly Wrong[], say: Say): Markup =>
  field({
    name: reasonField(name),
    label: say(reasonLabel),
    hint: say(reasonHint),
    value: typed?.provider === name ? typed.reason : '',
    maxlength: 200,
    wrong,
  });

function stateOf({ health }: ShownProvider, language: Language): Value {
  const say = sayIn(language);
  if (health.unreachableSince !== null)
    return html`${tag('bad', say(unreachable))} ${say(sinceWord)} ${when(health.unreachableSince, language)}`;
  const open = health.products.filter(({ circuit }) => circuit !== 'closed').map(({ product }) => product);
  return open.length === 0 ? tag('good', say(answers)) : html`${tag('warn', say(paused))} ${open.join(', ')}`;
}

function outageOf({ outage }: ShownProvider, language: Language): Value {
  if (outage === null) return sayIn(language)(noOutage);
  return html`${tag('warn', sayIn(language)(outageWord))} ${outage.reason} (${sayIn(language)(sinceWord)} ${when(outage.since, language)})`;
}

interface GatewayOf extends Frame {
  readonly start: (StartFacts & { readonly at: Instant }) | null;
}

/** The settings of the newest start; no secret is among them. */
export function gatewayPage({ language, menu, start }: GatewayOf): Page {
  const say = sayIn(language);
  const rows = Object.entries(start?.settings ?? {}).map(([name, value]) => [
    html`<span class="code">${name}</span>`,
    value === null || value === '' ? say(notSet) : String(value),
  ]);
  return {
    language,
    menu,
    title: say(gatewayTitle),
    body: html`<p>${say(gatewayMeans)}</p>
${
  start === null
    ? html`<p>${say(notOnRecord)}</p>`
    : html`${facts([
        [say(startedLabel), when(start.at, language)],
        [say(versionLabel), start.version],
        ['Node.js', start.node],
        [say(hostLabel), start.host],
      ])}${cards(say(settingsCaption), [say(settingLabel), say(valueLabel)], rows)}`
}`,
  };
}

const providersTitle = text({ en: 'Providers', rw: 'Ibigo by’itumanaho', fr: 'Opérateurs' });
const providersMean = text({
  en: 'How each provider answers this instance of the gateway, and the outages that people have declared.',
  rw: 'Uko buri kigo gisubiza iyi sisitemu, n’ihagarara ryatangajwe n’abantu.',
  fr: 'Comment chaque opérateur répond à cette instance, et les pannes que des personnes ont déclarées.',
});
const nameLabel = text({ en: 'Name', rw: 'Izina', fr: 'Nom' });
const stateLabel = text({ en: 'State', rw: 'Uko bimeze', fr: 'État' });
const outageLabel = text({ en: 'Declared outage', rw: 'Ihagarara ryatangajwe', fr: 'Panne déclarée' });
const paysOutLabel = text({ en: 'Pays money out', rw: 'Cyohereza amafaranga', fr: 'Verse de l’argent' });
const waitingLabel = text({
  en: 'Status checks that wait',
  rw: 'Ibibazo bitegereje kubazwa',
  fr: 'Vérifications en attente',
});
const yes = text({ en: 'Yes', rw: 'Yego', fr: 'Oui' });
const no = text({ en: 'No', rw: 'Oya', fr: 'Non' });
const answers = text({ en: 'answers', rw: 'kirasubiza', fr: 'répond' });
const unreachable = text({ en: 'cannot be reached', rw: 'ntikigerwaho', fr: 'injoignable' });
const paused = text({
  en: 'failed too often, and is asked less',
  rw: 'cyananiwe kenshi, kibazwa gake',
  fr: 'a trop souvent échoué, moins sollicité',
});
const sinceWord = text({ en: 'since', rw: 'kuva', fr: 'depuis' });
const noOutage = text({ en: 'None', rw: 'Nta ryo', fr: 'Aucune' });
const outageWord = text({ en: 'outage', rw: 'ihagarara', fr: 'panne' });
const outageMeans = text({
  en: 'An outage that you declare is shown to everybody, and new payments go to another provider where there is one. It stops nothing that is under way.',
  rw: 'Ihagarara utangaje ryerekwa bose, ubwishyu bushya bukanyura ku kindi kigo aho gihari. Nta cyo rihagarika mu biri gukorwa.',
  fr: 'Une panne que vous déclarez est montrée à tous, et les nouveaux paiements vont à un autre opérateur s’il y en a un. Elle n’arrête rien de ce qui est en cours.',
});
const endMeans = text({
  en: 'When the provider is well again, end the outage.',
  rw: 'Igihe ikigo cyongeye gukora neza, soza ihagarara.',
  fr: 'Quand l’opérateur va mieux, mettez fin à la panne.',
});
const reasonHint = text({
  en: 'For your colleagues, without names or phone numbers',
  rw: 'Igenewe bagenzi bawe, nta mazina cyangwa nimero za telefone',
  fr: 'Pour vos collègues, sans noms ni numéros de téléphone',
});
const declareLabel = text({ en: 'Declare an outage', rw: 'Tangaza ihagarara', fr: 'Déclarer une panne' });
const endLabel = text({ en: 'End the outage', rw: 'Soza ihagarara', fr: 'Mettre fin à la panne' });
const wrongReason = text({
  en: 'Enter a reason of 1 to 200 characters',
  rw: 'Andika impamvu itarengeje inyuguti 200',
  fr: 'Entrez un motif de 1 à 200 caractères',
});
const gatewayTitle = text({ en: 'Gateway', rw: 'Sisitemu', fr: 'Passerelle' });
const gatewayMeans = text({
  en: 'With what the gateway was last started. A secret shows as a fingerprint, which only says whether it is the same as before. Settings are changed where it is started, not here.',
  rw: 'Uko sisitemu iheruka gutangizwa. Ibanga ryerekanwa nk’ikimenyetso kivuga gusa niba ritarahindutse. Igenamiterere rihindurirwa aho itangirizwa, si hano.',
  fr: 'Avec quoi la passerelle a été lancée en dernier. Un secret apparaît comme une empreinte, qui dit seulement s’il est le même qu’avant. Les réglages se changent là où elle est lancée, pas ici.',
});
const notOnRecord = text({
  en: 'The newest start is not on record yet.',
  rw: 'Itangira riheruka ntiriri mu nyandiko.',
  fr: 'Le dernier démarrage n’est pas encore consigné.',
});
const startedLabel = text({ en: 'Started', rw: 'Yatangijwe', fr: 'Démarrage' });
const versionLabel = text({ en: 'Version', rw: 'Verisiyo', fr: 'Version' });
const hostLabel = text({ en: 'Machine', rw: 'Mashini', fr: 'Machine' });
const settingsCaption = text({ en: 'Settings', rw: 'Igenamiterere', fr: 'Réglages' });
const settingLabel = text({ en: 'Setting', rw: 'Icyagenwe', fr: 'Réglage' });
const valueLabel = text({ en: 'Value', rw: 'Agaciro', fr: 'Valeur' });
const notSet = text({ en: 'not set', rw: 'ntibyagenwe', fr: 'non défini' });
