import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App, type Body } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { person } from '../support/people.js';

/** The pages of the finance officer: one installation, one story. */
let app: App;
let finance: Browser;
let approver: Browser;
let auditor: Browser;
beforeAll(async () => {
  app = await startApp();
  finance = (await person(app, ['finance'], { name: 'Claudine Uwera' })).browser;
  approver = (await person(app, ['approver'])).browser;
  auditor = (await person(app, ['auditor'], { isBare: true })).browser;
});
afterAll(() => app.close());

const statements = '/reconciliation/statements';
const kigali = (at: string) => new Date(Date.parse(at) + 7_200_000).toISOString().slice(0, 19).replace('T', ' ');
const rowsIn = (csv: string) => csv.trimEnd().split('\r\n').slice(1);
/** What stands beside the fields. */
const wrongIn = (html: string) =>
  [...html.matchAll(/<p class="wrong" id="(\w+)-wrong">([^<]*)<\/p>/g)].map(
    ([, field, said]) => `${field}: ${said!.replaceAll('&quot;', '"')}`,
  );
const itemsIn = (html: string) =>
  [...html.matchAll(/href="(\/reconciliation\/items\/itm_[^"]+)"/g)].map(([, to]) => to!);

/** A form of a settlement, filled in. */
const typed = (more: Readonly<Record<string, string>> = {}) => ({
  provider: 'mtn-momo',
  bankAccount: 'BK <b>100</b>',
  amount: '5000',
  currency: 'RWF',
  leftAt: kigali(app.clock.at).slice(0, 16),
  ...more,
});

async function paid(msisdn: string, amount: number): Promise<Body> {
  const { paymentId } = await app.request(msisdn, rwf(amount));
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  return app.payment(paymentId);
}

async function reconciled(place: string): Promise<string> {
  for (let turn = 0; turn < 60; turn += 1) {
    const { text } = await finance.get(place);
    if (!text.includes('http-equiv="refresh"')) return text;
    await app.clock.pass({ seconds: 1 });
    await app.caughtUp();
  }
  throw new Error(`${place} is never reconciled`);
}

describe('a statement, from its upload to the last mismatch', () => {
  let place = '';
  let items: readonly string[] = [];

  it('is looked at first, without being recorded, and taken in with its progress', async () => {
    const payment = await paid('0788000101', 5_000);
    const at = kigali(String(payment['confirmedAt']));
    const file = [
      'Id,External id,Date,Status,Type,From,From name,To,Amount,Currency,Fee',
      `${String(payment['providerTransactionId'])},${payment.id},${at},Successful,Payment,FRI:250788000101/MSISDN,A,FRI:c/MM,5100,RWF,0`,
      `=cmd|1,,${at},Successful,Payment,FRI:250788999999/MSISDN,<script>x</script>,FRI:c/MM,700,RWF,0`,
      `bad-1,,${at},Successful,Payment,FRI:250788999998/MSISDN,B,FRI:c/MM,many,RWF,0`,
      `more-1,,${at},Successful,Payment,FRI:250788999997/MSISDN,C,FRI:c/MM,900,RWF,0`,
    ].join('\r\n');
    const declared = { provider: 'mtn-momo', account: 'whole', dateFormat: '' };

    await finance.get(statements);
    const wrong = await finance.submitFile(`${statements}/check`, { ...declared, account: '' }, file);
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('<a href="#account">&quot;Account&quot; is empty: fill it in');
    const none = await finance.submitFile(`${statements}/check`, { ...declared, account: '' }, null, statements);
    expect(none.status).toBe(400);
    expect(none.text).toContain('<p class="wrong" id="file-wrong">&quot;File&quot;: choose a file</p>');
    expect(none.text).toContain('<a href="#account">');
    expect(none.text).toContain('value="mtn-momo"');

    const checked = await finance.submitFile(`${statements}/check`, declared, file);
    expect(checked.status).toBe(200);
    expect(checked.text).toContain('Nothing was recorded.');
    expect(checked.text).toContain('another amount');
    expect(checked.text).not.toContain('<script>x');
    expect(checked.text).toContain('1 · <span class="money">5,100\u00a0RWF</span>');
    expect((await finance.get(`${statements}?format=csv`)).text.trimEnd().split('\r\n')).toHaveLength(1);

    await finance.get(statements);
    const sent = await finance.submitFile(`${statements}/check`, declared, file, statements);
    expect(sent.status).toBe(303);
    place = sent.headers['location']!;
    const page = await reconciled(place);
    expect(page).toContain('reconciled');
    expect(page).toContain('Claudine Uwera');
    const bad = await finance.get(`${place}?outcome=unreadable`);
    expect(bad.text).toMatch(/data-label="Column">Amount<\/td>/);
    expect(bad.text).toMatch(/data-label="Line">4<\/td>/);
    const french = await finance.get(`${place}?outcome=unreadable&lang=fr`);
    expect(french.text).toContain('n’est pas un montant');
    expect(french.text).toContain('La ligne est illisible.');

    for (const more of ['', '&format=csv']) {
      const odd = await finance.get(`${place}?outcome=unreadible${more}`);
      expect([odd.status, odd.text.includes('&quot;Outcome&quot; has to be one of the list')]).toEqual([400, true]);
    }

    // No number of the page that its CSV does not have.
    const totals = rowsIn((await finance.get(`${place}?format=csv&of=totals`)).text);
    expect(totals.toSorted()).toEqual([
      'amount-mismatch,1,5100,RWF',
      'missing-internally,2,1600,RWF',
      'unreadable,1,0,RWF',
    ]);
    const lines = await finance.get(`${place}?format=csv`);
    expect(rowsIn(lines.text)).toHaveLength(4);
    expect(lines.text).toContain(",'=cmd|1,");
    expect(rowsIn((await finance.get(`${statements}?format=csv`)).text)[0]).toContain(',mtn-momo,whole,reconciled,');
  });

  it('has a queue, which each role sees with what it may do', async () => {
    const queue = await finance.get('/reconciliation');
    items = itemsIn(queue.text);
    expect(items).toHaveLength(4);
    expect(queue.text).toContain('Not resolved, by age');
    expect(rowsIn((await finance.get('/reconciliation?format=csv&of=ageing')).text)[0]).toMatch(/,4$/);
    expect(itemsIn((await finance.get('/reconciliation?outcome=amount-mismatch')).text)).toHaveLength(1);
    const wrong = await finance.get('/reconciliation?outcome=odd');
    expect([wrong.status, itemsIn(wrong.text).length]).toEqual([400, 4]);

    const seen = await auditor.get(items[0]!);
    expect(seen.text).toContain('Why it is so');
    expect(seen.text).not.toContain('<form method="post" action="/reconciliation');
    expect((await auditor.get(statements)).text).not.toContain('type="file"');
    expect((await approver.get(statements)).status).toBe(403);
    expect((await approver.get('/reconciliation')).status).toBe(200);
  });

  it('says of an item why it is so, with what stands on the statement as text', async () => {
    const [unknown] = itemsIn((await finance.get(`${place}?outcome=missing-internally`)).text);
    const page = await finance.get(unknown!);
    expect(page.text).toContain('Nothing here has this transaction id or reference.');
    expect(page.text).toContain('=cmd|1');
    expect(page.text).toContain('&lt;script&gt;x&lt;/script&gt;');
    expect(page.text).not.toContain('<script>x');
    expect(page.text).not.toContain('250788999999');
  });

  it('writes off by two people, of whom the requester is none of those who approve', async () => {
    const [item] = itemsIn((await finance.get('/reconciliation?outcome=amount-mismatch')).text);
    await finance.get(item!);
    expect((await finance.submit(`${item}/resolve`, { resolution: 'written-off', note: '' })).status).toBe(400);
    const adjusted = await finance.submit(`${item}/resolve`, { resolution: 'adjusted', note: 'So.' });
    expect(adjusted.status).toBe(422);
    expect(adjusted.text).toContain('Name the approved adjustment of the ledger.');
    const asked = await finance.submit(`${item}/resolve`, { resolution: 'written-off', note: 'Not worth a call.' });
    expect(asked.headers['location']).toBe(`${item}?done=1`);
    await app.caughtUp();
    const waits = await finance.follow(asked);
    expect(waits.text).toContain('You asked for it, so another person has to decide.');
    expect(waits.text).not.toContain(`action="${item}/approve"`);
    const token = /name="form-token" value="([^"]*)"/.exec(waits.text)![1]!;
    expect((await finance.post(`${item}/approve`, new URLSearchParams({ 'form-token': token }))).status).toBe(403);

    // Also under the role that may, a person does not approve what that person has asked for.
    const { browser: both } = await person(app, ['finance', 'approver'], { name: 'Both' });
    const [other] = itemsIn((await both.get(`${place}?outcome=unreadable`)).text);
    await both.get(other!);
    await both.submit(`${other}/resolve`, { resolution: 'written-off', note: 'Mine.' });
    const { text: ownPage } = await both.get(other!);
    const [own, seen] = ['form-token', 'seen'].map(
      (name) => RegExp(`name="${name}" value="([^"]*)"`).exec(ownPage)![1]!,
    );
    const refused = await both.post(`${other}/approve`, new URLSearchParams({ 'form-token': own!, seen: seen! }));
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('You asked for this yourself');

    for (const each of [item!, other!]) {
      const page = await approver.get(each);
      expect(page.text).toContain('asks that it be written off.');
      const approved = await approver.submit(`${each}/approve`, {});
      expect([approved.status, approved.headers['location']]).toEqual([303, `${each}?done=1`]);
    }
    await app.caughtUp();
    const done = await finance.get(item!);
    expect(done.text).toContain('Written off');
    expect(done.text).toContain('Not worth a call.');
    expect(done.text).toContain('<strong>Mismatch Resolved</strong>: Written off');
  });

  it('resolves what is left at once, after it has shown what that is', async () => {
    const queue = await finance.get('/reconciliation?outcome=missing-internally&status=open');
    expect(itemsIn(queue.text)).toHaveLength(2);
    const [first, second] = itemsIn(queue.text);
    const preview = await finance.submit('/reconciliation/items/resolve', {
      resolution: 'wrong-line',
      note: 'Theirs.',
    });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('2 would be resolved as:');
    // Somebody takes one of them out in the meantime.
    const { browser: colleague } = await person(app, ['finance'], { name: 'Colleague' });
    await colleague.get(first!);
    await colleague.submit(`${first}/resolve`, { resolution: 'waiting', note: 'Asked MTN.' });
    await app.caughtUp();
    const changed = await finance.submit('/reconciliation/items/resolve', {});
    expect(changed.status).toBe(409);
    expect(changed.text).toContain('1 would be resolved as:');
    // As many are others: one that was not seen is not decided in the place of one that was.
    for (const [item, act, typedIn] of [
      [first, 'resolve', { resolution: 'accepted', note: 'They have answered.' }],
      [first, 'reopen', { reason: 'It is another one.' }],
      [second, 'resolve', { resolution: 'waiting', note: 'Asked MTN.' }],
    ] as const) {
      await colleague.get(item!);
      expect((await colleague.submit(`${item}/${act}`, typedIn)).status).toBe(303);
      await app.caughtUp();
    }
    const others = await finance.submit('/reconciliation/items/resolve', {});
    expect([others.status, itemsIn(others.text)]).toEqual([409, [first]]);
    const done = await finance.submit('/reconciliation/items/resolve', {});
    expect(done.status).toBe(303);
    await app.caughtUp();
    await finance.get(second!);
    await finance.submit(`${second}/resolve`, { resolution: 'accepted', note: 'They say that it is ours.' });
    await app.caughtUp();
    const ages = rowsIn((await finance.get('/reconciliation?format=csv&of=ageing')).text).map(
      (row) => row.split(',')[1],
    );
    expect(new Set(ages)).toEqual(new Set(['0']));
    const reopened = await finance.get(first!);
    expect(reopened.text).toContain('Open it again');
  });
});

describe('a file', () => {
  const check = `${statements}/check`;
  const declared = { provider: 'mtn-momo', account: 'files', dateFormat: '' };
  const header = 'Id,External id,Date,Status,Type,From,From name,To,Amount,Currency,Fee';

  it('that cannot be read is refused with what it is and what to do, beside its field, in the language of the page', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]);
    const bank = [':20:A', ':25:100', ':28C:1', ':60F:C261128RWF1000,', ':61:261129C500,NTRFX', ':62F:C261129RWF2700,'];
    const said = [
      ['en', 'mtn-momo', png, 'The file is a picture (PNG). Download the statement as CSV or XLSX.'],
      ['rw', 'mtn-momo', '%PDF-1.7', 'Dosiye ni PDF, igenewe gucapwa.'],
      [
        'fr',
        'mtn-momo',
        '<html><table></table></html>',
        'Le fichier est une page web, peut-être sous le nom d’un tableur.',
      ],
      ['en', 'mtn-momo', '', 'The file is empty.'],
      [
        'en',
        'mtn-momo',
        'Id,When,Status,Amount\n1,2,3,4\n',
        'lacks: Date. Send the file as it was downloaded, with its column names. Names that are known: Date, ',
      ],
      [
        'en',
        'bank:bk',
        bank.join('\r\n'),
        'opens with 1,000 RWF; with its lines that makes 1,500 RWF, but it closes with 2,700 RWF: a difference of 1,200 RWF.',
      ],
    ] as const;
    for (const [language, provider, file, words] of said) {
      await finance.get(statements);
      const answer = await finance.submitFile(check, { ...declared, provider }, file, `${statements}?lang=${language}`);
      expect([answer.status, ...wrongIn(answer.text)]).toEqual([422, expect.stringContaining(words)]);
      expect(answer.text).toContain('id="file-wrong"');
      expect(answer.text).toContain(`value="${provider}"`);
    }
    await finance.get(statements);
    const dates = 'Id,Date,Status,Amount\n1,03/04/2026 10:00,Successful,5\n';
    expect(wrongIn((await finance.submitFile(check, declared, dates)).text)).toEqual([
      expect.stringContaining('dateFormat: The dates of the file can be read in two ways, first on line 2.'),
    ]);
    const unknown = await finance.submitFile(check, { ...declared, provider: 'nobody' }, dates);
    expect(wrongIn(unknown.text)).toEqual(['provider: This provider is not one of this installation.']);
  });

  it('that comes again says when and by whom it was sent, and one that overlaps how many of its lines were known', async () => {
    const at = kigali(app.clock.at);
    const line = (id: string) => `${id},,${at},Successful,Transfer,FRI:c/MM,,FRI:bank/MM,-10,RWF,0`;
    const first = [header, line('again-1'), line('again-2')].join('\r\n');
    await finance.get(statements);
    const sent = await finance.submitFile(check, declared, first, statements);
    const place = sent.headers['location']!;
    const page = await reconciled(place);
    expect(page).not.toContain('was sent before');
    const { browser: colleague } = await person(app, ['finance'], { name: 'Colleague Two' });
    await colleague.get(statements);
    const again = await colleague.submitFile(check, declared, first, statements);
    expect(again.headers['location']).toBe(`${place}?again=1`);
    expect((await colleague.follow(again)).text).toMatch(
      /This file was sent before: on <time [^>]*>22 November 2026, [\d:]+<\/time>, by Claudine Uwera\. Nothing of it is counted again\./,
    );
    await colleague.get(statements);
    const dry = await colleague.submitFile(check, declared, first);
    expect(dry.text).toContain(`by Claudine Uwera. Nothing of it is counted again. <a href="${place}">`);
    expect(dry.text).toContain('2 of its 2 lines were known already');
    expect(dry.text).not.toContain('has no statement of');
    expect(dry.text).toMatch(/As you call it, the same for every file of it\. So far: [^<]*files/);
    const typo = await colleague.submitFile(check, { ...declared, account: 'Files' }, first);
    expect(typo.text).toMatch(/&quot;Files&quot; has no statement of mtn-momo yet\. Known accounts: [^<]*files/);
    expect(typo.text).not.toContain('by Claudine Uwera');
    await finance.get(statements);
    const more = await finance.submitFile(check, declared, `${first}\r\n${line('again-3')}`, statements);
    expect(await reconciled(more.headers['location']!)).toContain(
      '2 of its 3 lines were known already, from this file or an earlier one: they are counted once.',
    );
  });

  it('is not imported where its import is cancelled in time, and cannot be cancelled afterwards', async () => {
    const file = [
      header,
      `cancelled-1,,${kigali(app.clock.at)},Successful,Payment,FRI:250788999111/MSISDN,A,FRI:c/MM,10,RWF,0`,
    ].join('\r\n');
    const { reached, release } = app.events.hold('StatementLinesRead');
    await finance.get(statements);
    const sent = await finance.submitFile(check, { ...declared, account: 'cancelled' }, file, statements);
    const place = sent.headers['location']!;
    await reached;
    const page = await finance.get(place);
    expect(page.text).toContain('What was recorded of this file is taken back. It can be imported again.');
    expect((await auditor.get(place)).text).not.toContain(`${place}/cancel`);
    const cancelled = await finance.submit(`${place}/cancel`, {});
    expect([cancelled.status, cancelled.headers['location']]).toEqual([303, place]);
    release();
    const isLeft = async () => rowsIn((await finance.get(`${place}?format=csv`)).text).length > 0;
    for (let second = 0; second < 20 && (second < 2 || (await isLeft())); second += 1) {
      await app.clock.pass({ seconds: 1 });
      await app.caughtUp();
    }
    const after = await finance.get(place);
    expect(after.text).toContain('cancelled');
    expect(after.text).not.toContain(`${place}/cancel`);
    await finance.get(statements);
    const again = await finance.submitFile(check, { ...declared, account: 'cancelled' }, file, statements);
    expect(again.headers['location']).toBe(place);
    const done = await reconciled(place);
    const token = /name="form-token" value="([^"]*)"/.exec(done)![1]!;
    const late = await finance.post(`${place}/cancel`, new URLSearchParams({ 'form-token': token }));
    expect([late.status, late.text.includes('past the point at which it can be cancelled')]).toEqual([409, true]);
  });
});

describe('an item of a statement', () => {
  const items: Record<string, string> = {};
  let suggested: Body;

  it('says why it is so in words, whatever it came to, and the ages count what the queue lists', async () => {
    const [good, other, failed, odd, missing] = [
      await paid('0788000301', 1_001),
      await paid('0788000302', 1_002),
      await paid('0788000303', 1_003),
      await paid('0788000304', 1_004),
      await paid('0788000305', 1_005),
    ];
    suggested = await paid('0788000306', 1_006);
    const line = (of: Body, more: Record<string, string> = {}) => {
      const cells = {
        id: String(of['providerTransactionId']),
        ours: of.id,
        status: 'Successful',
        amount: String(of['amount']),
        currency: 'RWF',
        ...more,
      };
      const msisdn = String((of['payer'] as Body)['msisdn']).slice(1);
      return `${cells.id},${cells.ours},${kigali(String(of['confirmedAt']))},${cells.status},Payment,FRI:${msisdn}/MSISDN,A,FRI:c/MM,${cells.amount},${cells.currency},0`;
    };
    const last = kigali(new Date(Date.parse(String(suggested['confirmedAt'])) + 1_000).toISOString());
    const file = [
      'Id,External id,Date,Status,Type,From,From name,To,Amount,Currency,Fee',
      line(good),
      line(good),
      line(other, { amount: '999' }),
      line(failed, { status: 'Failed' }),
      line(odd, { currency: 'USD', amount: '1004' }),
      line(suggested, { id: 'theirs', ours: '' }),
      `to-bank,,${last},Successful,Transfer,FRI:c/MM,,FRI:bank/MM,-10,RWF,0`,
      `bad,,${last},Successful,Payment,FRI:250788999333/MSISDN,B,FRI:c/MM,many,RWF,0`,
    ].join('\r\n');
    await finance.get(statements);
    const declared = { provider: 'mtn-momo', account: 'every', dateFormat: '' };
    const sent = await finance.submitFile(`${statements}/check`, declared, file, statements);
    const place = sent.headers['location']!;
    await reconciled(place);
    const outcomes = [
      'matched',
      'amount-mismatch',
      'status-mismatch',
      'missing-internally',
      'missing-at-provider',
      'duplicate-line',
      'currency-mismatch',
      'other-movement',
      'unreadable',
    ];
    for (const outcome of outcomes) {
      const [item] = itemsIn((await finance.get(`${place}?outcome=${outcome}`)).text);
      items[outcome] = item!;
      for (const language of ['en', 'rw', 'fr']) {
        const { text } = await finance.get(`${item}?lang=${language}`);
        const [, why] =
          /<h2>(?:Why it is so|Impamvu ari uko biri|Pourquoi il en est ainsi)<\/h2>\s*<ul>([\s\S]*?)<\/ul>/.exec(
            text,
          ) ?? [];
        expect([outcome, language, why]).toEqual([outcome, language, expect.stringMatching(/^<li>[^<]{8,}/)]);
        expect([
          outcome,
          language,
          /[A-Z]{3,}_[A-Z]{2,}/.exec(text.replaceAll(/<style[\s\S]*?<\/style>/g, ''))?.[0],
        ]).toEqual([outcome, language, undefined]);
      }
    }
    expect(missing.id).toMatch(/^pay_/);
    await finance.get('/reconciliation?lang=en');
    const queue = await finance.get('/reconciliation');
    expect(queue.text).toContain('Status not resolved');
    expect(queue.text).not.toContain('nothing to do</span>');
    const ages = rowsIn((await finance.get('/reconciliation?format=csv&of=ageing')).text).map((row) => row.split(','));
    expect(ages.map(([days]) => days)).toEqual(['0–1', '2–7', '8–30', '31+']);
    const listed = rowsIn((await finance.get('/reconciliation?format=csv')).text);
    expect(ages.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(listed.length);
    const all = await finance.get(`/reconciliation?status=all&statementId=${place.split('/').at(-1)}`);
    expect(all.text).toContain('<h2>Lines that do not simply match</h2>');
    expect(all.text).toContain('nothing to do</span>');
  });

  it('is given to somebody else, noted, resolved, and opened again, each with its fault beside its field', async () => {
    const item = items['status-mismatch']!;
    const { id } = await person(app, ['finance'], { name: 'Diane Ingabire', isBare: true });
    await finance.get(item);
    const faults = [
      ['assign', { assignee: '' }, 'assignee: "Id of the user" is empty: fill it in'],
      [
        'assign',
        { assignee: 'usr_nobody' },
        'assignee: "Id of the user" has to be of a person who may do this, such as usr_0123…; the page of users shows it',
      ],
      ['notes', { text: '' }, 'text: "Note" is empty: fill it in'],
      ['resolve', { resolution: 'adjusted', note: 'So.' }, 'adjustmentId: Name the approved adjustment of the ledger.'],
      ['resolve', { resolution: 'odd', note: 'So.' }, 'resolution: "Resolution" has to be one of the list'],
    ] as const;
    for (const [act, typed, fault] of faults) {
      const answer = await finance.submit(`${item}/${act}`, typed);
      expect(wrongIn(answer.text)).toEqual([fault]);
    }
    const steps = [
      ['assign', { assignee: id }, '<strong>Mismatch Assigned</strong> → Diane Ingabire'],
      ['notes', { text: 'Asked MTN <today>.' }, 'Asked MTN &lt;today&gt;.'],
      [
        'resolve',
        { resolution: 'accepted', note: 'They say so.' },
        '<strong>Mismatch Resolved</strong>: Accepted: it is right as it is',
      ],
      ['reopen', { reason: 'They took it back.' }, '<strong>Mismatch Reopened</strong>'],
    ] as const;
    for (const [act, typed, told] of steps) {
      await finance.get(item);
      const answer = await finance.submit(`${item}/${act}`, typed);
      expect([act, answer.headers['location']]).toEqual([act, `${item}?done=1`]);
      await app.caughtUp();
      expect((await finance.follow(answer)).text).toContain(told);
    }
    expect((await finance.get(item)).text).toContain(`action="${item}/resolve"`);
  });

  it('whose write-off another person rejects waits again', async () => {
    const item = items['currency-mismatch']!;
    await finance.get(item);
    await finance.submit(`${item}/resolve`, { resolution: 'written-off', note: 'Too small.' });
    await app.caughtUp();
    await approver.get(item);
    expect(wrongIn((await approver.submit(`${item}/reject`, { reason: '' })).text)).toEqual([
      'reason: "Reason" is empty: fill it in',
    ]);
    const rejected = await approver.submit(`${item}/reject`, { reason: 'It is not small.' });
    expect(rejected.headers['location']).toBe(`${item}?done=1`);
    await app.caughtUp();
    const page = await finance.get(item);
    expect(page.text).toContain('<strong>Write Off Rejected</strong>');
    expect(page.text).toContain('It is not small.');
    expect(page.text).toContain(`action="${item}/resolve"`);
  });

  it('is worked on only as it stood when its page was opened, and pressing twice does nothing twice', async () => {
    const item = items['unreadable']!;
    const { browser: colleague } = await person(app, ['finance'], { name: 'Honorine Keza' });
    const opened = async (browser: Browser) => (await browser.get(item)).text;
    await opened(finance);
    await opened(colleague);
    // Both take it: the second learns that it is somebody’s.
    const taken = await finance.submit(`${item}/assign`, {});
    const late = await colleague.submit(`${item}/assign`, {});
    expect([taken.status, late.status]).toEqual([303, 409]);
    expect(late.text).toContain('This has changed since you opened the page.');
    expect(late.text).toContain('→ Claudine Uwera');

    await opened(finance);
    const asked = { resolution: 'written-off', note: 'Too small.' };
    for (const note of [asked.note, asked.note]) {
      const answer = await finance.submit(`${item}/resolve`, { ...asked, note });
      expect(answer.headers['location']).toBe(`${item}?done=1`);
    }
    await opened(finance);
    await opened(approver);
    const approved = await approver.submit(`${item}/approve`, {});
    const twice = await approver.submit(`${item}/approve`, {});
    expect([approved.status, twice.status]).toEqual([303, 303]);
    // It is not taken back by a page on which it was only asked for.
    const takenBack = await finance.submit(`${item}/reopen`, { reason: 'I was <wrong>.' });
    expect(takenBack.status).toBe(409);
    expect(takenBack.text).toContain('I was &lt;wrong&gt;.</textarea>');
    expect(await opened(auditor)).toContain('resolved</span>');

    await opened(finance);
    for (const text of ['They called.', 'They called.', 'They called again.'])
      expect((await finance.submit(`${item}/notes`, { text })).status).toBe(303);
    const story = await opened(finance);
    expect([...story.matchAll(/Mismatch Noted/g)]).toHaveLength(2);
    expect([...story.matchAll(/Write Off Requested/g)]).toHaveLength(1);
  });

  it('is accepted as the movement that was suggested, by a person', async () => {
    const item = items['missing-internally']!;
    const page = await finance.get(item);
    expect(page.text).toContain(`<a href="/payments/${suggested.id}">`);
    expect((await auditor.get(item)).text).not.toContain('accept-suggestion');
    const accepted = await finance.submit(`${item}/accept-suggestion`, {});
    await app.caughtUp();
    const after = await finance.follow(accepted);
    expect(after.text).toContain('A person has accepted it.');
    expect(after.text).toContain('<strong>Suggestion Accepted</strong>');
    expect(after.text).not.toContain('accept-suggestion');
  });

  it('is resolved with others only with a note, and the queue keeps what was chosen', async () => {
    await finance.get(`/reconciliation?outcome=missing-at-provider`);
    const wrong = await finance.submit('/reconciliation/items/resolve', { resolution: 'waiting', note: '' });
    expect([wrong.status, wrongIn(wrong.text)]).toEqual([400, ['note: "Note" is empty: fill it in']]);
    expect(wrong.text).toContain('<option value="waiting" selected>');
    expect(wrong.text).toContain('<input type="hidden" name="outcome" value="missing-at-provider">');
    await finance.submit('/reconciliation/items/resolve', { resolution: 'waiting', note: 'Asked MTN.' });
    const done = await finance.submit('/reconciliation/items/resolve', {});
    expect(done.headers['location']).toMatch(/^\/reconciliation\?outcome=missing-at-provider&done=\d+&left=0$/);
    await app.caughtUp();
    expect((await finance.follow(done)).text).toMatch(/Done: \d+\./);
  });
});

describe('a settlement', () => {
  it('is recorded once for one form, is in transit, and is confirmed by a person', async () => {
    await finance.get('/settlements');
    const faulty = {
      bankAccount: '',
      amount: '5,000',
      currency: 'francs',
      leftAt: 'yesterday',
      coversFrom: '2026-02-30',
      reference: 'x'.repeat(101),
    };
    const wrong = await finance.submit('/settlements', typed(faulty));
    expect(wrong.status).toBe(400);
    expect(wrongIn(wrong.text)).toEqual([
      'bankAccount: "Bank account" is empty: fill it in',
      'amount: "Amount" has to be digits alone, such as 1500000: no commas, spaces, letters or sign',
      'currency: "Currency" has to be the three capital letters of a currency, such as RWF',
      'leftAt: "Left the wallet" has to be a time in Kigali such as 2026-11-28 16:00, or a day such as 2026-11-28',
      'coversFrom: "First day of its payments" has to be a day of the calendar, such as 2026-11-28',
      'reference: "Provider’s number of the move" has to be text of at most 100 characters, without control characters',
    ]);
    expect(wrong.text).toContain('value="5,000"');
    expect(wrong.text).toContain('value="yesterday"');
    const apart = typed({ amount: '0.5', expectedBy: '2020-01-01', coversTo: '2026-11-22' });
    expect(wrongIn((await finance.submit('/settlements', apart)).text)).toEqual([
      'amount: "Amount" has to be a whole number: RWF has nothing after the point',
    ]);
    expect(wrongIn((await finance.submit('/settlements', { ...apart, amount: '5' })).text)).toEqual([
      'expectedBy: "Expected by" is before the beginning: turn the two round, or correct one',
      'coversFrom: "First day of its payments" is missing: give both days, or none',
    ]);
    expect(wrongIn((await finance.submit('/settlements', typed({ provider: 'nobody' }))).text)).toEqual([
      'provider: "Provider" has to be a provider of this installation, such as mtn-momo; of a statement also bank, or bank:bk',
    ]);
    const sent = await finance.submit('/settlements', typed());
    expect([sent.status, sent.text]).toEqual([303, '']);
    const place = sent.headers['location']!.replace('?done=1', '');
    expect((await finance.submit('/settlements', typed())).headers['location']).toBe(sent.headers['location']);
    await app.caughtUp();

    const list = await finance.get('/settlements');
    expect(list.text).toContain('BK &lt;b&gt;100&lt;/b&gt;');
    expect(list.text).toContain('In transit: has left the wallet');
    const transit = rowsIn((await finance.get('/settlements?format=csv&of=in-transit')).text);
    expect(transit.slice(0, 3)).toEqual([
      'mtn-momo,all,1,5000,RWF',
      'mtn-momo,overdue,0,0,RWF',
      'mtn-momo,0–1,1,5000,RWF',
    ]);
    expect(rowsIn((await finance.get('/settlements?format=csv')).text)[0]).toContain(',expected,5000,0,0,5000,RWF,');

    const asked = `/settlements/suggestions?provider=mtn-momo&amount=5000&currency=RWF&receivedAt=${kigali(app.clock.at).slice(0, 10)}+23:00`;
    const found = await finance.get(asked);
    expect(found.text).toContain(`<a href="${place}">BK &lt;b&gt;`);
    expect(found.text).toContain('Days and payments in a row that come to it');
    const french = await finance.get(`${asked}&lang=fr`);
    expect(french.text).toContain('<li>C’est exactement ce qui est en transit, 5\u00a0000 RWF</li>');
    for (const { text } of [found, french]) expect(text).not.toContain('<li><span lang="en">');
    // Days in Kigali, and moments as everywhere on a page: in UTC one before two in the morning would be of the day before.
    expect(found.text).not.toMatch(/<t[dh][^>]*>[^<]*\d{4}-\d\d-\d\dT/);
    expect(rowsIn((await finance.get(`${asked}&format=csv&of=coverage`)).text).length).toBeGreaterThan(0);
    expect((await finance.get('/settlements/suggestions?provider=nobody')).status).toBe(400);
    const empty = await finance.get('/settlements/suggestions?provider=&amount=&currency=&receivedAt=');
    expect([empty.status, wrongIn(empty.text)]).toEqual([
      400,
      [
        'provider: "Provider" is empty: fill it in',
        'amount: "Amount" is empty: fill it in',
        'currency: "Currency" is empty: fill it in',
        'receivedAt: "Credited by the bank" is empty: fill it in',
      ],
    ]);
    expect((await finance.get('/settlements/suggestions')).status).toBe(200);

    const page = await auditor.get(place);
    expect(page.text).not.toContain('/receive');
    await finance.get(place);
    const deposit = { amount: '4900', fee: '100', receivedAt: kigali(app.clock.at).slice(0, 16), bankReference: 'FT1' };
    const done = await finance.submit(`${place}/receive`, deposit);
    expect(done.status).toBe(303);
    await app.caughtUp();
    const after = await finance.follow(done);
    expect(after.text).toContain('received');
    expect(after.text).not.toContain('/receive');
    expect(rowsIn((await finance.get(`${place}?format=csv`)).text)[0]).toMatch(/^FT1,4900,100,RWF,/);
    expect(after.text).toContain('<span class="money">4,900\u00a0RWF</span>');
  });

  it('takes the figures of the chosen line of the bank, and says where they were changed', async () => {
    await finance.get('/settlements');
    const sent = await finance.submit('/settlements', typed({ bankAccount: 'BK 200', amount: '8000' }));
    const place = sent.headers['location']!.replace('?done=1', '');
    const day = kigali(app.clock.at).slice(0, 10);
    const file = `Transaction Date,Narration,Reference,Debit,Credit,Balance\n${day},MOMO,FT200,,"8,000.00","1,008,000.00"\n`;
    await finance.get(statements);
    const bank = { provider: 'bank:bk', account: 'BK 200', dateFormat: '' };
    const imported = await finance.submitFile(`${statements}/check`, bank, file, statements);
    await reconciled(imported.headers['location']!);
    const page = await finance.get(place);
    const chosen = /href="([^"]*\?deposit=itm_[^"#]*)#receive"/.exec(page.text)![1]!;
    const filled = await finance.get(chosen);
    expect(filled.text).toContain('value="8000"');
    expect(filled.text).toContain('value="FT200"');
    // In Kigali, as its hint says: in UTC it would be the day before.
    expect(filled.text).toContain(`value="${day} 00:00"`);
    const typedIn = { amount: '7000', receivedAt: day, bankReference: 'FT200' };
    const wrong = await finance.submit(`${place}/receive`, typedIn);
    expect(wrongIn(wrong.text)).toEqual(['amount: "Amount" has to be that of the chosen line of the bank, 8000']);
    const done = await finance.submit(`${place}/receive`, { ...typedIn, amount: '8000' });
    expect(done.headers['location']).toBe(`${place}?done=1`);
  });
});

describe('a report', () => {
  it('is made in the background from its filters, and its cells are safe for a spreadsheet', async () => {
    const { paymentId } = await app.request('0788000777', rwf(300), {
      record: { type: 'permit', id: '=HYPERLINK("x")' },
      description: '@SUM(1)',
    });
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const reports = await finance.get('/reports');
    const names = [...reports.text.matchAll(/<li><a href="\/reports\/([a-z-]+)">/g)].map(([, name]) => name);
    expect(names).toHaveLength(10);
    expect((await finance.get('/reports/audit-log')).status).toBe(403);
    expect((await auditor.get('/reports')).text).toContain('href="/reports/audit-log"');
    expect((await auditor.get('/reports/audit-log')).status).toBe(200);
    expect((await finance.get('/reports/nothing')).status).toBe(404);

    await finance.get('/reports/daily-transactions');
    const wrong = await finance.submit('/reports/jobs', { from: '2026-02-30', format: 'csv' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain(
      '<a href="#from">&quot;From&quot; has to be a day of the calendar, such as 2026-11-28</a>',
    );
    for (const [typed, said] of [
      [{ from: '2099-01-01' }, /&quot;From&quot; is after today, which is 20\d\d-\d\d-\d\d in Kigali/],
      [{ from: '2026-11-02', to: '2026-11-01' }, /&quot;To&quot; is before the beginning/],
      [{ from: '2024-01-01', to: '2026-11-01' }, /&quot;To&quot; is more than 366 days after the beginning/],
      [{ format: 'doc' }, /&quot;Format&quot; has to be one of the list/],
    ] as const) {
      const refused = await finance.submit('/reports/jobs', { format: 'csv', ...typed });
      expect([refused.status, said.test(refused.text)]).toEqual([400, true]);
    }
    for (const path of [
      '/reports?zzz=1',
      '/reports?format=pdf',
      '/reports/refunds?zzz=1',
      '/reports/refunds?from=2026-11-40',
      '/reports?format=csv&of=x',
    ])
      expect([path, (await finance.get(path)).status]).toEqual([path, 400]);
    expect((await finance.get('/reports/refunds?zzz=1')).text).toContain('&quot;zzz&quot; is no filter of this page');
    expect((await finance.get('/reports/refunds?from=2026-11-01')).text).toContain('value="2026-11-01"');
    const other = await finance.get('/reports/manual-adjustments?service=permits');
    expect([other.status, other.text.includes('This report does not take &quot;Product or service&quot;')]).toEqual([
      400,
      true,
    ]);
    await finance.get('/reports/daily-transactions');
    const sent = await finance.submit('/reports/jobs', { from: '', to: '', format: 'csv', provider: 'mtn-momo' });
    const place = sent.headers['location']!;
    expect(place).toMatch(/^\/reports\/jobs\/rep_/);
    let page = await finance.follow(sent);
    for (let turn = 0; turn < 100 && page.text.includes('http-equiv="refresh"'); turn += 1) {
      await app.clock.pass({ seconds: 1 });
      page = await finance.get(place);
    }
    const file = /href="(\/reports\/jobs\/[^"]+\/file)"/.exec(page.text)![1]!;
    const { text } = await finance.get(file);
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).not.toMatch(/(^|,)"?[=@]/m);
    expect(rowsIn((await finance.get('/reports?format=csv&of=jobs')).text)[0]).toMatch(/^daily-transactions,rep_/);
    // Nobody else's.
    expect((await auditor.get(place)).status).toBe(404);
    await finance.get(place);
    expect((await finance.submit(`${place}/cancel`, {})).headers['location']).toBe('/reports');
    expect((await finance.get(place)).status).toBe(404);
    // The role decides about each report, not the form that was sent.
    const token = /name="form-token" value="([^"]*)"/.exec((await finance.get('/reports')).text)![1]!;
    const forged = new URLSearchParams({ 'form-token': token, name: 'audit-log', format: 'csv' });
    expect((await finance.post('/reports/jobs', forged)).status).toBe(403);
  });
});

describe('a day', () => {
  it('is closed once it is over, by a person whose second factor is fresh, and never again', async () => {
    const today = kigali(app.clock.at).slice(0, 10);
    const day = `/reports/days/${today}`;
    const open = await finance.get(day);
    expect(open.text).toContain('open</span> Its figures may still change.');
    expect(open.text).toContain('Its provisional page (PDF)');
    expect(open.text).toContain('It can be closed once it is over in Kigali.');
    expect(open.text).not.toContain(`action="${day}/close"`);
    const close = new URLSearchParams({ 'form-token': /name="form-token" value="([^"]*)"/.exec(open.text)![1]! });
    const early = await finance.post(`${day}/close`, close);
    expect(early.status).toBe(409);
    expect(early.text).toContain('The day is not over yet in Kigali.');
    expect((await auditor.get(day)).text).not.toContain(`${day}/close`);

    await app.clock.pass({ minutes: 11 });
    const stale = await finance.post(`${day}/close`, close);
    expect([stale.status, stale.headers['location']]).toEqual([
      303,
      `/sign-in/second-factor?next=${encodeURIComponent(day)}`,
    ]);

    app.clock.jump(24 * 3_600_000);
    await app.caughtUp();
    const { browser } = await person(app, ['finance'], { name: 'Next Day' });
    // The page and its CSV say the same.
    const [cells] = rowsIn((await browser.get(`${day}?format=csv`)).text).map((row) => row.split(','));
    expect(cells!.slice(0, 5)).toEqual([today, 'open', 'RWF', '8', '11321']);
    const next = await browser.get(day);
    expect(next.text).toContain('8 · <span class="money">11,321');
    const closed = await browser.submit(`${day}/close`, {});
    expect(closed.headers['location']).toBe(`${day}?done=1`);
    await app.caughtUp();
    expect((await browser.follow(closed)).text).toContain('closed');
    const list = await browser.get('/reports/days');
    expect(list.text).toContain(`href="${day}"`);
    expect(
      rowsIn((await browser.get('/reports/days?format=csv')).text).some((row) => row.startsWith(`${today},closed,`)),
    ).toBe(true);
    expect((await browser.get(`/v1/days/${today}.pdf?lang=rw`)).headers['content-type']).toBe('application/pdf');
    const token = /name="form-token" value="([^"]*)"/.exec((await browser.get(day)).text)![1]!;
    const again = await browser.post(`${day}/close`, new URLSearchParams({ 'form-token': token }));
    expect([again.status, again.text.includes('The day is closed already.')]).toEqual([409, true]);
    const months = [
      ['2026-02-30', 400, '&quot;2026-02-30&quot; is not a day of the calendar.'],
      ['2030-01-01', 404, 'The day 2030-01-01 has not begun in Kigali'],
      ['2020-01-01', 404, 'The day 2020-01-01 is before the first day on record here'],
    ] as const;
    for (const [date, status, words] of months) {
      const answer = await browser.get(`/reports/days/${date}`);
      expect([date, answer.status, answer.text.includes(words)]).toEqual([date, status, true]);
    }
    const turned = await browser.get('/reports/days?from=2026-11-02&to=2026-11-01');
    expect([turned.status, turned.text.includes('&quot;To&quot; is before the beginning')]).toEqual([400, true]);
  });
});

// Last, since days pass in it.
describe('a settlement that does not come', () => {
  it('is overdue once its time has passed, and cancelled only with a reason', async () => {
    const { browser } = await person(app, ['finance'], { name: 'Three Days Before' });
    await browser.get('/settlements');
    const sent = await browser.submit('/settlements', typed({ bankAccount: 'BK 300', amount: '300' }));
    const place = sent.headers['location']!.replace('?done=1', '');
    await app.caughtUp();
    const overdueFor = async (who: Browser) =>
      rowsIn((await who.get('/settlements?format=csv&of=in-transit')).text).find((row) => row.includes(',overdue,'));
    expect(await overdueFor(browser)).toBe('mtn-momo,overdue,0,0,RWF');
    expect((await browser.get(place)).text).toContain('<span class="tag warn">expected</span>');
    expect(rowsIn((await browser.get('/settlements?status=overdue&format=csv')).text)).toHaveLength(0);
    // Three days after it left, to the second.
    app.clock.jump(3 * 24 * 3_600_000 + 60_000);
    const { browser: later } = await person(app, ['finance'], { name: 'Three Days Later' });
    expect(await overdueFor(later)).toBe('mtn-momo,overdue,1,300,RWF');
    const list = await later.get('/settlements');
    expect(list.text).toContain('<a href="/settlements?status=overdue&amp;provider=mtn-momo">overdue</a>');
    const only = await later.get('/settlements?status=overdue&provider=mtn-momo');
    expect([...only.text.matchAll(/href="(\/settlements\/stl_\w+)"/g)].map(([, to]) => to)).toEqual([place]);
    expect(rowsIn((await later.get('/settlements?status=overdue&format=csv')).text)).toHaveLength(1);
    expect(rowsIn((await later.get('/settlements?status=overdue&provider=other&format=csv')).text)).toHaveLength(0);
    const page = await later.get(place);
    expect(page.text).toContain('<span class="tag bad">expected, overdue</span>');
    expect(wrongIn((await later.submit(`${place}/cancel`, { reason: '' })).text)).toEqual([
      'reason: "Reason" is empty: fill it in',
    ]);
    const cancelled = await later.submit(`${place}/cancel`, { reason: 'It never left.' });
    await app.caughtUp();
    const after = await later.follow(cancelled);
    expect(after.text).toContain('It never left. (Three Days Later');
    expect(after.text).not.toContain(`${place}/cancel`);
    for (const query of ['?status=odd', '?status=odd&format=csv'])
      expect((await later.get(`/settlements${query}`)).status).toBe(400);
    expect((await later.get(`${statements}?status=odd&format=csv`)).status).toBe(400);
  });
});
