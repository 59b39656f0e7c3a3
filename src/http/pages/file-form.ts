import { BadRequestException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { discardRest, isOfPrototype } from '../json-body.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import type { Form } from './form-body.js';
import { takesFileForm } from './page-route.js';

/**
 * Forms with a file, on the routes of pages that take one (`FileFormRoute`). Its fields are read before the request is judged, so the token of the
 * session comes before the file; the file is then read as it arrives, by the route, which bounds it. One file, and it comes last.
 */
export function readFileForms(server: FastifyInstance): void {
  server.addContentTypeParser('multipart/form-data', (request, payload, done) => {
    const boundary = boundaryIn(request.headers['content-type'] ?? '');
    if (!(takesFileForm in request.routeOptions.config) || boundary === null) {
      discardRest(payload);
      done(new UnsupportedMediaTypeException());
      return;
    }
    const parts = new Parts(payload, boundary);
    const refuse = async (error: unknown) => {
      await parts.letGo();
      discardRest(payload);
      done(error as Error);
    };
    parts.fields().then(({ form, hasFile, isChosen }) => {
      files.set(request, { bytes: hasFile ? parts.file() : nothing(), isChosen, payload, letGo: () => parts.letGo() });
      done(null, form);
    }, refuse);
  });
}

/** Reads the file of a form: empty where none was chosen. What is left of the request afterwards is read on, or the answer would be lost with it. */
export async function withFile<T>(
  request: FastifyRequest,
  work: (file: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  const sent = files.get(request);
  try {
    return await work(sent?.bytes ?? nothing());
  } finally {
    if (sent !== undefined) {
      await sent.letGo();
      if (!sent.payload.readableEnded) discardRest(sent.payload);
    }
  }
}

/** Whether a person has chosen a file: a browser sends one without a name and without bytes where none was. */
export const hasChosenFile = (request: FastifyRequest): boolean => files.get(request)?.isChosen ?? false;

interface SentFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly isChosen: boolean;
  readonly payload: Readable;
  readonly letGo: () => Promise<void>;
}
const files = new WeakMap<FastifyRequest, SentFile>();

async function* nothing(): AsyncGenerator<Uint8Array> {
  yield* [];
}

/** RFC 7578, as browsers write it. */
class Parts {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #delimiter: Buffer;
  // The first boundary has no line end before it.
  #ahead: Buffer = Buffer.from(lineEnd);

  constructor(payload: Readable, boundary: string) {
    this.#chunks = payload.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
    this.#delimiter = Buffer.from(`${lineEnd}--${boundary}`);
  }

  /** All fields before the file. */
  async fields(): Promise<{ readonly form: Form; readonly hasFile: boolean; readonly isChosen: boolean }> {
    const form: Record<string, string | string[]> = {};
    await this.#until(this.#delimiter);
    for (let left = mostFields; left > 0; left -= 1) {
      // After a boundary: the line end before the next part, or the end of all parts.
      if ((await this.#take(2)).toString() === '--') return { form, hasFile: false, isChosen: false };
      const head = (await this.#until(Buffer.from(headEnd))).toString();
      const name = /[; ]name="([^"]*)"/i.exec(head)?.[1];
      if (name === undefined || isOfPrototype(name)) throw unreadable();
      const file = /[; ]filename\*?=("")?/i.exec(head);
      if (file !== null) return { form, hasFile: true, isChosen: file[1] === undefined };
      const value = textOf(await this.#until(this.#delimiter));
      const before = form[name];
      form[name] = before === undefined ? value : [before, value].flat();
    }
    throw unreadable();
  }

  /** The bytes of the file; throws where the request ends before the file does. */
  async *file(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const end = this.#ahead.indexOf(this.#delimiter);
      // The beginning of the delimiter may be at the end of what has arrived.
      const sure = end === -1 ? Math.max(0, this.#ahead.length - this.#delimiter.length) : end;
      if (sure > 0) yield this.#ahead.subarray(0, sure);
      this.#ahead = this.#ahead.subarray(sure);
      if (end !== -1) return;
      await this.#more();
    }
  }

  /** Stops reading: as long as something reads chunk by chunk, what is left does not flow. */
  async letGo(): Promise<void> {
    await this.#chunks.return?.();
  }

  /** What stands before these bytes; it and they are gone then. */
  async #until(end: Buffer): Promise<Buffer> {
    for (;;) {
      const at = this.#ahead.indexOf(end);
      if (at !== -1) {
        const before = this.#ahead.subarray(0, at);
        this.#ahead = this.#ahead.subarray(at + end.length);
        return before;
      }
      if (this.#ahead.length > mostBytesOfAField) throw unreadable();
      await this.#more();
    }
  }

  async #take(count: number): Promise<Buffer> {
    while (this.#ahead.length < count) await this.#more();
    const taken = this.#ahead.subarray(0, count);
    this.#ahead = this.#ahead.subarray(count);
    return taken;
  }

  async #more(): Promise<void> {
    const { value, done } = await this.#chunks.next();
    if (done === true) throw unreadable();
    this.#ahead = Buffer.concat([this.#ahead, value]);
  }
}

function boundaryIn(type: string): string | null {
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type);
  return found?.[1] ?? found?.[2] ?? null;
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new InvalidInput([{ field: '', message: 'must be UTF-8' }]);
  }
}

const unreadable = () => new BadRequestException();
const lineEnd = '\r\n';
const headEnd = '\r\n\r\n';
const mostFields = 50;
/** As of a form without a file. */
const mostBytesOfAField = 64 * 1024;
