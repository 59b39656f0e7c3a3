import { createHash } from 'node:crypto';
import { crc32, inflateSync } from 'node:zlib';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { RevisionConflict } from '../../kernel/ports/event-store.js';
import { LogoKept, type LogoEvent } from './receipt.events.js';

/**
 * The logos of documents. Each is on record by its content, so that a document of last year has the logo of last year; a document names it by
 * its hash.
 */
export class Logos {
  readonly #codec = new EventCodec<LogoEvent>([LogoKept]);
  readonly #known = new Map<string, Promise<Buffer>>();
  #kept: Promise<string> | null = null;

  constructor(
    private readonly kernel: Kernel,
    /** The logo of the settings; null: none. */
    private readonly current: Buffer | null,
  ) {}

  /** The hash of the logo of the settings, which is on record when this resolves. */
  async hash(): Promise<string | null> {
    if (this.current === null) return null;
    this.#kept ??= this.#keep(this.current).catch((error: unknown) => {
      this.#kept = null;
      throw error;
    });
    return this.#kept;
  }

  async withHash(hash: string): Promise<Buffer> {
    let logo = this.#known.get(hash);
    if (logo === undefined) {
      logo = this.#read(hash);
      this.#known.set(hash, logo);
      logo.catch(() => this.#known.delete(hash));
    }
    return logo;
  }

  async #keep(content: Buffer): Promise<string> {
    const { store, clock, newId } = this.kernel;
    const hash = createHash('sha256').update(content).digest('hex');
    const kept = LogoKept({ hash, type: 'image/png', content: content.toString('base64'), at: instant(clock.now()) });
    const [known] = await store.readStream(streamOf(hash), { limit: 1 });
    if (known !== undefined) return hash;
    try {
      await store.append(streamOf(hash), 'no-stream', [this.#codec.write(kept, newId(), byReceipts(newId()), clock)]);
    } catch (error) {
      // Another instance was faster, with the same bytes.
      if (!(error instanceof RevisionConflict)) throw error;
    }
    return hash;
  }

  async #read(hash: string): Promise<Buffer> {
    const [stored] = await this.kernel.store.readStream(streamOf(hash), { limit: 1 });
    if (stored === undefined) throw new Error(`The log has no logo ${hash}`);
    return Buffer.from(this.#codec.read(stored).data.content, 'base64');
  }
}

const streamOf = (hash: string): string => `logo-${hash}`;
const byReceipts = (correlationId: string): Origin => ({
  actor: { kind: 'system', id: 'issue-receipts', name: 'receipts' },
  correlationId,
  causationId: null,
});

export const mostLogoBytes = 100 * 1024;
const mostPixels = 1_200;

/** Why a file is no logo for documents; null: it is one. It is read to its last byte, so that no document fails at it later. */
export function faultOfLogo(content: Buffer): string | null {
  if (content.length > mostLogoBytes) return `is larger than ${mostLogoBytes / 1024} KiB`;
  if (!content.subarray(0, 8).equals(pngSignature)) return 'is not a PNG';
  const chunks = chunksOf(content);
  const header = chunks?.[0];
  if (chunks === null || header?.type !== 'IHDR' || header.data.length !== 13 || chunks.at(-1)?.type !== 'IEND')
    return 'is a damaged PNG';
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  const [depth, color, , , interlace] = header.data.subarray(8);
  if (width < 1 || height < 1 || width > mostPixels || height > mostPixels)
    return `has ${width} x ${height} pixels; at most ${mostPixels} x ${mostPixels} are taken`;
  const samples = samplesOf.get(color!);
  // Transparency would be taken apart and compressed anew by whatever zlib there is: the document would not have the same bytes everywhere.
  if (depth !== 8 || interlace !== 0 || samples === undefined || chunks.some(({ type }) => type === 'tRNS'))
    return 'has an unusual form: save it with 8 bits a channel, without interlacing and without transparency';
  if (color === 3 && !chunks.some(({ type }) => type === 'PLTE')) return 'is a damaged PNG';
  try {
    const pixels = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)), {
      maxOutputLength: height * (width * samples + 1) + 1,
    });
    return pixels.length === height * (width * samples + 1) ? null : 'is a damaged PNG';
  } catch {
    return 'is a damaged PNG';
  }
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bytes for each pixel by the colour type: grey, RGB, palette. */
const samplesOf: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
]);

function chunksOf(png: Buffer): readonly { readonly type: string; readonly data: Buffer }[] | null {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < png.length;) {
    if (at + 12 > png.length) return null;
    const end = at + 8 + png.readUInt32BE(at);
    if (end + 4 > png.length || crc32(png.subarray(at + 4, end)) !== png.readUInt32BE(end)) return null;
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}
