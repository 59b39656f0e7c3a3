import { isEmail } from '../../kernel/domain/email.js';
import { isPlain } from '../../kernel/domain/text.js';

export interface SmtpSettings {
  /** `smtps://user:password@host:465`, or `smtp://…`, which changes to TLS where the server can. */
  readonly url: string;
  readonly from: Sender;
}

export interface Sender {
  /** Null: the address alone is shown. */
  readonly name: string | null;
  readonly address: string;
}

/** `Name <address>`, or the address alone; null: neither. */
export function senderIn(text: string): Sender | null {
  const named = /^\s*(?:"([^"\\]*)"|([^"<>@]*?))\s*<([^<>]+)>\s*$/u.exec(text);
  const [name, address] =
    named === null ? [null, text.trim()] : [(named[1] ?? named[2] ?? '').trim() || null, named[3]!];
  return isEmail(address) && (name === null || isPlain(name)) ? { name, address } : null;
}
