import type { FastifyRequest } from 'fastify';
import { isLanguage, languages, type Language } from '../../kernel/domain/language.js';
import { preferredLanguage } from '../negotiation.js';
import { cookiesOf } from './cookies.js';
import { sessionOf } from './page-session.js';

/**
 * The one that the address names (`?lang=`), else the person's own, else the one last chosen in this browser, else that of `Accept-Language`. Who is
 * still signing in stays in the language of the page on which that was begun.
 */
export function languageOf(request: FastifyRequest, own: Language | null = null): Language {
  const asked = languageAsked(request);
  const cookie = cookiesOf(request).get(languageCookie);
  const kept = isLanguage(cookie) ? cookie : null;
  const isSigningIn = (sessionOf(request)?.owes ?? null) !== null;
  return asked ?? (isSigningIn ? (kept ?? own) : (own ?? kept)) ?? preferredLanguage(request, languages);
}

/** What `?lang=` says; null: nothing that we know. */
export function languageAsked({ query }: FastifyRequest): Language | null {
  const { lang } = (query ?? {}) as { readonly lang?: unknown };
  return isLanguage(lang) ? lang : null;
}

/** Names no person, and lasts a year. */
export const languageCookie = 'ishyura-language';
