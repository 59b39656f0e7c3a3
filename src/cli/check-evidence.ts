import { readFile } from 'node:fs/promises';
import { checkPack } from '../modules/audit/contract.js';
import { storageFault } from '../kernel/storage-faults.js';
import { counted } from './progress.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface CheckAsked {
  readonly file?: string | undefined;
  /** The public key of the seals, as `GET /v1/seals/key` gives it; null: the one in the pack. */
  readonly key: string | null;
  readonly json: boolean;
}

/** Checks an evidence pack with a public key and nothing else: no settings, no store, no network. */
export async function checkEvidenceCommand({ file, key, json }: CheckAsked, terminal: Terminal): Promise<ExitCode> {
  if (file === undefined) throw new Error('"check-evidence" needs a FILE');
  if (key !== null && !/^[\w-]{43}$/.test(key))
    throw new Error('--key must be the `publicKey` of GET /v1/seals/key: 43 characters');
  const zip = await readFile(file).catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${storageFault(error)}`, { cause: error });
  });
  const verdict = checkPack(zip, key);
  const { ok, paymentId, madeAt, keyId, events, sealedEvents, seals, faults } = verdict;
  if (json) terminal.print(JSON.stringify(verdict));
  else if (ok) {
    terminal.print(`${file} is whole: payment ${paymentId}, made at ${madeAt}`);
    terminal.print(`${sealedEvents} of ${counted(events, 'event')} are covered by ${counted(seals, 'seal')}`);
    if (key === null)
      terminal.print(`it was held against the key that it names itself, ${keyId}: give --key to know who made it`);
  } else {
    terminal.print(`${file} is not what was made:`);
    for (const { file: inside, what } of faults) terminal.print(`  ${inside ?? 'the pack'}: ${what}`);
  }
  return ok ? 0 : 1;
}
