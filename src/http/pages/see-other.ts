/** Sends the browser to another page of ours, in place of an answer. */
export class SeeOther extends Error {
  override readonly name = 'SeeOther';

  constructor(readonly path: string) {
    super(path);
  }
}

/**
 * Where a person wanted to go before signing in, when that is a place of this site; else the first page. An address of another site, however it is
 * written, leads nowhere.
 */
export function ownPath(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next)) return '/';
  const url = URL.parse(next, 'http://own');
  if (url === null || url.origin !== 'http://own') return '/';
  const path = url.pathname + url.search;
  return path.startsWith('//') || /^\/sign-(in|out)(?![^/?])/.test(path) ? '/' : path;
}
