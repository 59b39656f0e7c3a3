import { afterEach, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { Smtp } from './smtp.js';
import { senderIn } from './sender.js';
import type { Mail } from './source.port.js';

const received: string[] = [];
let server: SMTPServer | null = null;
afterEach(async () => {
  received.length = 0;
  await new Promise<void>((closed) => (server === null ? closed() : server.close(() => closed())));
  server = null;
});

const date = new Date('2026-11-22T12:00:00Z');
const mail: Mail = { to: 'a.uwase@example.rw', subject: 'Receipt', text: 'Murakoze', attachments: [] };
const from = { name: 'One Stop Centre', address: 'pay@example.rw' };
const refusing = (responseCode: number) => Object.assign(new Error('not today, a.uwase@example.rw'), { responseCode });

async function mailServer(options: SMTPServerOptions = {}, silentMs = 30_000): Promise<Smtp> {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, _, done) => {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString()));
      stream.on('end', () => {
        received.push(text);
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return new Smtp({ url: `smtp://127.0.0.1:${port}`, from }, { connectMs: silentMs, silentMs });
}

describe('a message to a mail server', () => {
  it('is taken with the Message-ID and the date that it has at every try', async () => {
    const smtp = await mailServer();
    expect(await smtp.send('ntc_1', date, mail)).toMatchObject({ is: 'taken' });
    expect(await smtp.send('ntc_1', date, mail)).toMatchObject({ is: 'taken' });
    expect(received).toHaveLength(2);
    for (const text of received) {
      expect(text).toContain('Message-ID: <ntc_1@example.rw>');
      expect(text).toContain('Date: Sun, 22 Nov 2026 12:00:00 +0000');
      expect(text).toContain('From: One Stop Centre <pay@example.rw>');
      expect(text).toContain('Auto-Submitted: auto-generated');
    }
  });

  it('cannot bring a header or a recipient of its own', async () => {
    const smtp = await mailServer();
    const subject = 'Receipt\r\nBcc: thief@example.rw\r\n\r\nAnother text';
    const name = 'receipt.pdf"\r\nX-Own: 1';
    const attachments = [{ name, type: 'application/pdf', content: Buffer.from('%PDF') }];
    expect(await smtp.send('ntc_1', date, { ...mail, subject, attachments })).toMatchObject({ is: 'taken' });
    const [head = ''] = received[0]!.split('\r\n\r\n');
    expect(head.split('\r\n').filter((line) => /^(bcc|x-own)/i.test(line))).toEqual([]);
    expect(received[0]).not.toMatch(/^X-Own:/m);
    expect(head).toContain('Subject: Receipt Bcc: thief@example.rw Another text');
  });

  it.each([
    ['4xx of the recipient', 450, false],
    ['5xx of the recipient', 550, true],
  ])('is refused with %s', async (_, code, forGood) => {
    const smtp = await mailServer({ onRcptTo: (_address, _session, done) => done(refusing(code)) });
    const handed = await smtp.send('ntc_1', date, mail);
    expect(handed).toMatchObject({ is: 'refused', forGood });
    expect(JSON.stringify(handed)).not.toContain('uwase');
  });

  it.each([
    ['451', 451, false],
    ['554', 554, true],
  ])('is refused by its content with %s', async (_, code, forGood) => {
    const smtp = await mailServer({
      onData: (stream, _session, done) => stream.resume().on('end', () => done(refusing(code))),
    });
    expect(await smtp.send('ntc_1', date, mail)).toMatchObject({ is: 'refused', forGood });
  });

  it('waits where the sender or the sign-in is refused, which we have to repair', async () => {
    const smtp = await mailServer({ onMailFrom: (_address, _session, done) => done(refusing(550)) });
    expect(await smtp.send('ntc_1', date, mail)).toMatchObject({ is: 'refused', forGood: false });
  });

  it('has perhaps arrived where all of it was sent and no answer came', async () => {
    const smtp = await mailServer({ onData: (stream) => void stream.resume() }, 2_000);
    expect(await smtp.send('ntc_1', date, mail)).toMatchObject({ is: 'perhaps' });
  });

  it('has certainly not arrived where the server was silent before, or is down', async () => {
    const silent = await mailServer({ onConnect: () => undefined }, 200);
    expect(await silent.send('ntc_1', date, mail)).toMatchObject({ is: 'refused', forGood: false });
    const down = new Smtp({ url: 'smtp://127.0.0.1:1', from });
    expect(await down.send('ntc_1', date, mail)).toMatchObject({ is: 'refused', forGood: false });
    expect(await down.fault()).toContain('ECONNREFUSED');
  });

  it('is not needed to see whether the server works', async () => {
    const smtp = await mailServer();
    expect(await smtp.fault()).toBeNull();
    expect(received).toEqual([]);
  });
});

describe('SMTP_FROM', () => {
  it.each([
    ['pay@example.rw', { name: null, address: 'pay@example.rw' }],
    ['One Stop Centre <pay@example.rw>', { name: 'One Stop Centre', address: 'pay@example.rw' }],
    ['"Centre, One Stop" <pay@example.rw>', { name: 'Centre, One Stop', address: 'pay@example.rw' }],
    ['pay', null],
    ['One <pay@example.rw>, Two <b@example.rw>', null],
  ])('reads %j', (text, sender) => expect(senderIn(text)).toEqual(sender));
});
