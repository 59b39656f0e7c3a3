import type { FastifyRequest } from 'fastify';
import { isLanguage, languages, type Language } from '../../kernel/domain/language.js';
import { preferredLanguage } from '../negotiation.js';
import { cookiesOf } from './cookies.js';

/** The one that the address names (`?lang=`), else the person's own, else the one last chosen in this browser, else that of `Accept-Language`. */
export function languageOf(request: FastifyRequest, own: Language | null = null): Language {
  const asked = languageAsked(request);
  const kept = cookiesOf(request).get(languageCookie);
  return asked ?? own ?? (isLanguage(kept) ? kept : preferredLanguage(request, languages));
}

/** What `?lang=` says; null: nothing that we know. */
export function languageAsked({ query }: FastifyRequest): Language | null {
  const { lang } = (query ?? {}) as { readonly lang?: unknown };
  return isLanguage(lang) ? lang : null;
}

/** Names no person, and lasts a year. */
export const languageCookie = 'ishyura-language';
