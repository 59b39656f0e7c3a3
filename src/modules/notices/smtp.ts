import { PassThrough } from 'node:stream';
import { createTransport } from 'nodemailer';
import { maskedText } from '../../kernel/masking.js';
import type { SmtpSettings } from './sender.js';
import type { Mail } from './source.port.js';

/** What the mail server made of one message. `perhaps`: all of it was sent, and no answer came. */
export type Handed =
  | { readonly is: 'taken'; readonly answer: string }
  | { readonly is: 'refused'; readonly forGood: boolean; readonly why: string }
  | { readonly is: 'perhaps'; readonly why: string };

interface Timeouts {
  readonly connectMs: number;
  readonly silentMs: number;
}

/** One mail server. Each message has its own connection: there are few, and none waits for another. */
export class Smtp {
  readonly #transport;
  /** The Message-IDs of those whose every byte has left, while no answer has come. */
  readonly #sentWhole = new Set<string>();

  constructor(
    private readonly settings: SmtpSettings,
    { connectMs, silentMs }: Timeouts = { connectMs: 10_000, silentMs: 30_000 },
  ) {
    this.#transport = createTransport({
      url: settings.url,
      // A password never crosses a network in the clear.
      requireTLS: hasPassword(settings.url) && !isLoopback(settings.url),
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: silentMs,
    });
    this.#transport.use('stream', ({ message, data }, done) => {
      message.transform(() => new PassThrough().on('end', () => this.#sentWhole.add(String(data.messageId))));
      done();
    });
  }

  /** `id` becomes the Message-ID: the same for each try of one message, so that a mailbox which gets it twice can tell. */
  async send(id: string, date: Date, { to, subject, text, attachments }: Mail): Promise<Handed> {
    const { name, address } = this.settings.from;
    const messageId = `<${id}@${address.split('@')[1]!}>`;
    try {
      const { response } = await this.#transport.sendMail({
        from: { name: name ?? '', address },
        to: { name: '', address: to },
        envelope: { from: address, to: [to] },
        subject: onOneLine(subject),
        text,
        date,
        messageId,
        // No mailbox answers it with a note of absence.
        headers: { 'Auto-Submitted': 'auto-generated' },
        attachments: attachments.map(({ name: filename, type, content }) => ({
          filename: onOneLine(filename),
          contentType: type,
          content,
        })),
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { is: 'taken', answer: said(response) };
    } catch (error) {
      return faultOf(error as SmtpFault, this.#sentWhole.has(messageId));
    } finally {
      this.#sentWhole.delete(messageId);
    }
  }

  /** Connects, signs in, and sends nothing. Null: all is well. */
  async fault(): Promise<string | null> {
    try {
      await this.#transport.verify();
      return null;
    } catch (error) {
      return said((error as Error).message);
    }
  }
}

interface SmtpFault extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

function faultOf({ message, command, responseCode }: SmtpFault, isSentWhole: boolean): Handed {
  const why = said(message);
  if (responseCode === undefined && isSentWhole) return { is: 'perhaps', why };
  // A 5xx of this recipient or this content stays. One of the sender or of the sign-in is ours to repair, and the message waits.
  const isOfMessage = command === 'RCPT TO' || command === 'DATA';
  return { is: 'refused', forGood: isOfMessage && responseCode !== undefined && responseCode >= 500, why };
}

/** An answer of the server may quote an address. */
const said = (text: string): string =>
  maskedText(onOneLine(text))
    .replaceAll(/[^\s<>]+@[^\s<>]+/g, '…')
    .slice(0, 300);

const onOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

const hasPassword = (url: string): boolean => (URL.parse(url)?.password ?? '') !== '';

const isLoopback = (url: string): boolean => {
  const host = URL.parse(url)?.hostname ?? '';
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host);
};
