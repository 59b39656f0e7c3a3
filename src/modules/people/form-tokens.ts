import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookiesOf, setCookie } from '../../http/pages/cookies.js';
import type { PageSettings } from '../../http/pages/pages.js';
import { refuseForeign } from '../../http/pages/same-site.js';
import type { KeyedHash } from '../../kernel/keyed-hash.js';

/**
 * The token of forms that are sent before there is a session: it belongs to a cookie of this browser, so no page of another site can sign a person in
 * as somebody else.
 */
export class FormTokens {
  constructor(private readonly hashes: KeyedHash) {}

  /** For a form that is shown; the browser gets the cookie where it has none. */
  tokenFor(request: FastifyRequest, reply: FastifyReply, settings: PageSettings): string {
    const known = cookiesOf(request).get(nameOf(settings));
    const value =
      known !== undefined && /^[\w-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url').slice(0, 22);
    if (value !== known)
      setCookie(reply, { name: nameOf(settings), value, forSeconds: null, isSecure: settings.isHttps });
    return this.hashes.text(value);
  }

  /** Throws 403. */
  check(request: FastifyRequest, settings: PageSettings): void {
    refuseForeign(request, this.hashes.text(cookiesOf(request).get(nameOf(settings)) ?? ''), settings);
  }
}

const nameOf = ({ isHttps }: PageSettings): string => (isHttps ? '__Host-ishyura-form' : 'ishyura-form');
