import type { Language } from '../../kernel/domain/language.js';
import { banner, errorSummary, facts, field, type Wrong } from '../../http/pages/components.js';
import { html } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text } from '../../http/pages/text.js';
import { passwordField } from './password.page.js';

interface InvitationForm {
  readonly language: Language;
  readonly token: string;
  /** Null: of the first administrator, who says who it is. */
  readonly person: { readonly name: string; readonly email: string | null } | null;
  readonly typed: { readonly name: string; readonly email: string };
  readonly wrong: readonly Wrong[];
}

/** Whoever holds the link chooses a password. */
export function invitationPage({ language, token, person, typed, wrong }: InvitationForm): Page {
  const say = sayIn(language);
  const who =
    person === null
      ? html`<p>${say(firstOne)}</p>
${field({ name: 'name', label: say(yourName), value: typed.name, autocomplete: 'name', maxlength: 100, wrong })}
${field({ name: 'email', label: say(emailAddress), type: 'email', value: typed.email, autocomplete: 'username', wrong })}`
      : html`${facts([
          [say(yourName), person.name],
          [say(emailAddress), person.email ?? '–'],
        ])}${person.email !== null && html`<input type="hidden" autocomplete="username" value="${person.email}">`}`;
  return {
    language,
    title: say(welcome),
    isNarrow: true,
    status: wrong.length > 0 ? 400 : 200,
    body: html`${errorSummary(wrong, language)}<form method="post">
${hiddenToken(token)}${who}
${passwordField('password', language, wrong)}
<p class="actions"><button>${say(start)}</button></p>
</form>
`,
  };
}

export function noInvitationPage(language: Language): Page {
  const say = sayIn(language);
  const body = html`${banner('warn', say(askAgain))}<p>${say(haveChosen)} <a href="/sign-in">${say(signIn)}</a></p>
`;
  return { language, title: say(over), isNarrow: true, status: 404, body };
}

const welcome = text({
  en: 'Choose your password',
  rw: 'Hitamo ijambobanga ryawe',
  fr: 'Choisissez votre mot de passe',
});
const firstOne = text({
  en: 'You become the first administrator of this installation. You then invite the others.',
  rw: 'Ugiye kuba umuyobozi wa mbere w’iyi sisitemu. Hanyuma ni wowe uzatumira abandi.',
  fr: 'Vous devenez le premier administrateur de cette installation. Ensuite, vous invitez les autres.',
});
const yourName = text({ en: 'Name', rw: 'Amazina', fr: 'Nom' });
const emailAddress = text({ en: 'E-mail address', rw: 'Aderesi ya imeyili', fr: 'Adresse e-mail' });
const start = text({ en: 'Save and sign in', rw: 'Bika winjire', fr: 'Enregistrer et se connecter' });
const over = text({
  en: 'This link leads nowhere any more',
  rw: 'Uyu murongo ntugikora',
  fr: 'Ce lien ne mène plus nulle part',
});
const haveChosen = text({
  en: 'If you have chosen your password already, it is kept:',
  rw: 'Niba waramaze guhitamo ijambobanga, ryarabitswe:',
  fr: 'Si vous avez déjà choisi votre mot de passe, il est conservé :',
});
const signIn = text({ en: 'Sign in', rw: 'Injira', fr: 'Se connecter' });
const askAgain = text({
  en: 'It has been used, or is older than 72 hours. Ask an administrator for a new one.',
  rw: 'Warakoreshejwe, cyangwa umaze amasaha arenga 72. Saba umuyobozi umurongo mushya.',
  fr: 'Il a été utilisé, ou il a plus de 72 heures. Demandez-en un nouveau à un administrateur.',
});
