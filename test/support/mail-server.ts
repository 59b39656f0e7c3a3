import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly text: string;
}

/** A mail server on loopback: keeps what it takes, and refuses as it is told. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  /** The code with which it refuses recipients; null: it takes them. */
  refuses: number | null = null;
  /** How many recipients it was asked to take. */
  asked = 0;
  #server: SMTPServer | null = null;
  #port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onRcptTo: (_address, _session, done) => {
        this.asked += 1;
        const responseCode = this.refuses;
        done(responseCode === null ? undefined : Object.assign(new Error('not now'), { responseCode }));
      },
      onData: (stream, { envelope: { rcptTo } }, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          this.mails.push({ to: rcptTo.map(({ address }) => address), text: Buffer.concat(parts).toString() });
          done();
        });
      },
    });
    await new Promise<void>((listening) => this.#server!.listen(this.#port, '127.0.0.1', listening));
    this.#port = (this.#server.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server !== null) await new Promise<void>((closed) => server.close(() => closed()));
  }

  to(address: string): readonly ReceivedMail[] {
    return this.mails.filter(({ to }) => to.includes(address));
  }
}

/** The value of a header, unfolded. */
export const headerOf = ({ text }: ReceivedMail, name: string): string | null => {
  const [head = ''] = text.split('\r\n\r\n');
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? null;
};

/** The text of a message, decoded: of its only part or of its first. */
export function textOf({ text }: ReceivedMail): string {
  const blocks = text.split('\r\n\r\n');
  const at = blocks.findIndex((block) => /^content-type: text\/plain/im.test(block));
  const encoding = /^content-transfer-encoding: (\S+)/im.exec(blocks[at] ?? '')?.[1]?.toLowerCase();
  const [body = ''] = blocks
    .slice(at + 1)
    .join('\r\n\r\n')
    .split(/\r\n--(?=-)/);
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
