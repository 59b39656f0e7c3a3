import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from '../../../test/support/specify-payment.js';
import { SqliteKeyStore } from '../../adapters/sqlite/key-store.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { StoreUnavailable } from '../../kernel/ports/event-store.js';
import { carryOutErasures } from './carry-out-erasures.policy.js';
import { ErasuresFile, readErasures } from './erasures-file.js';
import { Erasures } from './erasures.js';
import { PayerErased, type Erasure } from './payer.events.js';
import { withoutNumbers } from './payers.js';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ishyura-erasures-'));
  file = join(directory, 'erasures.jsonl');
});
afterEach(() => rmSync(directory, { recursive: true }));

const erasure: Erasure = { subject: 'aline', keyIds: ['k1'], reason: 'Asked\nfor', cause: 'request', at: after(0) };
const other: Erasure = { ...erasure, subject: 'bosco', keyIds: ['k2', 'k3'] };

describe('the list of erasures', () => {
  it('holds one line for each, readable by its owner alone, and gives them back', async () => {
    const list = new ErasuresFile(file);
    await list.check();
    await Promise.all([list.append(erasure), list.append(other)]);
    expect(readErasures(readFileSync(file, 'utf8'))).toEqual({ erasures: [erasure, other], torn: [] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('begins a new line after one that a crash has torn, and names the torn one', async () => {
    const list = new ErasuresFile(file);
    await list.append(erasure);
    await list.append(other);
    truncateSync(file, statSync(file).size - 10);
    await list.append(other);
    expect(readErasures(readFileSync(file, 'utf8'))).toEqual({ erasures: [erasure, other], torn: [2] });
  });

  it('takes nothing for an erasure that is none', () => {
    appendFileSync(file, '{"subject":"aline"}\n\nnull\n');
    expect(readErasures(readFileSync(file, 'utf8'))).toEqual({ erasures: [], torn: [1, 3] });
  });

  it('that cannot be written is named at the start, and an erasure waits for it as for a store', async () => {
    mkdirSync(file);
    const list = new ErasuresFile(file);
    await expect(list.check()).rejects.toThrow(/^ERASURES_FILE \S+ cannot be written: /);
    await expect(list.append(erasure)).rejects.toThrow(StoreUnavailable);
  });
});

describe('an erasure on record', () => {
  const aline = '+250788123456' as Msisdn;
  let personalData: PersonalData;
  let lines: Erasure[];
  let erasures: Erasures;
  beforeEach(() => {
    personalData = new PersonalData(Buffer.alloc(32, 7), SqliteKeyStore.inMemory());
    lines = [];
    erasures = new Erasures(personalData, { append: async (line) => void lines.push(line) });
  });
  const ofAline = async (): Promise<Erasure> => {
    const subject = personalData.subjectOf(aline);
    return { ...erasure, subject, keyIds: [(await personalData.keyIdOf(subject))!] };
  };

  it('is listed first and carried out then; a second delivery, also at the same time, does neither', async () => {
    const sealed = await personalData.seal(personalData.subjectOf(aline), 'Aline');
    const recorded = await ofAline();
    const policy = carryOutErasures(erasures).when.PayerErased;
    const event = { ...PayerErased(recorded) } as never;
    await Promise.all([policy(event, {} as never, { first: true }), erasures.carryOut(recorded)]);
    await policy(event, {} as never, { first: false });
    expect([lines, await personalData.open(sealed)]).toEqual([[recorded], null]);
    expect(await personalData.isErased(sealed)).toBe(true);
  });

  it('destroys nothing that came later: a payer who paid again is not erased by an old delivery', async () => {
    const subject = personalData.subjectOf(aline);
    const old = await personalData.seal(subject, 'old');
    const recorded = await ofAline();
    await erasures.carryOut(recorded);
    const anew = await personalData.seal(subject, 'new');
    await erasures.carryOut(recorded);
    expect([await personalData.open(old), await personalData.open(anew)]).toEqual([null, 'new']);
    expect(await personalData.isErased(anew)).toBe(false);
  });

  it('destroys nothing before its line is on the disk', async () => {
    const sealed = await personalData.seal(personalData.subjectOf(aline), 'Aline');
    const full = new Erasures(personalData, { append: () => Promise.reject(new StoreUnavailable('full')) });
    await expect(full.carryOut(await ofAline())).rejects.toThrow('full');
    expect(await personalData.open(sealed)).toBe('Aline');
  });
});

describe('the reason of an erasure', () => {
  it.each([
    ['for 0788123456', 'for +25078*****56'],
    ['for +250 788-123-456, please', 'for +25078*****56, please'],
    ['7.8.8.1.2.3.4.5.6', '+25078*****56'],
    ['file 2026/117 of 3 March', 'file 2026/117 of 3 March'],
    ['also 0722000111', 'also +25072*****11'],
  ])('is kept without a phone number: %s', (given, kept) =>
    expect(withoutNumbers(given, '+250788123456' as Msisdn)).toBe(kept),
  );

  it('is kept without a foreign number that is written as no phone number looks', () =>
    expect(withoutNumbers('for 46 733 123 454', '+46733123454' as Msisdn)).toBe('for +46733****54'));
});
