import type { Call } from '../../http/authentication.js';
import type { Markup } from '../../http/pages/markup.js';
import { menuFor } from '../../http/pages/menu.js';
import { languageOf } from '../../http/pages/page-language.js';
import type { Language } from '../../kernel/domain/language.js';

/** Of whom a page is for. */
export interface Frame {
  readonly language: Language;
  /** With this page in it. */
  readonly menu: Markup;
  /** Of their forms. */
  readonly token: string;
}

export function frameOf({ person, request }: Call, here: string): Frame {
  const language = languageOf(request, person.language);
  return { language, menu: menuFor(person, language, here), token: person.formToken };
}
