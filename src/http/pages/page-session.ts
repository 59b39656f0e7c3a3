import type { FastifyRequest } from 'fastify';
import type { Language } from '../../kernel/domain/language.js';

/** What every page needs of the session in which it is asked for. */
export interface PageSession {
  readonly language: Language;
  /** What has to be done before anything else: `show` the second factor, or `set-up` one; null: nothing. */
  readonly owes: 'show' | 'set-up' | null;
  /** In every form of this session. */
  readonly formToken: string;
}

/** Null: nobody is signed in, or the page is for anybody. */
export const sessionOf = (request: FastifyRequest): PageSession | null =>
  (request as FastifyRequest & { readonly signedIn?: PageSession }).signedIn ?? null;
