import type { Language } from '../../kernel/domain/language.js';
import { attribute, banner, errorSummary } from './components.js';
import { hiddenToken } from './hidden-token.js';
import { html, type Markup } from './markup.js';
import { sayIn, text } from './text.js';

interface Asked {
  readonly language: Language;
  readonly token: string;
  /** What the thing is, and what ends by it. */
  readonly said: Markup;
  readonly action: string;
  /** How the thing stands: a press on a page on which it stood otherwise is not carried out. */
  readonly seen: string;
  /** What the form sends besides. */
  readonly kept?: readonly (readonly [name: string, value: string])[];
  /** Fields that belong to the answer. */
  readonly fields?: Markup;
  readonly label: string;
  /** Where it leads to leave everything as it is. */
  readonly back: string;
  /** It stood otherwise when the page was opened from which the press came. */
  readonly hasChanged: boolean;
  /** Why it was refused, in words. */
  readonly refused: string | null;
}

/** What cannot be taken back is asked once more, on a page of its own and by a form, so that it needs no script. */
export function confirmForm(asked: Asked): Markup {
  const { language, token, said, action, seen, kept = [], fields, label, back, hasChanged, refused } = asked;
  const say = sayIn(language);
  const hidden = [['seen', seen] as const, ...kept];
  return html`${refused !== null && errorSummary([{ field: null, message: refused }], language)}${hasChanged && banner('warn', say(changedMeanwhile))}${said}<form method="post" action="${action}">
${hiddenToken(token)}${hidden.map(([name, value]) => html`<input type="hidden"${attribute('name', name)} value="${value}">`)}
${fields}<p class="actions"><button class="danger">${label}</button> <a class="button second" href="${back}">${say(leaveIt)}</a></p>
</form>
`;
}

const changedMeanwhile = text({
  en: 'This has changed since you opened the page. Nothing was done. Look at it again first.',
  rw: 'Ibi byahindutse umaze gufungura urupapuro. Nta cyakozwe. Banza wongere urebe.',
  fr: 'Ceci a changé depuis que vous avez ouvert la page. Rien n’a été fait. Vérifiez d’abord.',
});
const leaveIt = text({ en: 'Leave it as it is', rw: 'Bireke uko biri', fr: 'Laisser tel quel' });
