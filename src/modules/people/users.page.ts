import { languages, nameOfLanguage, type Language } from '../../kernel/domain/language.js';
import { banner, errorSummary, facts, field, cards, when, type Wrong } from '../../http/pages/components.js';
import { confirmForm } from '../../http/pages/confirm.js';
import { html, type Markup } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import type { Refused } from '../../http/pages/refusals.js';
import { roleChoices } from '../../http/pages/role-choices.js';
import { sayIn, text, type Say } from '../../http/pages/text.js';
import type { ShownUser } from './people.commands.js';
import { hasSecondFactor, type User } from './user.decider.js';

interface Frame {
  readonly language: Language;
  readonly token: string;
  readonly menu: Markup;
}

/** What was typed, or is so. */
export interface UserFields {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly language: string;
}

interface UsersList extends Frame {
  readonly users: readonly ShownUser[];
  /** The address of the page that follows; null: this is the last one. */
  readonly next: string | null;
  readonly mayChange: boolean;
  /** The same form sent twice is one link. */
  readonly key: string;
  readonly typed: UserFields;
  readonly wrong: readonly Wrong[];
  /** Somebody was removed just now. */
  readonly isRemoved: boolean;
  readonly now: string;
}

export function usersPage(of: UsersList): Page {
  const { language, token, key, menu, users, next, mayChange, typed, wrong, isRemoved, now } = of;
  const say = sayIn(language);
  const rows = users.map(({ user, email }) => {
    const { id, name, roles, createdAt } = user;
    return [
      mayChange ? html`<a href="/settings/users/${id}">${name}</a>` : name,
      email ?? '–',
      roles.join(', '),
      stateOf(user, now, say),
      when(createdAt, language),
    ];
  });
  return {
    language,
    title: say(usersTitle),
    menu,
    status: wrong.length > 0 ? 400 : 200,
    body: html`${errorSummary(wrong, language)}${isRemoved && banner('good', say(removed))}${cards(
      say(usersCaption),
      [nameLabel, emailLabel, rolesLabel, stateLabel, sinceLabel].map((label) => say(label)),
      rows,
    )}${next !== null && html`<p><a href="${next}">${say(more)}</a></p>\n`}${
      mayChange &&
      html`<h2>${say(inviteTitle)}</h2>
<form method="post" action="/settings/users">
${hiddenToken(token)}<input type="hidden" name="key" value="${key}">${field({ name: 'name', label: say(nameLabel), value: typed.name, maxlength: 100, wrong })}
${field({ name: 'email', label: say(emailLabel), type: 'email', value: typed.email, wrong })}
${choices(typed, language, say, wrong)}
<p class="actions"><button>${say(invite)}</button></p>
</form>
`
    }`,
  };
}

interface OneUser extends Frame {
  readonly shown: ShownUser;
  readonly typed: UserFields;
  readonly wrong: readonly Wrong[];
  readonly done: boolean;
  readonly now: string;
}

export function userPage({ language, token, menu, shown, typed, wrong, done, now }: OneUser): Page {
  const say = sayIn(language);
  const { user, email } = shown;
  const action = (path: string, label: string, style: string, means: string) =>
    html`<p>${means}</p>
<p class="actions"><a class="button ${style}" href="/settings/users/${user.id}/${path}">${label}</a></p>
`;
  return {
    language,
    title: user.name,
    menu,
    status: wrong.length > 0 ? 400 : 200,
    body: html`${errorSummary(wrong, language)}${done && banner('good', say(saved))}${facts([
      [say(idLabel), html`<span class="code">${user.id}</span>`],
      [say(emailLabel), email ?? '–'],
      [say(stateLabel), stateOf(user, now, say)],
      [say(factorLabel), say(hasSecondFactor(user) ? yes : no)],
      [say(sinceLabel), when(user.createdAt, language)],
    ])}<form method="post" action="/settings/users/${user.id}">
${hiddenToken(token)}${field({ name: 'name', label: say(nameLabel), value: typed.name, maxlength: 100, wrong })}
${choices(typed, language, say, wrong)}
<p class="soft">${say(rolesEndSessions)}</p>
<p class="actions"><button>${say(save)}</button></p>
</form>
<h2>${say(resetTitle)}</h2>
${action('reset-sign-in', say(resetTitle), 'second', say(resetMeans))}<h2>${say(removeTitle)}</h2>
${action('remove', say(removeTitle), 'danger', say(removeMeans))}`,
  };
}

/** What ends somebody's access, or a part of it. */
export type Ends = 'remove' | 'reset' | 'roles';

interface AskedUser extends Frame {
  readonly shown: ShownUser;
  /** The same form sent twice is one link. */
  readonly key: string;
  readonly ends: Ends;
  /** The person who is asked. */
  readonly isSelf: boolean;
  /** What was typed in, of other roles; null: it is about none. */
  readonly typed: UserFields | null;
  readonly hasChanged: boolean;
  readonly refused: Refused | null;
}

/** How a user stands: a press on a page on which it stood otherwise is not carried out. */
export const seenOf = ({ epoch }: User): string => String(epoch);

/** Asked once more before somebody is removed, signed out for good or given other roles. */
export function askUserPage(of: AskedUser): Page {
  const { language, token, key, menu, shown, ends, isSelf, typed, hasChanged, refused } = of;
  const say = sayIn(language);
  const { user, email } = shown;
  const place = `/settings/users/${user.id}`;
  const { title, means, label } = asked[ends];
  const now = facts([
    [say(nameLabel), user.name],
    [say(emailLabel), email ?? '–'],
    [say(rolesLabel), user.roles.join(', ')],
    ...(typed === null ? [] : [[say(rolesThen), typed.roles.join(', ')] as const]),
  ]);
  const form = confirmForm({
    language,
    token,
    said: html`${isSelf && banner('warn', say(isYou))}${now}<p>${say(means)}</p>
`,
    action: ends === 'roles' ? place : `${place}/${ends === 'remove' ? 'remove' : 'reset-sign-in'}`,
    seen: seenOf(user),
    kept:
      typed === null
        ? ends === 'reset'
          ? [['key', key]]
          : []
        : [['name', typed.name], ['language', typed.language], ...typed.roles.map((role) => ['roles', role] as const)],
    label: say(label),
    back: place,
    hasChanged,
    refused: refused === null ? null : say(refused.code === 'LAST_ADMINISTRATOR' ? lastOne : notNow),
  });
  return { language, menu, title: say(title, user.name), isNarrow: true, status: refused?.status ?? 200, body: form };
}

/** The only page that ever shows the link. */
export function linkPage({
  language,
  menu,
  shown,
  url,
}: Omit<Frame, 'token'> & { readonly shown: ShownUser; readonly url: string }): Page {
  const say = sayIn(language);
  return {
    language,
    title: say(linkTitle, shown.user.name),
    menu,
    isNarrow: true,
    isShownOnce: true,
    body: html`<p>${say(linkMeans)}</p>
<p class="code">${url}</p>
<p class="actions"><a class="button" href="/settings/users">${say(usersTitle)}</a></p>
`,
  };
}

function choices(typed: UserFields, language: Language, say: Say, wrong: readonly Wrong[]): Markup {
  const options = languages.map(
    (each) =>
      html`<option value="${each}" lang="${each}"${each === typed.language && html` selected`}>${nameOfLanguage[each]}</option>`,
  );
  return html`${roleChoices(typed.roles, language, wrong)}<div class="field"><label for="language">${say(languageLabel)}</label><select id="language" name="language">${options}</select></div>`;
}

function stateOf({ password, invitation }: User, now: string, say: Say): string {
  if (password !== null) return say(active);
  return invitation !== null && invitation.endsAt > now ? say(invited) : say(linkOver);
}

/** What is wrong about a user that was typed in. */
export function wrongUser(
  fields: readonly ('name' | 'email' | 'roles' | 'exists')[],
  language: Language,
): readonly Wrong[] {
  const say = sayIn(language);
  const said = { name: wrongName, email: wrongEmail, roles: wrongRoles, exists: isThere };
  return fields.map((one) => ({ field: one === 'exists' ? 'email' : one, message: say(said[one]) }));
}

const usersTitle = text({ en: 'Users', rw: 'Abakoresha', fr: 'Utilisateurs' });
const usersCaption = text({
  en: 'People who may sign in',
  rw: 'Abantu bemerewe kwinjira',
  fr: 'Personnes qui peuvent se connecter',
});
const nameLabel = text({ en: 'Name', rw: 'Amazina', fr: 'Nom' });
const emailLabel = text({ en: 'E-mail address', rw: 'Aderesi ya imeyili', fr: 'Adresse e-mail' });
const rolesLabel = text({ en: 'Roles', rw: 'Inshingano', fr: 'Rôles' });
const stateLabel = text({ en: 'State', rw: 'Uko bimeze', fr: 'État' });
const sinceLabel = text({ en: 'Invited', rw: 'Igihe yatumiriwe', fr: 'Invitation' });
const idLabel = text({ en: 'Id', rw: 'Indango', fr: 'Identifiant' });
const languageLabel = text({ en: 'Language', rw: 'Ururimi', fr: 'Langue' });
const factorLabel = text({ en: 'Second factor', rw: 'Uburyo bwa kabiri bwo kwinjira', fr: 'Second facteur' });
const yes = text({ en: 'Yes', rw: 'Yego', fr: 'Oui' });
const no = text({ en: 'No', rw: 'Oya', fr: 'Non' });
const more = text({ en: 'Older ones', rw: 'Abandi ba mbere', fr: 'Plus anciens' });
const inviteTitle = text({ en: 'Invite somebody', rw: 'Tumira umuntu', fr: 'Inviter quelqu’un' });
const invite = text({ en: 'Make the link', rw: 'Kora umurongo', fr: 'Créer le lien' });
const save = text({ en: 'Save', rw: 'Bika', fr: 'Enregistrer' });
const saved = text({ en: 'Saved.', rw: 'Byabitswe.', fr: 'Enregistré.' });
const rolesEndSessions = text({
  en: 'Whoever gets other roles is signed out everywhere.',
  rw: 'Uhinduriwe inshingano asohorwa ahantu hose yinjiriye.',
  fr: 'Quiconque reçoit d’autres rôles est déconnecté partout.',
});
const resetTitle = text({
  en: 'Reset the sign-in',
  rw: 'Subizaho uburyo bwo kwinjira',
  fr: 'Réinitialiser la connexion',
});
const resetMeans = text({
  en: 'Password and second factors become void, and you get a new link to hand over. Make sure first that it is this person who asks.',
  rw: 'Ijambobanga n’uburyo bwa kabiri biba impfabusa, ukabona umurongo mushya wo kumuha. Banza umenye neza ko ari we ubisaba.',
  fr: 'Mot de passe et seconds facteurs deviennent caducs, et vous recevez un nouveau lien à remettre. Assurez-vous d’abord que la demande vient bien de cette personne.',
});
const isYou = text({
  en: 'This is your own account.',
  rw: 'Iyi ni konti yawe bwite.',
  fr: 'C’est votre propre compte.',
});
const rolesThen = text({ en: 'Roles from then on', rw: 'Inshingano azaba afite', fr: 'Rôles ensuite' });
const lastOne = text({
  en: 'Nobody would be left who may sign in as an administrator. Invite another administrator first; the invitation has to be accepted. Nothing was done.',
  rw: 'Nta muntu n’umwe waba asigaye wemerewe kwinjira nk’umuyobozi. Banza utumire undi muyobozi; ubutumire bugomba kwemerwa. Nta cyakozwe.',
  fr: 'Plus personne ne pourrait se connecter comme administrateur. Invitez d’abord un autre administrateur ; l’invitation doit être acceptée. Rien n’a été fait.',
});
const notNow = text({
  en: 'Somebody else was changing this user at the same time. Nothing was done. Try again.',
  rw: 'Hari undi wahinduraga iby’uyu muntu icyarimwe nawe. Nta cyakozwe. Ongera ugerageze.',
  fr: 'Quelqu’un d’autre modifiait cet utilisateur au même moment. Rien n’a été fait. Réessayez.',
});
const removeQuestion = text({
  en: (named: string) => `Remove ${named}?`,
  rw: (named: string) => `Ukureho ${named}?`,
  fr: (named: string) => `Supprimer ${named} ?`,
});
const resetQuestion = text({
  en: (named: string) => `Reset the sign-in of ${named}?`,
  rw: (named: string) => `Usubizeho uburyo bwo kwinjira bwa ${named}?`,
  fr: (named: string) => `Réinitialiser la connexion de ${named} ?`,
});
const rolesQuestion = text({
  en: (named: string) => `Other roles for ${named}?`,
  rw: (named: string) => `Uhindurire ${named} inshingano?`,
  fr: (named: string) => `D’autres rôles pour ${named} ?`,
});
const rolesMean = text({
  en: 'This person is signed out everywhere at once, and may do from then on what the other roles allow.',
  rw: 'Uyu muntu ahita asohorwa ahantu hose yinjiriye, hanyuma agakora ibyo inshingano nshya zimwemerera.',
  fr: 'Cette personne est déconnectée partout aussitôt, et peut ensuite ce que permettent les autres rôles.',
});
const giveRoles = text({ en: 'Give these roles', rw: 'Tanga izi nshingano', fr: 'Donner ces rôles' });
const removeTitle = text({ en: 'Remove this user', rw: 'Kuraho uyu muntu', fr: 'Supprimer cet utilisateur' });
const removeMeans = text({
  en: 'This person is signed out at once and cannot sign in again. What was done stays on record.',
  rw: 'Uyu muntu ahita asohorwa kandi ntashobora kongera kwinjira. Ibyo yakoze biguma mu nyandiko.',
  fr: 'Cette personne est déconnectée aussitôt et ne peut plus se connecter. Ce qu’elle a fait reste consigné.',
});
const removed = text({
  en: 'The user is removed, and signed out everywhere.',
  rw: 'Uyu muntu yakuweho, kandi yasohowe ahantu hose.',
  fr: 'L’utilisateur est supprimé et déconnecté partout.',
});
const linkTitle = text({
  en: (named: string) => `The link for ${named}`,
  rw: (named: string) => `Umurongo wa ${named}`,
  fr: (named: string) => `Le lien pour ${named}`,
});
const linkMeans = text({
  en: 'Hand it over yourself, by a way that only this person reads. It works once, for 72 hours, and is not shown again.',
  rw: 'Wumuhe ubwawe, mu buryo ari we wenyine ubisoma. Ukora rimwe, mu masaha 72, kandi ntuzongera kwerekanwa.',
  fr: 'Remettez-le vous-même, par une voie que cette personne seule lit. Il sert une fois, pendant 72 heures, et ne sera plus affiché.',
});
const active = text({ en: 'Active', rw: 'Arakora', fr: 'Actif' });
const invited = text({ en: 'Invited', rw: 'Yaratumiwe', fr: 'Invité' });
const linkOver = text({ en: 'Link not used in time', rw: 'Umurongo warangiye utarakoreshwa', fr: 'Lien expiré' });
const wrongName = text({ en: 'Enter a name', rw: 'Andika amazina', fr: 'Saisissez un nom' });
const wrongEmail = text({
  en: 'Enter an e-mail address',
  rw: 'Andika aderesi ya imeyili',
  fr: 'Saisissez une adresse e-mail',
});
const wrongRoles = text({
  en: 'Choose at least one role; seeing whole phone numbers goes with another one',
  rw: 'Hitamo nibura inshingano imwe; kureba nimero zuzuye bijyana n’izindi nshingano',
  fr: 'Choisissez au moins un rôle ; voir les numéros entiers va avec un autre',
});
const isThere = text({
  en: 'This address is that of a user already',
  rw: 'Iyi aderesi isanzwe ari iy’ukoresha',
  fr: 'Cette adresse est déjà celle d’un utilisateur',
});
const asked = {
  remove: { title: removeQuestion, means: removeMeans, label: removeTitle },
  reset: { title: resetQuestion, means: resetMeans, label: resetTitle },
  roles: { title: rolesQuestion, means: rolesMean, label: giveRoles },
};
