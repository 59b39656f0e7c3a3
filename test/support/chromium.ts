import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { languages, type Language } from '../../src/kernel/domain/language.js';

/** A real browser. `CHROMIUM` names another than Debian’s. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const isThere = existsSync(executablePath);
const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
args.push('--disable-background-networking', '--disable-component-update');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Whatever a page should show is there well within this. */
export const patienceMs = 60_000;

/** Stories in a real browser. Where there is none, it is said on the console, and a test says it by its name. */
export function describeInBrowser(name: string, stories: () => void): void {
  if (!isThere) {
    const why = `there is no browser at ${executablePath}; \`apt-get install chromium\` brings it, CHROMIUM names another`;
    console.warn(`NOT tested in a browser: ${name}: ${why}.`);
    it(`${name} in a browser: did not run, ${why}`, () => expect(isThere).toBe(false));
  }
  (isThere ? describe : describe.skip)(name, stories);
}

export const launchChromium = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...args, ...more] });

/** What goes wrong in it is among the complaints; an answer that refuses is what some stories are about. */
export function watched(page: Page, complaints: string[]): Page {
  page.setDefaultTimeout(patienceMs);
  page.on('console', (message) => {
    const isRefusal = message.text().includes('the server responded with a status of');
    if (['error', 'warning'].includes(message.type()) && !isRefusal) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return page;
}

/**
 * Loads the page again. While Chromium puts the next document in the page's place, it refuses to, and nothing was loaded: then it is asked again.
 */
export async function reloaded(page: Page): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await page.waitForLoadState();
    try {
      await page.reload();
      return;
    } catch (error) {
      if (!(error as Error).message.includes('Not attached to an active page') || tries === mostReloads) throw error;
      await page.waitForTimeout(50);
    }
  }
}

const mostReloads = 10;

/** A phone, a tablet, a laptop. */
const usualWidths = [360, 768, 1280];

interface Judged {
  readonly widths?: readonly number[];
  /** Whether axe looks at it too, and not only at its width. */
  readonly isJudged?: (language: Language, width: number) => boolean;
}

/** Axe in each language and width: no violation of WCAG 2.2 A and AA, nothing wider than the screen, and no word broken inside. */
export async function isFitForAll(page: Page, url: string, { widths, isJudged = () => true }: Judged = {}) {
  for (const language of languages) {
    await page.goto(inLanguage(url, language));
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    // Folded away or not, what a page holds is held to it.
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => (each.open = true))`);
    const { pathname, search } = new URL(url);
    await isFit(page, `${pathname}${search} ${language}`, widths, (width) => isJudged(language, width));
  }
  await page.goto(inLanguage(url, 'en'));
}

/** The same of the page as it stands. */
export async function isFit(
  page: Page,
  name: string,
  widths: readonly number[] = usualWidths,
  isJudged: (width: number) => boolean = () => true,
): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const place = `${name} ${width}`;
    expect([place, await page.evaluate('document.scrollingElement.scrollWidth')]).toEqual([place, width]);
    if (isJudged(width)) expect([place, await violationsOn(page)]).toEqual([place, []]);
  }
  for (const width of [...widths, narrowestTable]) {
    await page.setViewportSize({ width, height: 800 });
    expect([name, width, await brokenOn(page)]).toEqual([name, width, []]);
  }
}

/** On a smaller screen a table is cards. */
const narrowestTable = 850;

/** Words that begin on one line and end on another; ids and what others have sent may do so. And tables that are too wide and cannot be moved by keyboard. */
const brokenOn = (page: Page) =>
  page.evaluate(`(() => {
    const found = [...document.querySelectorAll('.frame')]
      .filter((frame) => frame.scrollWidth > frame.clientWidth && frame.tabIndex !== 0)
      .map((frame) => 'no focus: ' + frame.querySelector('caption').textContent);
    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (text.parentElement.closest('pre, code, .code, .long, td a, th a') !== null) continue;
      for (const { 0: word, index } of text.data.matchAll(/(?<![\\p{L}\\p{N}_@.-])\\p{L}{2,24}(?![\\p{L}\\p{N}_@.-])/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word);
      }
    }
    return [...new Set(found)];
  })()`);

export async function violationsOn(page: Page): Promise<readonly string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const run = `axe.run(document, ${JSON.stringify({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })})`;
  // The policy of the pages runs no script of others; what the browser's own tools evaluate is none.
  if (!(await page.evaluate(`'axe' in globalThis`))) await page.evaluate(axe);
  const { violations: found } = (await page.evaluate(run)) as {
    violations: readonly { id: string; nodes: readonly { html: string }[] }[];
  };
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

function inLanguage(url: string, language: Language): string {
  const to = new URL(url);
  to.searchParams.set('lang', language);
  return to.href;
}
