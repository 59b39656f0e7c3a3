import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { rwf, startApp, type App } from '../support/app.js';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { freePort } from '../support/free-port.js';
import { person } from '../support/people.js';

/**
 * The pictures of docs/pictures, of a gateway in which some days of example payments have been played. `npm run pictures` takes them anew; without it
 * this only looks whether they can be taken, and whether the documents name no other ones. Clock, keys and ids are fixed, so that a picture changes
 * only where a page does.
 */
const takes = process.env['PICTURES'] === '1';
const folder = new URL('../../docs/pictures/', import.meta.url);
const mostBytes = 120_000;

interface Picture {
  readonly name: string;
  readonly path: (example: string) => string;
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'en' | 'rw' | 'fr';
}

/** One line for each picture. `example`: the id of a payment that was paid. */
const pictures: readonly Picture[] = [
  { name: 'today', path: () => '/' },
  { name: 'payments', path: () => '/payments' },
  { name: 'payment', path: (example) => `/payments/${example}` },
  { name: 'story', path: (example) => `/audit/replay?id=${example}`, height: 480 },
  { name: 'phone', path: () => '/payments', width: 360, height: 640, language: 'rw' },
];

describeInBrowser('the pictures of the documents', () => {
  let app: App;
  let browser: Browser;
  let origin: string;
  let example: string;
  let cookies: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const port = await freePort();
    origin = `http://localhost:${port}`;
    app = await startApp({ settings: { PUBLIC_BASE_URL: origin }, port });
    example = await play(app);
    const { browser: signedIn } = await person(app, ['finance', 'support', 'approver', 'auditor'], {
      name: 'Claudine Mukamana',
    });
    cookies = signedIn.cookies;
    browser = await launchChromium(['--hide-scrollbars', '--disable-lcd-text']);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it.each(pictures)('$name', async ({ name, path, width = 960, height = 640, language = 'en' }) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: 'light' });
    await context.addCookies([...cookies].map(([key, value]) => ({ name: key, value, url: origin })));
    const page = await context.newPage();
    const url = new URL(path(example), origin);
    url.searchParams.set('lang', language);
    const answer = await page.goto(url.href);
    expect([name, answer!.status()]).toEqual([name, 200]);
    const picture = await page.screenshot({ type: 'png' });
    await context.close();
    expect([name, picture.length < mostBytes]).toEqual([name, true]);
    if (!takes) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL(`${name}.png`, folder), picture);
  });

  it('are all that the README shows', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const shown = [...readme.matchAll(/docs\/pictures\/([\w-]+)\.png/g)].map(([, name]) => name);
    expect(shown.filter((name) => !pictures.some((picture) => picture.name === name))).toEqual([]);
    expect(shown.filter((name) => !existsSync(new URL(`${name}.png`, folder)))).toEqual([]);
  });
});

const services = ['permits', 'land-titles', 'school-fees', 'clinic'];
const branches = ['kigali', 'huye', 'musanze', 'rubavu'];
const departments = ['one-stop', 'treasury'];
const amounts = [5_000, 12_500, 1_500, 30_000, 8_000, 2_000, 45_000, 20_000];
const days = 5;
const aDay = 8;

/** Payments of some days: most are paid, some are refused, some are not answered, and one is still open. */
async function play(app: App): Promise<string> {
  let paid = '';
  for (let index = 0; index < days * aDay; index += 1) {
    const of = (words: readonly string[]) => words[index % words.length]!;
    const ask = {
      ...rwf(amounts[(index * 3) % amounts.length]!),
      payer: { msisdn: `07880${String(10_000 + index * 37).slice(0, 5)}` },
      record: { type: 'invoice', id: `INV-2026-${String(index + 1).padStart(4, '0')}` },
      description: 'Example',
      dimensions: {
        service: of(services),
        branch: branches[(index >> 1) % 4]!,
        department: of(departments),
        program: '2026',
      },
    };
    const { body, status } = await app.admin.post('/v1/payments', ask, { key: `example-${index}` });
    if (status !== 202) throw new Error(JSON.stringify(body));
    await app.caughtUp();
    // Not at the same pace: confirmation times differ.
    app.clock.jump((4 + ((index * 7) % 23)) * 1_000);
    if (index % 11 === 5) await app.sandbox.payerRejects(body.id);
    else if (index % 17 === 9) await app.sandbox.payerDoesNotAnswer(body.id);
    else if (index < days * aDay - 1) {
      await app.sandbox.payerApproves(body.id);
      paid = body.id;
    }
    await app.caughtUp();
    if (index === days * aDay - 2) break;
    app.clock.jump((index % aDay === aDay - 1 ? 15 * 60 : 40) * 60_000);
  }
  return paid;
}
