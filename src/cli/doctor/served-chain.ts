import { isIP } from 'node:net';
import { connect, type Certificate, type DetailedPeerCertificate } from 'node:tls';
import type { NameInCertificate } from '../../modules/providers/contract.js';

/** The certificate that a server presents. `fault` is the code of the first thing that is wrong with it or its chain; null when it is trusted. */
export interface ServedChain {
  readonly fault: string | null;
  readonly subject: NameInCertificate;
  readonly issuer: NameInCertificate;
  readonly validFrom: number;
  readonly validTo: number;
}

/** Makes a TLS connection and looks at the chain that really comes. Nothing is sent over it. */
export function fetchChain(
  address: URL,
  timeoutMs: number,
  /** The trusted root authorities, as PEM; default: those of Node. */
  trusted?: string,
): Promise<ServedChain | { readonly fault: string; readonly subject: null }> {
  return new Promise((resolve) => {
    const host = address.hostname.replace(/^\[|\]$/g, '');
    const socket = connect({
      host,
      port: address.port === '' ? 443 : Number(address.port),
      // A certificate that is wrong is what this is for.
      rejectUnauthorized: false,
      ...(trusted === undefined ? {} : { ca: trusted }),
      ...(isIP(host) === 0 ? { servername: host } : {}),
    });
    const failed = (fault: string) => {
      socket.destroy();
      resolve({ fault, subject: null });
    };
    socket.setTimeout(timeoutMs, () => failed(`no answer within ${timeoutMs} ms`));
    socket.on('error', (error: NodeJS.ErrnoException) => failed(error.code ?? error.name));
    socket.on('secureConnect', () => {
      const leaf = socket.getPeerCertificate(true);
      // Node has a text here at times, and the type says an error.
      const fault = socket.authorized ? null : String(socket.authorizationError);
      socket.destroy();
      resolve({ fault, ...served(leaf) });
    });
  });
}

const served = ({ subject, issuer, valid_from, valid_to }: DetailedPeerCertificate) => ({
  subject: nameOf(subject),
  issuer: nameOf(issuer),
  validFrom: Date.parse(valid_from),
  validTo: Date.parse(valid_to),
});

const nameOf = ({ CN, O }: Certificate): NameInCertificate => ({ commonName: first(CN), organisation: first(O) });

/** A name may have a part twice. */
const first = (part: string | readonly string[] | undefined): string | null =>
  part === undefined || part.length === 0 ? null : typeof part === 'string' ? part : part[0]!;
