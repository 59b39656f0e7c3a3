import { createHash } from 'node:crypto';
import { isSameText, type KeyedHash } from '../../kernel/keyed-hash.js';

/** The same client and idempotency key are the same link. */
export const linkIdFor = (client: string, key: string): string => `lnk_${hashOf(['link', client, key])}`;

/** The same line of the same file of the same client is the same link. */
export const linkIdOfLine = (client: string, sha256: string, line: number): string =>
  `lnk_${hashOf(['line', client, sha256, line])}`;

/**
 * The idempotency key of the payment that a press makes. It contains spaces, which no key of a caller does, so the two never meet in one payment.
 */
export const keyOfPress = (linkId: string, press: number): string => `link ${linkId} ${press}`;

const hashOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/**
 * The addresses of links. The token holds the link's id and 256 bits that cannot be guessed: a forged one is recognised without a read, nothing of it
 * is stored, and the owner of a link can be shown its address again.
 */
export class LinkAddresses {
  constructor(
    private readonly publicBaseUrl: string,
    private readonly hash: KeyedHash,
  ) {}

  urlOf(linkId: string): string {
    return `${this.publicBaseUrl}/pay/${this.tokenOf(linkId)}`;
  }

  tokenOf(linkId: string): string {
    const id = Buffer.from(linkId.slice('lnk_'.length), 'hex').toString('base64url');
    return `${id}${this.hash.bytes(linkId).toString('base64url')}`;
  }

  /** The id of the link; null for a token that is not ours. */
  read(token: string): string | null {
    const linkId = `lnk_${Buffer.from(token.slice(0, idLength), 'base64url').toString('hex')}`;
    // The whole token is compared: another spelling of the same id would be a second address.
    return isSameText(token, this.tokenOf(linkId)) ? linkId : null;
  }
}

/** 16 bytes in base64url. */
const idLength = 22;
