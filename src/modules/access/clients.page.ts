import type { Instant } from '../../kernel/domain/clock.js';
import type { Language } from '../../kernel/domain/language.js';
import { errorSummary, facts, field, select, cards, when, type Wrong } from '../../http/pages/components.js';
import { confirmForm } from '../../http/pages/confirm.js';
import { html, type Markup } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import type { Refused } from '../../http/pages/refusals.js';
import { roleChoices } from '../../http/pages/role-choices.js';
import { sayIn, text } from '../../http/pages/text.js';
import type { ShownClient } from './shown-clients.js';

export interface ClientFields {
  readonly name: string;
  readonly owner: string;
  readonly roles: readonly string[];
}

interface ClientsList {
  readonly language: Language;
  readonly token: string;
  readonly menu: Markup;
  readonly clients: readonly ShownClient[];
  readonly mayChange: boolean;
  /** The same form sent twice is one client. */
  readonly key: string;
  readonly typed: ClientFields;
  readonly wrong: readonly Wrong[];
}

export function clientsPage({ language, token, menu, clients, mayChange, key, typed, wrong }: ClientsList): Page {
  const say = sayIn(language);
  const order = (id: string, path: string, label: string, named: string) =>
    html`<p><a href="/settings/clients/${id}/${path}">${label} <span class="soft">(${named})</span></a></p>`;
  const rows = clients.map(({ id, name, roles, owner, createdAt, status, lastUsedAt }) => {
    const isActive = status === 'active';
    const orders = html`${order(id, 'rotate', say(rotate), name)}${order(id, 'revoke', say(revoke), name)}`;
    return [
      html`${name}<br><span class="code soft">${id}</span>`,
      roles.join(', '),
      owner ?? '–',
      say(isActive ? active : ended),
      when(createdAt, language),
      used(lastUsedAt, language),
      mayChange && isActive ? orders : '–',
    ];
  });
  return {
    language,
    title: say(title),
    menu,
    status: wrong.length > 0 ? 400 : 200,
    body: html`${errorSummary(wrong, language)}${cards(
      say(caption),
      [nameLabel, rolesLabel, ownerLabel, stateLabel, sinceLabel, usedLabel, actionLabel].map((label) => say(label)),
      rows,
    )}${
      mayChange &&
      html`<h2>${say(addTitle)}</h2>
<form method="post" action="/settings/clients">
${hiddenToken(token)}<input type="hidden" name="key" value="${key}">${field({ name: 'name', label: say(nameLabel), value: typed.name, maxlength: 100, wrong })}
${field({ name: 'owner', label: say(ownerLabel), hint: say(ownerHint), value: typed.owner, maxlength: 100, required: false, wrong })}
${roleChoices(typed.roles, language, wrong)}<p class="actions"><button>${say(add)}</button></p>
</form>
`
    }`,
  };
}

/** What ends keys: a new one in their place, or nothing. */
export type EndsKeys = 'rotate' | 'revoke';

interface AskedKeys extends Pick<ClientsList, 'language' | 'token' | 'menu' | 'key'> {
  readonly client: ShownClient;
  readonly seen: string;
  readonly ends: EndsKeys;
  readonly hasChanged: boolean;
  readonly refused: Refused | null;
}

/** Asked once more before keys end: which they are, when each was last used, and when it ends. */
export function askKeysPage({ language, token, menu, client, seen, key, ends, hasChanged, refused }: AskedKeys): Page {
  const say = sayIn(language);
  const { id, name, roles, keys } = client;
  const rows = keys
    .filter(({ status }) => status === 'active')
    .map(({ id: keyId, createdAt, lastUsedAt, expiresAt }) => [
      html`<span class="code">${keyId}</span>`,
      when(createdAt, language),
      used(lastUsedAt, language),
      expiresAt === null ? say(never) : when(expiresAt, language),
    ]);
  const choices = [
    ['day', say(forADay)],
    ['week', say(forAWeek)],
    ['hour', say(forAnHour)],
    ['none', say(atOnce)],
  ] as const;
  const form = confirmForm({
    language,
    token,
    said: html`${facts([
      [say(nameLabel), html`${name}<br><span class="code soft">${id}</span>`],
      [say(rolesLabel), roles.join(', ')],
    ])}${cards(
      say(keysCaption),
      [keyLabel, sinceLabel, usedLabel, endsLabel].map((label) => say(label)),
      rows,
    )}<p>${say(ends === 'rotate' ? rotateMeans : revokeMeans)}</p>
`,
    action: `/settings/clients/${id}/${ends}`,
    seen,
    ...(ends === 'rotate' && {
      kept: [['key', key]],
      fields: select({ name: 'grace', label: say(graceLabel), hint: say(graceHint), value: 'day', choices }),
    }),
    label: say(ends === 'rotate' ? makeNew : revoke),
    back: '/settings/clients',
    hasChanged,
    refused: refused === null ? null : say(refused.code === 'LAST_ADMIN_KEY' ? lastAdmin : notNow),
  });
  return {
    language,
    menu,
    title: say(ends === 'rotate' ? rotateQuestion : revokeQuestion, name),
    isNarrow: true,
    status: refused?.status ?? 200,
    body: form,
  };
}

/** The only page that ever shows the key. */
export function keyPage({
  language,
  menu,
  name,
  key,
}: Pick<ClientsList, 'language' | 'menu'> & { readonly name: string; readonly key: string }): Page {
  const say = sayIn(language);
  return {
    language,
    title: say(keyTitle, name),
    menu,
    isNarrow: true,
    isShownOnce: true,
    body: html`<p>${say(keyMeans)}</p>
<p class="code">${key}</p>
<p class="actions"><a class="button" href="/settings/clients">${say(title)}</a></p>
`,
  };
}

/** What is wrong about a client that was typed in. */
export function wrongClient(faults: readonly ('name' | 'owner' | 'roles')[], language: Language): readonly Wrong[] {
  const say = sayIn(language);
  const said = { name: wrongName, owner: wrongOwner, roles: wrongRoles };
  return faults.map((one) => ({ field: one, message: say(said[one]) }));
}

const used = (at: Instant | null, language: Language): Markup | string =>
  at === null ? sayIn(language)(notYet) : when(at, language);

const title = text({ en: 'API clients', rw: 'Porogaramu zikoresha API', fr: 'Clients de l’API' });
const caption = text({
  en: 'Programs that may call',
  rw: 'Porogaramu zemerewe guhamagara',
  fr: 'Programmes autorisés à appeler',
});
const nameLabel = text({ en: 'Name', rw: 'Izina', fr: 'Nom' });
const rolesLabel = text({ en: 'Roles', rw: 'Inshingano', fr: 'Rôles' });
const ownerLabel = text({ en: 'Person behind it', rw: 'Umuntu uyishinzwe', fr: 'Personne derrière' });
const ownerHint = text({
  en: 'The id of a user, or a name. This person approves nothing that the client has asked for.',
  rw: 'Indango y’ukoresha, cyangwa izina. Uyu muntu ntiyemeza ibyo iyi porogaramu yasabye.',
  fr: 'L’identifiant d’un utilisateur, ou un nom. Cette personne n’approuve rien de ce que le client a demandé.',
});
const stateLabel = text({ en: 'State', rw: 'Uko bimeze', fr: 'État' });
const sinceLabel = text({ en: 'Since', rw: 'Kuva', fr: 'Depuis' });
const actionLabel = text({ en: 'Action', rw: 'Igikorwa', fr: 'Action' });
const active = text({ en: 'Active', rw: 'Irakora', fr: 'Actif' });
const ended = text({ en: 'Ended', rw: 'Ntigikora', fr: 'Terminé' });
const rotate = text({ en: 'New key', rw: 'Urufunguzo rushya', fr: 'Nouvelle clé' });
const revoke = text({ en: 'End all keys', rw: 'Kuraho imfunguzo zose', fr: 'Mettre fin aux clés' });
const usedLabel = text({ en: 'Last used', rw: 'Iheruka gukoreshwa', fr: 'Dernière utilisation' });
const notYet = text({ en: 'not yet', rw: 'ntirakoreshwa', fr: 'pas encore' });
const keyLabel = text({ en: 'Key', rw: 'Urufunguzo', fr: 'Clé' });
const endsLabel = text({ en: 'Ends', rw: 'Ruzarangira', fr: 'Fin' });
const never = text({ en: 'not by itself', rw: 'ntirurangira ubwarwo', fr: 'pas d’elle-même' });
const keysCaption = text({
  en: 'The keys that are good now',
  rw: 'Imfunguzo zikora ubu',
  fr: 'Les clés valables à présent',
});
const rotateQuestion = text({
  en: (named: string) => `A new key for ${named}?`,
  rw: (named: string) => `Urufunguzo rushya rwa ${named}?`,
  fr: (named: string) => `Une nouvelle clé pour ${named} ?`,
});
const revokeQuestion = text({
  en: (named: string) => `End all keys of ${named}?`,
  rw: (named: string) => `Ukureho imfunguzo zose za ${named}?`,
  fr: (named: string) => `Mettre fin à toutes les clés de ${named} ?`,
});
const rotateMeans = text({
  en: 'The new key is shown once. The keys above end when you say here; until then both work, so that the program can change over.',
  rw: 'Urufunguzo rushya rwerekanwa rimwe. Imfunguzo ziri hejuru zirangira igihe uvuze hano; kugeza icyo gihe zose zirakora, kugira ngo porogaramu ihindure.',
  fr: 'La nouvelle clé est affichée une seule fois. Les clés ci-dessus prennent fin au moment choisi ici ; jusque-là les deux fonctionnent, pour que le programme puisse changer.',
});
const revokeMeans = text({
  en: 'The keys above end at once, and what the program asks from then on is refused. What it did stays on record.',
  rw: 'Imfunguzo ziri hejuru zihita zirangira, kandi ibyo porogaramu isabye nyuma birangwa. Ibyo yakoze biguma mu nyandiko.',
  fr: 'Les clés ci-dessus prennent fin aussitôt, et ce que le programme demande ensuite est refusé. Ce qu’il a fait reste consigné.',
});
const graceLabel = text({
  en: 'The earlier keys end',
  rw: 'Imfunguzo zisanzwe zirangira',
  fr: 'Les clés précédentes prennent fin',
});
const graceHint = text({
  en: 'At once only where somebody else may know a key, or the program has the new one already.',
  rw: 'Ako kanya gusa niba hari undi waba azi urufunguzo, cyangwa porogaramu imaze kubona urushya.',
  fr: 'Aussitôt, seulement si quelqu’un d’autre peut connaître une clé, ou si le programme a déjà la nouvelle.',
});
const forADay = text({ en: 'in a day', rw: 'nyuma y’umunsi', fr: 'dans un jour' });
const forAWeek = text({ en: 'in a week', rw: 'nyuma y’icyumweru', fr: 'dans une semaine' });
const forAnHour = text({ en: 'in an hour', rw: 'nyuma y’isaha', fr: 'dans une heure' });
const atOnce = text({ en: 'at once', rw: 'ako kanya', fr: 'aussitôt' });
const makeNew = text({ en: 'Make the new key', rw: 'Kora urufunguzo rushya', fr: 'Créer la nouvelle clé' });
const notNow = text({
  en: 'This client cannot be changed so now. Nothing was done. Look at the list again.',
  rw: 'Iyi porogaramu ntishobora guhindurwa ityo ubu. Nta cyakozwe. Ongera urebe urutonde.',
  fr: 'Ce client ne peut être modifié ainsi à présent. Rien n’a été fait. Revoyez la liste.',
});
const addTitle = text({ en: 'Add a client', rw: 'Ongeraho porogaramu', fr: 'Ajouter un client' });
const add = text({ en: 'Make the key', rw: 'Kora urufunguzo', fr: 'Créer la clé' });
const keyTitle = text({
  en: (named: string) => `The key of ${named}`,
  rw: (named: string) => `Urufunguzo rwa ${named}`,
  fr: (named: string) => `La clé de ${named}`,
});
const keyMeans = text({
  en: 'Put it into the program now, where only the program reads it. It is not shown again.',
  rw: 'Rushyire muri porogaramu ubu, aho ari yo yonyine irusoma. Ntiruzongera kwerekanwa.',
  fr: 'Placez-la maintenant dans le programme, là où lui seul la lit. Elle ne sera plus affichée.',
});
const wrongName = text({ en: 'Enter a name', rw: 'Andika izina', fr: 'Saisissez un nom' });
const wrongOwner = text({
  en: 'The person’s name may have 100 characters at most',
  rw: 'Izina ry’umuntu ntirirenza inyuguti 100',
  fr: 'Le nom de la personne ne peut dépasser 100 caractères',
});
const wrongRoles = text({
  en: 'Choose at least one role; seeing whole phone numbers goes with another one',
  rw: 'Hitamo nibura inshingano imwe; kureba nimero zuzuye bijyana n’izindi nshingano',
  fr: 'Choisissez au moins un rôle ; voir les numéros entiers va avec un autre',
});
const lastAdmin = text({
  en: 'No administrator’s key that lasts would be left. Add another one first',
  rw: 'Nta rufunguzo rw’umuyobozi rurambye rwasigara. Banza wongereho urundi',
  fr: 'Il ne resterait aucune clé d’administrateur durable. Ajoutez-en d’abord une autre',
});
