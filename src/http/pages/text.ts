import type { Language } from '../../kernel/domain/language.js';
import type { Markup } from './markup.js';

type Said = string | Markup;

/** One text of a page in every language; one that says something of its own takes arguments. */
export type Text<Args extends readonly unknown[], Of extends Said> = Readonly<Record<Language, (...args: Args) => Of>>;

/**
 * A text of a page, as a constant of the file that shows it: a language that is missing does not compile, nor does a text that nothing shows.
 * docs/translations.md lists them all.
 */
export function text(said: Readonly<Record<Language, string>>): Text<[], string>;
export function text<Args extends readonly unknown[], Of extends Said>(said: Text<Args, Of>): Text<Args, Of>;
export function text<Args extends readonly unknown[]>(
  said: Readonly<Record<Language, string>> | Text<Args, Said>,
): Text<Args, Said> {
  const sayer = (of: string | ((...args: Args) => Said)) => (typeof of === 'string' ? () => of : of);
  return { en: sayer(said.en), rw: sayer(said.rw), fr: sayer(said.fr) };
}

/** Says a text in the language of the page. */
export type Say = <Args extends readonly unknown[], Of extends Said>(text: Text<Args, Of>, ...args: Args) => Of;

export const sayIn =
  (language: Language): Say =>
  (text, ...args) =>
    text[language](...args);
