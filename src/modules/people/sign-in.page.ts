import type { Language } from '../../kernel/domain/language.js';
import { banner, errorSummary, field, type Wrong } from '../../http/pages/components.js';
import { html, type Markup } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text } from '../../http/pages/text.js';
import { passkeyScript } from './passkey-script.js';

interface SignInForm {
  readonly language: Language;
  readonly token: string;
  readonly next: string;
  readonly email: string;
  readonly isWrong: boolean;
}

export function signInPage({ language, token, next, email, isWrong }: SignInForm): Page {
  const say = sayIn(language);
  const wrong: readonly Wrong[] = isWrong ? [{ field: 'email', message: say(notRight) }] : [];
  return {
    language,
    title: say(signIn),
    isNarrow: true,
    status: isWrong ? 400 : 200,
    body: html`${errorSummary(wrong, language)}<form method="post" action="/sign-in">
${hiddenToken(token)}${hiddenNext(next)}
${field({ name: 'email', label: say(emailAddress), type: 'email', value: email, autocomplete: 'username', wrong })}
${field({ name: 'password', label: say(password), type: 'password', autocomplete: 'current-password' })}
<p class="actions"><button>${say(signIn)}</button></p>
</form>
<p class="soft">${say(forgotten)}</p>
`,
  };
}

interface SecondFactorForm {
  readonly language: Language;
  readonly token: string;
  readonly next: string;
  readonly menu: Markup;
  readonly isWrong: boolean;
  /** What the browser needs for a passkey; null: there is none. */
  readonly passkey: object | null;
  readonly hasAuthenticator: boolean;
}

export function secondFactorPage(form: SecondFactorForm): Page {
  const { language, token, next, menu, isWrong, passkey, hasAuthenticator } = form;
  const say = sayIn(language);
  const wrong: readonly Wrong[] = isWrong ? [{ field: 'code', message: say(codeNotRight) }] : [];
  const hint = say(hasAuthenticator ? codeHint : recoveryHint);
  return {
    language,
    title: say(secondFactor),
    isNarrow: true,
    status: isWrong ? 400 : 200,
    menu,
    ...(passkey !== null && { script: passkeyScript }),
    body: html`${errorSummary(wrong, language)}<p>${say(whySecond)}</p>
${passkey !== null && passkeyForm('/sign-in/second-factor', passkey, html`${hiddenToken(token)}${hiddenNext(next)}`, say(showPasskey), say(passkeyFailed))}<form method="post" action="/sign-in/second-factor">
${hiddenToken(token)}${hiddenNext(next)}
${field({ name: 'code', label: say(code), hint, autocomplete: 'one-time-code', maxlength: 20, wrong })}
<p class="actions"><button>${say(goOn)}</button></p>
</form>
`,
  };
}

/** Hidden until the script has found that this browser knows passkeys. */
export const passkeyForm = (action: string, asked: object, hidden: Markup, label: string, failed: string): Markup =>
  html`<form method="post" action="${action}" data-passkey="${JSON.stringify(asked)}" hidden>
${hidden}<input type="hidden" name="passkey" value="">
<p class="actions"><button>${label}</button></p>
<div data-failed hidden>${banner('bad', failed)}</div>
</form>
`;

const hiddenNext = (next: string): Markup | null =>
  next === '/' ? null : html`<input type="hidden" name="next" value="${next}">`;

const signIn = text({ en: 'Sign in', rw: 'Injira', fr: 'Se connecter' });
const emailAddress = text({ en: 'E-mail address', rw: 'Aderesi ya imeyili', fr: 'Adresse e-mail' });
const password = text({ en: 'Password', rw: 'Ijambobanga', fr: 'Mot de passe' });
const notRight = text({
  en: 'E-mail address and password do not go together',
  rw: 'Aderesi ya imeyili n’ijambobanga ntibihuye',
  fr: 'L’adresse e-mail et le mot de passe ne correspondent pas',
});
const forgotten = text({
  en: 'Password or second factor lost? An administrator can send you a new link.',
  rw: 'Watakaje ijambobanga cyangwa uburyo bwa kabiri bwo kwinjira? Umuyobozi yaguha umurongo mushya.',
  fr: 'Mot de passe ou second facteur perdu ? Un administrateur peut vous envoyer un nouveau lien.',
});
const secondFactor = text({
  en: 'Show the second factor',
  rw: 'Emeza ko ari wowe',
  fr: 'Présentez le second facteur',
});
const whySecond = text({
  en: 'After this you can move money and see protected data for ten minutes.',
  rw: 'Nyuma y’ibi ushobora kohereza amafaranga no kureba amakuru arinzwe mu minota icumi.',
  fr: 'Ensuite, vous pouvez pendant dix minutes déplacer de l’argent et voir les données protégées.',
});
const code = text({ en: 'Code', rw: 'Kode', fr: 'Code' });
const codeHint = text({
  en: 'The six digits that your app shows, or one of your recovery codes',
  rw: 'Imibare itandatu porogaramu yawe yerekana, cyangwa imwe muri kode zawe z’ingoboka',
  fr: 'Les six chiffres de votre application, ou un de vos codes de secours',
});
const recoveryHint = text({
  en: 'One of your recovery codes',
  rw: 'Imwe muri kode zawe z’ingoboka',
  fr: 'Un de vos codes de secours',
});
const codeNotRight = text({
  en: 'This is not right, or it has been used. Wait for the next code',
  rw: 'Ibyo si byo, cyangwa byarakoreshejwe. Tegereza kode ikurikira',
  fr: 'Ce n’est pas correct, ou déjà utilisé. Attendez le code suivant',
});
const goOn = text({ en: 'Continue', rw: 'Komeza', fr: 'Continuer' });
const showPasskey = text({ en: 'Use a passkey', rw: 'Koresha passkey', fr: 'Utiliser une clé d’accès' });
const passkeyFailed = text({
  en: 'The passkey was not shown. Try again, or use a code.',
  rw: 'Passkey ntiyerekanywe. Ongera ugerageze, cyangwa ukoreshe kode.',
  fr: 'La clé d’accès n’a pas été présentée. Réessayez, ou utilisez un code.',
});
