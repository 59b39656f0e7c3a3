import { ForbiddenException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isSameText } from '../../kernel/keyed-hash.js';
import { fieldOf, type Form } from './form-body.js';
import { tokenField } from './hidden-token.js';
import { takesFormOf } from './page-route.js';
import type { PageSettings } from './pages.js';

/**
 * A browser sends cookies with whatever a page has it send, the pages of others included. What changes something is therefore refused unless the browser
 * says that a page of ours has sent it, and a form carries the token of its session. Browsers that say nothing of where a request is from are old;
 * from these a form is taken by its token alone, and nothing else.
 */
export function refuseForeign(request: FastifyRequest, token: string, settings: PageSettings): void {
  const from = senderOf(request, settings);
  if (from === 'another') throw new ForbiddenException();
  if (takesFormOf(request)) {
    if (!isSameText(fieldOf(request.body as Form | undefined, tokenField), token)) throw new ForbiddenException();
  } else if (from !== 'own') throw new ForbiddenException();
}

function senderOf({ headers }: FastifyRequest, { publicOrigin }: PageSettings): 'own' | 'another' | 'not-said' {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'own' : 'another';
  const { origin, host } = headers;
  if (origin === undefined) return 'not-said';
  return origin === publicOrigin || URL.parse(origin)?.host === host ? 'own' : 'another';
}
