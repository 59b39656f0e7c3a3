import { readFile } from 'node:fs/promises';
import { checkReceipt } from '../modules/audit/contract.js';
import { storageFault } from '../kernel/storage-faults.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface CheckReceiptAsked {
  /** The text of the QR code, or a file that holds it. */
  readonly file?: string | undefined;
  /** A public key, or a file with the answer of `GET /v1/seals/key`, which has the earlier keys too. */
  readonly key: string | null;
  readonly json: boolean;
}

/** Checks the QR code of a receipt or credit note with public keys and nothing else: no settings, no store, no network. */
export async function checkReceiptCommand(
  { file: given, key, json }: CheckReceiptAsked,
  terminal: Terminal,
): Promise<ExitCode> {
  if (given === undefined) throw new Error('"check-receipt" needs the text of a QR code, or a FILE that holds it');
  if (key === null)
    throw new Error('"check-receipt" needs --key: the `publicKey` of GET /v1/seals/key, or a file with its answer');
  const text = /^https?:\/\//.test(given) ? given : (await textOf(given)).trim();
  const verdict = checkReceipt(text, await keysIn(key));
  if (json) terminal.print(JSON.stringify(verdict));
  else if (verdict.ok) {
    const { number, amount, currency, at, keyId } = verdict.facts;
    terminal.print(`${number} is genuine: ${amount} ${currency}, ${at}, signed under the key ${keyId}`);
    terminal.print('compare these with the paper; refunds since, if any, are on the page of its address');
  } else terminal.print(`${verdict.number ?? 'this'} is not shown to be genuine: ${verdict.fault}`);
  return verdict.ok ? 0 : 1;
}

async function keysIn(key: string): Promise<readonly string[]> {
  if (publicKey.test(key)) return [key];
  const fault = `--key ${key} is neither a public key (43 characters) nor a file with the answer of GET /v1/seals/key`;
  let answer: { readonly publicKey?: unknown; readonly keys?: readonly { readonly publicKey?: unknown }[] };
  try {
    answer = JSON.parse(await textOf(key)) as typeof answer;
  } catch (error) {
    throw new Error(fault, { cause: error });
  }
  const named = [answer.publicKey, ...(Array.isArray(answer.keys) ? answer.keys : []).map((one) => one?.publicKey)];
  const keys = named.filter((one): one is string => typeof one === 'string' && publicKey.test(one));
  if (keys.length === 0) throw new Error(fault);
  return keys;
}

const publicKey = /^[\w-]{43}$/;

const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${storageFault(error)}`, { cause: error });
  });
