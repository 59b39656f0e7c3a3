import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookies of a request. Of two with one name the first is meant, as browsers send the more specific one first. */
export function cookiesOf({ headers }: Pick<FastifyRequest, 'headers'>): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  for (const part of (headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(0, at)).trim();
    if (name !== '' && !cookies.has(name)) cookies.set(name, part.slice(at + 1).trim());
  }
  return cookies;
}

interface Cookie {
  readonly name: string;
  /** Letters, digits and `-_.~` alone. */
  readonly value: string;
  /** Null: as long as the browser is open. 0 removes it. */
  readonly forSeconds: number | null;
  readonly isSecure: boolean;
}

/** No script reads it, and no other site's form or frame sends it. */
export function setCookie(reply: FastifyReply, { name, value, forSeconds, isSecure }: Cookie): void {
  const age = forSeconds === null ? '' : `; Max-Age=${forSeconds}`;
  const secure = isSecure ? '; Secure' : '';
  const before = [reply.getHeader('set-cookie') ?? []].flat() as string[];
  const cookie = `${name}=${value}; Path=/${age}; HttpOnly; SameSite=Lax${secure}`;
  // Removed first: Fastify adds to this header whatever is set.
  void reply.removeHeader('set-cookie').header('set-cookie', [...before, cookie]);
}
