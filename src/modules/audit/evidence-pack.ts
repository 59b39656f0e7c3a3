import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { strToU8, Zip, ZipPassThrough, unzipSync, type UnzipFileInfo } from 'fflate';
import { z } from 'zod';
import { acknowledgedBy, faultOfSeal, hashOfEvent, indexOfHash, isSignedBy, keyIdOf } from './seal.chain.js';
import type { Seal, SealKey } from './seal.events.js';

// What an evidence pack is made of, and how it is checked. It needs no store, so that any holder of this program can check a pack.

export interface PackedFile {
  readonly name: string;
  readonly content: string;
}

/** An event as the log has it, and where its hash stands. `seal` is null for one that was not sealed yet when the pack was made. */
export interface PackedEvent {
  readonly position: string;
  /** The bytes that are hashed. */
  readonly text: string;
  readonly seal: number | null;
  /** Counted from 0 among the events of the seal. */
  readonly index: number | null;
}

export interface Manifest {
  readonly format: 'ishyura-evidence';
  readonly version: 1;
  readonly paymentId: string;
  readonly madeAt: string;
  readonly madeBy: string;
  /** The key that signs the manifest. */
  readonly keyId: string;
  readonly publicKey: string;
  readonly events: number;
  readonly sealedEvents: number;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

const manifestName = 'manifest.json';
const signatureName = 'manifest.sig';
export const eventsName = 'log/events.jsonl';
export const sealsName = 'log/seals.jsonl';
export const keysName = 'log/keys.json';

/** Compressed by Node's own zlib, which takes a third of the time of one in JavaScript. */
class DeflatedFile extends ZipPassThrough {
  override compression = 8;

  protected override process(content: Uint8Array, final: boolean): void {
    this.ondata(null, deflateRawSync(content), final);
  }
}

/** The ZIP, piece by piece: each file is compressed when it is asked for. */
export function* packed(
  files: readonly PackedFile[],
  of: Omit<Manifest, 'format' | 'version' | 'files'>,
  sign: (text: string) => string,
): Generator<Uint8Array> {
  const manifest: Manifest = {
    format: 'ishyura-evidence',
    version: 1,
    ...of,
    files: files.map(({ name, content }) => ({ name, bytes: Buffer.byteLength(content), sha256: sha256(content) })),
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const all = [...files, { name: manifestName, content: text }, { name: signatureName, content: `${sign(text)}\n` }];
  const made: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    made.push(chunk);
  });
  for (const { name, content } of all) {
    const file = new DeflatedFile(name);
    // The same pack is the same bytes: no clock of this machine stands in it.
    file.mtime = new Date(of.madeAt);
    zip.add(file);
    file.push(strToU8(content), true);
    yield* made.splice(0);
  }
  zip.end();
  yield* made.splice(0);
}

export interface PackFault {
  /** The file of the pack; null: the pack as a whole. */
  readonly file: string | null;
  readonly what: string;
}

export interface PackVerdict {
  readonly ok: boolean;
  readonly paymentId: string | null;
  readonly madeAt: string | null;
  readonly keyId: string | null;
  readonly events: number;
  readonly sealedEvents: number;
  readonly seals: number;
  readonly faults: readonly PackFault[];
}

/** Holds a pack against a public key. Null: the key that the pack itself names, which proves only that the pack agrees with itself. */
export function checkPack(zip: Uint8Array, publicKey: string | null): PackVerdict {
  const faults: PackFault[] = [];
  const blame = (file: string | null, what: string) => void faults.push({ file, what });
  const files = unpacked(zip, blame);
  const manifest = files === null ? null : manifestOf(files, publicKey, blame);
  const verdict = (seals: number): PackVerdict => ({
    ok: faults.length === 0,
    paymentId: manifest?.paymentId ?? null,
    madeAt: manifest?.madeAt ?? null,
    keyId: manifest?.keyId ?? null,
    events: manifest?.events ?? 0,
    sealedEvents: manifest?.sealedEvents ?? 0,
    seals,
    faults,
  });
  if (files === null || manifest === null) return verdict(0);
  checkFiles(files, manifest, blame);
  const keys = keysOf(files, manifest, blame);
  const seals = sealsOf(files, keys, blame);
  checkEvents(files, manifest, seals, blame);
  return verdict(seals.size);
}

type Files = ReadonlyMap<string, string>;
type Blame = (file: string | null, what: string) => void;

function unpacked(zip: Uint8Array, blame: Blame): Files | null {
  let size = 0;
  const names = new Set<string>();
  const filter = ({ name, originalSize }: UnzipFileInfo): boolean => {
    size += originalSize;
    if (names.has(name)) blame(name, 'it is in the pack twice');
    names.add(name);
    if (size > mostBytes) throw new Error(`it unpacks to more than ${mostBytes} bytes`);
    return true;
  };
  try {
    const files = unzipSync(zip, { filter });
    return new Map(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
  } catch (error) {
    blame(null, `it is no evidence pack that can be read: ${(error as Error).message}`);
    return null;
  }
}

const mostBytes = 256 * 1024 * 1024;

const manifestShape = z.object({
  format: z.literal('ishyura-evidence'),
  version: z.literal(1),
  paymentId: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  keyId: z.string(),
  publicKey: z.string(),
  events: z.number().int(),
  sealedEvents: z.number().int(),
  files: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() })),
});

function manifestOf(files: Files, publicKey: string | null, blame: Blame): Manifest | null {
  const text = files.get(manifestName);
  const signature = files.get(signatureName);
  if (text === undefined || signature === undefined) {
    blame(text === undefined ? manifestName : signatureName, 'it is missing');
    return null;
  }
  const manifest = parsed(text, manifestShape);
  if (manifest === null) {
    blame(manifestName, 'it cannot be read');
    return null;
  }
  if (publicKey !== null && publicKey !== manifest.publicKey)
    blame(manifestName, `it is signed under key ${manifest.keyId}, and not under the given one`);
  if (keyIdOf(manifest.publicKey) !== manifest.keyId) blame(manifestName, 'the id of its key is not that of its key');
  if (!isSignedBy({ publicKey: publicKey ?? manifest.publicKey }, text, signature.trim()))
    blame(manifestName, 'it is not what was signed');
  return manifest;
}

function checkFiles(files: Files, manifest: Manifest, blame: Blame): void {
  const named = new Map(manifest.files.map((file) => [file.name, file]));
  for (const { name, sha256: wanted } of named.values()) {
    const content = files.get(name);
    if (content === undefined) blame(name, 'it is missing');
    else if (sha256(content) !== wanted) blame(name, 'it is not what was packed');
  }
  for (const name of files.keys())
    if (!named.has(name) && name !== manifestName && name !== signatureName)
      blame(name, 'it does not belong to the pack');
}

const keyShape = z.object({
  number: z.number().int(),
  keyId: z.string(),
  publicKey: z.string(),
  endorsement: z.string().nullable(),
  previousKey: z.string().nullable(),
  acknowledgement: z.string().nullable(),
  at: z.string(),
});

/** From the key that the reader trusts back to the older ones, each of which the one after it names. */
function keysOf(files: Files, manifest: Manifest, blame: Blame): ReadonlyMap<string, SealKey> {
  const keys = parsed(files.get(keysName) ?? '', z.array(keyShape)) ?? [];
  const trusted = new Map<string, SealKey>();
  for (let wanted: string | null = manifest.publicKey; wanted !== null;) {
    const key = keys.find(({ publicKey, keyId }) => publicKey === wanted && keyId === keyIdOf(publicKey));
    if (key === undefined || trusted.has(key.keyId)) {
      blame(keysName, `key ${keyIdOf(wanted)} is not in it`);
      break;
    }
    trusted.set(key.keyId, key);
    wanted = acknowledgedBy(key);
  }
  return trusted;
}

const sealShape = z.custom<Seal>((value) => typeof value === 'object' && value !== null && 'hashes' in value);

function sealsOf(files: Files, keys: ReadonlyMap<string, SealKey>, blame: Blame): ReadonlyMap<number, Seal> {
  const seals = new Map<number, Seal>();
  for (const line of linesOf(files.get(sealsName))) {
    const seal = parsed(line, sealShape);
    const key = seal === null ? undefined : keys.get(seal.keyId);
    if (seal === null) blame(sealsName, 'a seal in it cannot be read');
    else if (key === undefined) blame(sealsName, `seal ${seal.number} is not signed under a key of this installation`);
    else {
      const fault = faultOfSeal(seal, key);
      if (fault === null) seals.set(seal.number, seal);
      else blame(sealsName, `seal ${seal.number}: ${fault}`);
    }
  }
  return seals;
}

const eventShape = z.object({
  position: z.string(),
  text: z.string(),
  seal: z.number().int().nullable(),
  index: z.number().int().nullable(),
});

function checkEvents(files: Files, manifest: Manifest, seals: ReadonlyMap<number, Seal>, blame: Blame): void {
  const lines = linesOf(files.get(eventsName));
  const events = lines.map((line) => parsed(line, eventShape));
  if (events.length !== manifest.events) blame(eventsName, `it holds ${events.length} of ${manifest.events} events`);
  for (const [ordinal, event] of events.entries()) {
    const told = `event ${ordinal + 1}`;
    if (event === null) blame(eventsName, `${told} cannot be read`);
    else if (event.seal !== null && event.index !== null) {
      const seal = seals.get(event.seal);
      const hashes = seal === undefined ? null : Buffer.from(seal.hashes, 'base64url');
      if (hashes === null) blame(eventsName, `seal ${event.seal} of ${told} is not in the pack`);
      else if (!hashes.subarray(32 * event.index, 32 * event.index + 32).equals(hashOfEvent(event.text)))
        blame(eventsName, `${told} is not the one in seal ${event.seal}`);
    }
  }
}

/** Where the event stands in its seal; null: it is not in it. */
export const indexIn = (seal: Seal, text: string): number | null =>
  indexOfHash(Buffer.from(seal.hashes, 'base64url'), hashOfEvent(text));

const linesOf = (text: string | undefined): readonly string[] => (text ?? '').split('\n').filter((line) => line !== '');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function parsed<T>(text: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
