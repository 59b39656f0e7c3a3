import type { Instant } from '../../kernel/domain/clock.js';
import { languages, nameOfLanguage, type Language } from '../../kernel/domain/language.js';
import { banner, errorSummary, facts, field, cards, when, type Wrong } from '../../http/pages/components.js';
import { confirmForm } from '../../http/pages/confirm.js';
import { html, type Markup } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { qrSvg } from '../../http/pages/qr.js';
import { saidOfRole } from '../../http/pages/role-choices.js';
import { sayIn, text } from '../../http/pages/text.js';
import { passkeyScript } from './passkey-script.js';
import { passwordField } from './password.page.js';
import type { ListedSession } from './session.view.js';
import { passkeyForm } from './sign-in.page.js';
import { hasSecondFactor, needsSecondFactor, type User } from './user.decider.js';

interface Mine {
  readonly language: Language;
  readonly token: string;
  readonly menu: Markup;
  readonly user: User;
}

interface MyAccount extends Mine {
  readonly email: string | null;
  readonly sessions: readonly ListedSession[];
  /** The session in which the page is shown. */
  readonly current: string;
  readonly wrong: readonly Wrong[];
  readonly done: boolean;
}

export function myPage({ language, token, menu, user, email, sessions, current, wrong, done }: MyAccount): Page {
  const say = sayIn(language);
  const factorState = hasSecondFactor(user)
    ? say(factorSet)
    : needsSecondFactor(user.roles)
      ? say(factorNeeded)
      : say(factorNone);
  return {
    language,
    title: say(myAccount),
    menu,
    status: wrong.length > 0 ? 400 : 200,
    body: html`${errorSummary(wrong, language)}${done && banner('good', say(saved))}${facts([
      [say(name), user.name],
      [say(emailAddress), email ?? '–'],
      [say(roles), user.roles.map((role) => html`${saidOfRole(role, language)}<br>`)],
    ])}<h2>${say(languageHeading)}</h2>
<form method="post" action="/settings/me/language">
${hiddenToken(token)}<div class="field"><label for="language">${say(languageLabel)}</label><select id="language" name="language">${languages.map((each) => html`<option value="${each}" lang="${each}"${each === user.language && html` selected`}>${nameOfLanguage[each]}</option>`)}</select></div>
<p class="actions"><button class="second">${say(save)}</button></p>
</form>
<h2>${say(passwordHeading)}</h2>
<form method="post" action="/settings/me/password">
${hiddenToken(token)}${field({ name: 'current', label: say(currentPassword), type: 'password', autocomplete: 'current-password', wrong })}
${passwordField('password', language, wrong)}
<p class="soft">${say(endsOthers)}</p>
<p class="actions"><button class="second">${say(changePassword)}</button></p>
</form>
<h2>${say(secondFactor)}</h2>
<p>${factorState}</p>
<p class="actions"><a class="button second" href="/settings/me/second-factor">${say(manage)}</a></p>
<h2>${say(sessionsHeading)}</h2>
${cards(
  say(whereSignedIn),
  [browser, signedInAt, lastSeen, action].map((label) => say(label)),
  sessions.map(({ id, browser: named, signedInAt: at, lastSeenAt }) => [
    named,
    when(at, language),
    when(lastSeenAt, language),
    id === current
      ? say(thisOne)
      : html`<form method="post" action="/settings/me/sessions/end">${hiddenToken(token)}<input type="hidden" name="session" value="${id}"><button class="link">${say(end)} <span class="soft">(${named})</span></button></form>`,
  ]),
)}`,
  };
}

interface SetUp extends Mine {
  /** What goes into an app, in base32 and as the address that the QR code says. */
  readonly secret: string;
  readonly address: string;
  readonly passkey: object;
  readonly isWrong: boolean;
  readonly done: boolean;
}

export function setUpPage({ language, token, menu, user, secret, address, passkey, isWrong, done }: SetUp): Page {
  const say = sayIn(language);
  const wrong: readonly Wrong[] = isWrong ? [{ field: 'code', message: say(codeNotRight) }] : [];
  const { authenticator, passkeys, recoveryCodes } = user;
  const owed = !hasSecondFactor(user) && needsSecondFactor(user.roles);
  const remove = (passkeyId: string, label: string) =>
    html`<a href="${removalPath}?passkey=${encodeURIComponent(passkeyId)}">${say(removeFactor)} <span class="soft">(${label})</span></a>`;
  return {
    language,
    title: say(secondFactor),
    menu,
    status: isWrong ? 400 : 200,
    script: passkeyScript,
    body: html`${errorSummary(wrong, language)}${done && banner('good', say(saved))}${owed && banner('warn', say(factorNeeded))}${
      hasSecondFactor(user) &&
      html`<h2>${say(yours)}</h2>
<ul>${authenticator !== null && html`<li>${say(app)}, ${when(authenticator.addedAt, language)} ${remove('', say(app))}</li>`}${passkeys.map(({ passkeyId, addedAt }, index) => html`<li>${say(passkeyName)} ${index + 1}, ${when(addedAt, language)} ${remove(passkeyId, `${say(passkeyName)} ${index + 1}`)}</li>`)}</ul>
<h2>${say(recoveryCodesHeading)}</h2>
<p>${say(codesLeft, recoveryCodes.length)}</p>
<form method="post" action="/settings/me/recovery-codes">${hiddenToken(token)}<p class="actions"><button class="second">${say(newCodes)}</button></p></form>
`
    }<h2>${say(authenticator === null ? addApp : otherApp)}</h2>
<ol><li>${say(stepScan)}<div class="qr">${qrSvg(address)}</div><p>${say(orType)} <span class="code">${secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</span></p></li>
<li>${say(stepCode)}</li></ol>
<form method="post" action="/settings/me/second-factor">
${hiddenToken(token)}${field({ name: 'code', label: say(code), autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 10, wrong })}
<p class="actions"><button>${say(addApp)}</button></p>
</form>
${passkeyForm('/settings/me/second-factor', passkey, hiddenToken(token), say(addPasskey), say(passkeyFailed))}`,
  };
}

interface ShownSecondFactor {
  /** Which of the passkeys, from 1; null: it is the app. */
  readonly number: number | null;
  readonly addedAt: Instant;
}

/** The authenticator app for an empty id, else the passkey; null: it is not there. */
export function factorOf({ authenticator, passkeys }: User, passkey: string): ShownSecondFactor | null {
  if (passkey === '') return authenticator && { number: null, addedAt: authenticator.addedAt };
  const index = passkeys.findIndex(({ passkeyId }) => passkeyId === passkey);
  return index === -1 ? null : { number: index + 1, addedAt: passkeys[index]!.addedAt };
}

interface RemovedFactor extends Mine, ShownSecondFactor {
  readonly passkey: string;
  readonly refused: string | null;
}

/** Asked once more before a second factor is none any more. */
export function removeFactorPage({ language, token, menu, passkey, number, addedAt, refused }: RemovedFactor): Page {
  const say = sayIn(language);
  const named = number === null ? say(app) : `${say(passkeyName)} ${number}`;
  const body = confirmForm({
    language,
    token,
    said: html`${facts([[named, when(addedAt, language)]])}<p>${say(removeFactorMeans)}</p>
`,
    action: removalPath,
    seen: addedAt,
    kept: [['passkey', passkey]],
    label: say(removeFactor),
    back: '/settings/me/second-factor',
    hasChanged: false,
    refused,
  });
  const status = refused === null ? 200 : 409;
  return { language, menu, title: say(removeFactorQuestion, named), isNarrow: true, status, body };
}

const removalPath = '/settings/me/second-factor/remove';

/** The only page that ever shows them. */
export function recoveryCodesPage({
  language,
  codes,
}: {
  readonly language: Language;
  readonly codes: readonly string[];
}): Page {
  const say = sayIn(language);
  return {
    language,
    title: say(recoveryCodesHeading),
    isNarrow: true,
    isShownOnce: true,
    body: html`${banner('good', say(saved))}<p>${say(keepCodes)}</p>
<ul class="codes">${codes.map((one) => html`<li class="code">${one}</li>`)}</ul>
<p class="actions"><a class="button" href="/">${say(haveThem)}</a></p>
`,
  };
}

const myAccount = text({ en: 'My account', rw: 'Konti yanjye', fr: 'Mon compte' });
const saved = text({ en: 'Saved.', rw: 'Byabitswe.', fr: 'Enregistré.' });
const name = text({ en: 'Name', rw: 'Amazina', fr: 'Nom' });
const emailAddress = text({ en: 'E-mail address', rw: 'Aderesi ya imeyili', fr: 'Adresse e-mail' });
const roles = text({ en: 'Roles', rw: 'Inshingano', fr: 'Rôles' });
const languageHeading = text({ en: 'Language', rw: 'Ururimi', fr: 'Langue' });
const languageLabel = text({ en: 'Language of the pages', rw: 'Ururimi rw’impapuro', fr: 'Langue des pages' });
const save = text({ en: 'Save', rw: 'Bika', fr: 'Enregistrer' });
const passwordHeading = text({ en: 'Password', rw: 'Ijambobanga', fr: 'Mot de passe' });
const currentPassword = text({ en: 'Current password', rw: 'Ijambobanga risanzwe', fr: 'Mot de passe actuel' });
const changePassword = text({ en: 'Change the password', rw: 'Hindura ijambobanga', fr: 'Changer le mot de passe' });
const endsOthers = text({
  en: 'You are signed out everywhere else.',
  rw: 'Ahandi hose winjiriye uhita usohorwa.',
  fr: 'Vous êtes déconnecté partout ailleurs.',
});
const secondFactor = text({
  en: 'Second factor',
  rw: 'Uburyo bwa kabiri bwo kwemeza ko ari wowe',
  fr: 'Second facteur',
});
const factorSet = text({ en: 'You have one.', rw: 'Burahari.', fr: 'Vous en avez un.' });
const factorNone = text({
  en: 'You have none. With one, nobody gets in by your password alone.',
  rw: 'Nta bwo ufite. Iyo buhari, nta wakwinjira akoresheje ijambobanga ryawe gusa.',
  fr: 'Vous n’en avez pas. Avec un second facteur, personne n’entre avec votre seul mot de passe.',
});
const factorNeeded = text({
  en: 'Your roles need a second factor. Add one now; the other pages open after that.',
  rw: 'Inshingano zawe zisaba uburyo bwa kabiri bwo kwemeza ko ari wowe. Bwongereho ubu; izindi mpapuro zifunguka nyuma y’ibyo.',
  fr: 'Vos rôles demandent un second facteur. Ajoutez-en un maintenant ; les autres pages s’ouvrent ensuite.',
});
const manage = text({ en: 'See and change', rw: 'Reba cyangwa uhindure', fr: 'Voir et modifier' });
const sessionsHeading = text({ en: 'Sessions', rw: 'Aho winjiriye', fr: 'Sessions' });
const whereSignedIn = text({
  en: 'Where you are signed in; a new one may take a second to appear',
  rw: 'Aho winjiriye ubu; ahashya hashobora gutinda isegonda kugaragara',
  fr: 'Où vous êtes connecté ; une nouvelle session peut mettre une seconde à paraître',
});
const browser = text({ en: 'Browser', rw: 'Mushakisha', fr: 'Navigateur' });
const signedInAt = text({ en: 'Signed in', rw: 'Igihe winjiriye', fr: 'Connexion' });
const lastSeen = text({ en: 'Last seen', rw: 'Iheruka gukoreshwa', fr: 'Dernière activité' });
const action = text({ en: 'Action', rw: 'Igikorwa', fr: 'Action' });
const thisOne = text({ en: 'This one', rw: 'Ni iyi', fr: 'Celle-ci' });
const end = text({ en: 'Sign out there', rw: 'Sohora aho', fr: 'Déconnecter' });
const yours = text({ en: 'What you have', rw: 'Ibyo ufite', fr: 'Ce que vous avez' });
const app = text({ en: 'Authenticator app', rw: 'Porogaramu itanga kode', fr: 'Application d’authentification' });
const passkeyName = text({ en: 'Passkey', rw: 'Passkey', fr: 'Clé d’accès' });
const removeFactor = text({ en: 'Remove', rw: 'Kuraho', fr: 'Retirer' });
const recoveryCodesHeading = text({ en: 'Recovery codes', rw: 'Kode z’ingoboka', fr: 'Codes de secours' });
const codesLeft = text({
  en: (count: number) => `${count} of 10 are left. Each works once, in place of the second factor.`,
  rw: (count: number) => `Hasigaye ${count} kuri 10. Buri imwe ikora rimwe, mu mwanya w’uburyo bwa kabiri.`,
  fr: (count: number) => `Il en reste ${count} sur 10. Chacun sert une fois, à la place du second facteur.`,
});
const newCodes = text({ en: 'Make ten new codes', rw: 'Kora kode icumi nshya', fr: 'Créer dix nouveaux codes' });
const addApp = text({
  en: 'Add an authenticator app',
  rw: 'Ongeraho porogaramu itanga kode',
  fr: 'Ajouter une application d’authentification',
});
const otherApp = text({
  en: 'Use another authenticator app instead',
  rw: 'Koresha indi porogaramu itanga kode',
  fr: 'Utiliser une autre application à la place',
});
const removeFactorQuestion = text({
  en: (named: string) => `Remove ${named}?`,
  rw: (named: string) => `Ukureho ${named}?`,
  fr: (named: string) => `Retirer ${named} ?`,
});
const removeFactorMeans = text({
  en: 'You can no longer use it to show that it is you. The other second factors and your recovery codes stay.',
  rw: 'Ntuzongera kuyikoresha wemeza ko ari wowe. Ubundi buryo bwa kabiri na kode zawe z’ingoboka bigumaho.',
  fr: 'Vous ne pourrez plus vous en servir pour prouver que c’est vous. Les autres seconds facteurs et vos codes de secours restent.',
});
const stepScan = text({
  en: 'Scan this with the app on your phone.',
  rw: 'Sikana iyi kode ukoresheje porogaramu yo muri telefone yawe.',
  fr: 'Scannez ceci avec l’application de votre téléphone.',
});
const orType = text({ en: 'Or type this in:', rw: 'Cyangwa wandike ibi:', fr: 'Ou saisissez ceci :' });
const stepCode = text({
  en: 'Type in the six digits that it shows.',
  rw: 'Andika imibare itandatu yerekana.',
  fr: 'Saisissez les six chiffres qu’elle affiche.',
});
const code = text({ en: 'Six digits', rw: 'Imibare itandatu', fr: 'Six chiffres' });
const codeNotRight = text({
  en: 'This is not what the app shows now. Check the clock of the phone, and try again',
  rw: 'Ibyo si byo porogaramu yerekana ubu. Reba isaha ya telefone, wongere ugerageze',
  fr: 'Ce n’est pas ce que l’application affiche. Vérifiez l’heure du téléphone et réessayez',
});
const addPasskey = text({ en: 'Add a passkey', rw: 'Ongeraho passkey', fr: 'Ajouter une clé d’accès' });
const passkeyFailed = text({
  en: 'No passkey was made. Try again, or use an app.',
  rw: 'Nta passkey yakozwe. Ongera ugerageze, cyangwa ukoreshe porogaramu.',
  fr: 'Aucune clé d’accès n’a été créée. Réessayez, ou utilisez une application.',
});
const keepCodes = text({
  en: 'Write these down, or print them, and keep them apart from your phone. They are not shown again. Each works once when you have no second factor at hand.',
  rw: 'Zandike cyangwa uzicape, uzibike ahatari kuri telefone yawe. Ntizizongera kwerekanwa. Buri imwe ikora rimwe gusa igihe udafite uburyo bwa kabiri.',
  fr: 'Notez-les ou imprimez-les, et gardez-les loin de votre téléphone. Ils ne seront plus affichés. Chacun sert une fois quand vous n’avez pas votre second facteur.',
});
const haveThem = text({ en: 'I have kept them', rw: 'Nazibitse', fr: 'Je les ai gardés' });
