import type { FastifyReply } from 'fastify';
import { setCookie } from '../../http/pages/cookies.js';
import type { PageSettings } from '../../http/pages/pages.js';
import { sessionCookie } from '../../http/pages/session-cookie.js';

/** The browser forgets it when it is closed; how long it is good, the session says. */
export const cookieOfSession = (reply: FastifyReply, settings: PageSettings, value: string): void =>
  setCookie(reply, { name: sessionCookie(settings), value, forSeconds: null, isSecure: settings.isHttps });

export const dropSession = (reply: FastifyReply, settings: PageSettings): void =>
  setCookie(reply, { name: sessionCookie(settings), value: '', forSeconds: 0, isSecure: settings.isHttps });
