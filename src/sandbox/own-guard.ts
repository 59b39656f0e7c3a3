import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Answer } from './answers.js';

/**
 * Control routes and phone have no password, so a browser's requests for another site are refused: those of that site's page, and those to a
 * name that was made to point here (DNS rebinding). MoMo's paths have keys, and take what MTN takes.
 */
export class OwnGuard {
  private readonly names: ReadonlySet<string>;

  /** `names`: hosts beside the loopback's under which the sandbox is known. */
  constructor(names: readonly string[]) {
    this.names = new Set(['localhost', ...names.map((name) => name.toLowerCase())]);
  }

  /** The refusal; null when the request is allowed. */
  refuses({ method, headers, socket }: Pick<IncomingMessage, 'method' | 'headers' | 'socket'>): Answer | null {
    const host = URL.parse(`http://${headers.host ?? ''}`);
    if (host === null || !this.isOurs(host.hostname, socket.localAddress))
      return forbidden(
        `Host is ${JSON.stringify(headers.host ?? '')}: control routes and phone answer to localhost, to the address that they are called at, and to the names in SANDBOX_HOST and SANDBOX_CONTROL_HOST.`,
      );
    const { origin, 'sec-fetch-site': site = 'none', 'sec-fetch-mode': mode } = headers;
    // A link from elsewhere may lead here, since looking changes nothing.
    if (method === 'GET' && mode === 'navigate') return null;
    const isSameOrigin = origin === undefined || URL.parse(origin)?.host === host.host;
    if (isSameOrigin && (site === 'same-origin' || site === 'none')) return null;
    return forbidden(
      `The request comes from ${origin ?? 'another site'}: control routes and phone take no requests of other sites' pages.`,
    );
  }

  private isOurs(hostname: string, localAddress: string | undefined): boolean {
    const name = hostname.replace(/^\[|\]$/g, '');
    if (isIP(name) === 0) return this.names.has(name);
    // Only a name can be made to point here by others, not an address.
    return (
      name === '::1' || name.startsWith('127.') || name === localAddress?.replace('::ffff:', '') || this.names.has(name)
    );
  }
}

const forbidden = (message: string): Answer => ({ status: 403, body: { message } });
