import type { FastifyRequest } from 'fastify';
import { access } from '../access.js';

export const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** The page on which a person stands: its own address, and for what a form has sent the nearest page above its path. */
export function pageOf({ method, url, routeOptions }: FastifyRequest): string {
  if (isSafe(method)) return url;
  const [parts, asked] = [(routeOptions.url ?? '').split('/'), url.replace(/\?.*$/, '').split('/')];
  for (let length = parts.length; length > 1; length -= 1)
    if (access.has(`GET ${parts.slice(0, length).join('/')}`)) return asked.slice(0, length).join('/');
  return '/';
}
