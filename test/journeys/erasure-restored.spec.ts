import { beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RepeatErasures } from '../../src/modules/payers/repeat-erasures.js';

import {
  app,
  command,
  data,
  directory,
  erase,
  expectViewsAlike,
  list,
  msisdn,
  paid,
  start,
} from '../support/erasure.js';

describe('a restore of a backup that is older than an erasure', () => {
  beforeEach(() => start());
  const files = ['events.sqlite', 'keys.sqlite'];

  /** A copy of log and keys, as of now; the app is stopped and started again for it. */
  async function backup(): Promise<string> {
    const copy = join(directory, 'backup');
    await app.stop();
    mkdirSync(copy, { recursive: true, mode: 0o700 });
    for (const file of files) copyFileSync(join(data(), file), join(copy, file));
    await app.startAgain();
    return copy;
  }

  it('of the keys alone: the start destroys by itself what the log says was erased', async () => {
    const paymentId = await paid();
    const copy = await backup();
    await erase();
    await app.stop();
    copyFileSync(join(copy, 'keys.sqlite'), join(data(), 'keys.sqlite'));
    for (const file of readdirSync(data())) if (/^keys\.sqlite-/.test(file)) rmSync(join(data(), file));
    await app.startAgain();
    await app.gateway.app.get(RepeatErasures).finished;
    expect((await app.payment(paymentId))['payer']).toEqual({ msisdn: null, erased: true });
    expect(app.log.filter((line) => line.includes('have been destroyed'))).toHaveLength(1);
  });

  it('of log and keys: the list repeats the erasure, in the log as well, and leaves who was not on it', async () => {
    const paymentId = await paid();
    const other = await paid('+250780000002');
    const copy = await backup();
    await erase();
    await app.stop();
    rmSync(data(), { recursive: true });
    cpSync(copy, data(), { recursive: true });
    await app.startAgain();
    // What the backup brings back.
    expect((await app.payment(paymentId))['payer']).toEqual({ msisdn });
    await app.stop();

    const said = (counts: string) => ({ code: 0, said: [`1 erasure in the list: ${counts} destroyed again`] });
    expect(await command('erase', '--repeat', list())).toEqual(said('1 that the log did not know, 1 key'));
    expect(await command('erase', '--repeat', list())).toEqual(said('0 that the log did not know, 0 keys'));
    dropDocuments();
    await app.startAgain();
    await app.caughtUp();
    expect((await app.payment(paymentId))['payer']).toEqual({ msisdn: null, erased: true });
    expect((await app.payment(other))['payer']).toEqual({ msisdn: '+250780000002' });
    await app.stop();
    await expectViewsAlike();
    await app.startAgain();
  });

  function dropDocuments(): void {
    rmSync(join(data(), 'documents.sqlite'));
    for (const file of readdirSync(data())) if (/^documents\.sqlite-/.test(file)) rmSync(join(data(), file));
  }
});
