import type { Instant } from '../../kernel/domain/clock.js';
import type { Language } from '../../kernel/domain/language.js';
import { errorSummary, field, when, type Wrong } from '../../http/pages/components.js';
import { html, type Markup } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { roleChoices } from '../../http/pages/role-choices.js';
import { sayIn, text } from '../../http/pages/text.js';
import type { Client } from './client.decider.js';

export interface ClientFields {
  readonly name: string;
  readonly owner: string;
  readonly roles: readonly string[];
}

interface ClientsList {
  readonly language: Language;
  readonly token: string;
  readonly menu: Markup;
  readonly clients: readonly Client[];
  readonly mayChange: boolean;
  readonly typed: ClientFields;
  readonly wrong: readonly Wrong[];
  readonly now: Instant;
}

export function clientsPage({ language, token, menu, clients, mayChange, typed, wrong, now }: ClientsList): Page {
  const say = sayIn(language);
  const order = (id: string, path: string, label: string, named: string) =>
    html`<form method="post" action="/settings/clients/${id}/${path}">${hiddenToken(token)}<button class="link">${label} <span class="soft">(${named})</span></button></form>`;
  const rows = clients.map(({ id, name, roles, owner, createdAt, keys }) => {
    const isActive = keys.some(({ isRevoked, endsAt }) => !isRevoked && (endsAt === null || endsAt > now));
    const orders = html`${order(id, 'rotate', say(rotate), name)}${order(id, 'revoke', say(revoke), name)}`;
    return html`<tr><th scope="row" data-label="${say(nameLabel)}">${name}<br><span class="code soft">${id}</span></th><td data-label="${say(rolesLabel)}">${roles.join(', ')}</td><td data-label="${say(ownerLabel)}">${owner ?? '–'}</td><td data-label="${say(stateLabel)}">${say(isActive ? active : ended)}</td><td data-label="${say(sinceLabel)}">${when(createdAt, language)}</td><td data-label="${say(actionLabel)}">${mayChange && isActive ? orders : '–'}</td></tr>`;
  });
  return {
    language,
    title: say(title),
    menu,
    status: wrong.length > 0 ? 400 : 200,
    body: html`${errorSummary(wrong, language)}<table class="cards"><caption>${say(caption)}</caption>
<thead><tr><th scope="col">${say(nameLabel)}</th><th scope="col">${say(rolesLabel)}</th><th scope="col">${say(ownerLabel)}</th><th scope="col">${say(stateLabel)}</th><th scope="col">${say(sinceLabel)}</th><th scope="col">${say(actionLabel)}</th></tr></thead>
<tbody>${rows}</tbody></table>
${
  mayChange &&
  html`<h2>${say(addTitle)}</h2>
<form method="post" action="/settings/clients">
${hiddenToken(token)}${field({ name: 'name', label: say(nameLabel), value: typed.name, maxlength: 100, wrong })}
${field({ name: 'owner', label: say(ownerLabel), hint: say(ownerHint), value: typed.owner, maxlength: 100, required: false, wrong })}
${roleChoices(typed.roles, language, wrong)}<p class="actions"><button>${say(add)}</button></p>
</form>
`
}`,
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
    body: html`<p>${say(keyMeans)}</p>
<p class="code">${key}</p>
<p class="actions"><a class="button" href="/settings/clients">${say(title)}</a></p>
`,
  };
}

/** What is wrong about a client that was typed in, or about an order. */
export function wrongClient(
  faults: readonly ('name' | 'owner' | 'roles' | 'last')[],
  language: Language,
): readonly Wrong[] {
  const say = sayIn(language);
  const said = { name: wrongName, owner: wrongOwner, roles: wrongRoles, last: lastAdmin };
  return faults.map((one) => ({ field: one === 'last' ? null : one, message: say(said[one]) }));
}

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
const rotate = text({
  en: 'New key, the old one ends',
  rw: 'Urufunguzo rushya, urusanzwe rukavaho',
  fr: 'Nouvelle clé, l’ancienne prend fin',
});
const revoke = text({ en: 'End all keys', rw: 'Kuraho imfunguzo zose', fr: 'Mettre fin aux clés' });
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
