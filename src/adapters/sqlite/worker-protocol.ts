import { extname } from 'node:path';
import { isMainThread, parentPort, Worker, workerData, type MessagePort } from 'node:worker_threads';

/*
 * How the embedded stores speak with the threads that work for them. A thread starts with this file and loads its engine, the `open` of a
 * `….worker` file. Tests start both as they stand, with Node's own type stripping: at run time they import nothing of ours, and they use no
 * syntax that would have to be compiled.
 */

/** Does what it is asked, one request after the other. */
export interface Engine<Request, Answer> {
  answer(request: Request): Answer;
  close(): void;
}

/** An engine as those see it who ask it, in whatever thread it works. */
export interface EngineClient<Request, Answer> {
  /** Rejects with `NotAsked` where the request did not reach the engine. After any other error it may have been done. */
  ask(request: Request): Promise<Answer>;
  /** Closes the engine once all that was asked is answered. */
  close(): Promise<void>;
}

export type ClientOf<E> = E extends Engine<infer Request, infer Answer> ? EngineClient<Request, Answer> : never;

export const inThisThread = <Request, Answer>(engine: Engine<Request, Answer>): EngineClient<Request, Answer> => ({
  ask: async (request) => engine.answer(request),
  close: async () => engine.close(),
});

/** For a file that is another process's to write. */
export const onlyRead: EngineClient<unknown, never> = {
  ask: async () => {
    throw new NotAsked('it is only read here');
  },
  close: async () => undefined,
};

export class NotAsked extends Error {
  override readonly name = 'NotAsked';
}

/** The worker ended before it had answered. */
export class WorkerEnded extends Error {
  override readonly name = 'WorkerEnded';
}

/** What is left of an error after a thread boundary: a clone keeps the message and drops the driver's codes. */
interface Fault {
  readonly message: string;
  readonly code: unknown;
  readonly errcode: unknown;
}

type ToWorker = { readonly id: number; readonly request: unknown } | { readonly id: number; readonly close: true };
type FromWorker = { readonly id: number } & ({ readonly answer: unknown } | { readonly fault: Fault });

interface Start {
  readonly engine: string;
  readonly opening: unknown;
}

/** The request that opens the engine. */
const openingId = 0;

/** An engine in a worker. When the worker ends, whatever was asked and not answered is rejected, and so is whatever is asked later. */
export class EngineWorker<E extends Engine<never, unknown>> {
  /** Resolves, with the reason, when the worker ends other than by `close`. */
  readonly ended: Promise<string>;
  readonly #worker: Worker;
  #asked = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = openingId;
  /** Why nothing can be asked any more. */
  #over: string | null = null;
  #closed: Promise<void> | null = null;

  /** `name`: of the `….worker` file. Rejects as its `open` does. */
  static async start<E extends Engine<never, unknown>>(name: string, opening: unknown): Promise<EngineWorker<E>> {
    const started = new EngineWorker<E>(name, opening);
    await started.#answerTo(openingId);
    return started;
  }

  private constructor(name: string, opening: unknown) {
    const engine = new URL(`./${name}.worker${extname(import.meta.url)}`, import.meta.url).href;
    this.#worker = new Worker(new URL(import.meta.url), {
      workerData: { engine, opening } satisfies Start,
      // What crosses to it is forgotten soon; it needs no more, whatever the main thread is given.
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
    });
    const { promise, resolve } = Promise.withResolvers<string>();
    this.ended = promise;
    const end = (why: string, cause?: unknown) => {
      if (this.#over === null) resolve(why);
      this.#over ??= why;
      for (const { reject } of this.#asked.values()) reject(new WorkerEnded(why, { cause }));
      this.#asked.clear();
    };
    this.#worker.on('message', (message: FromWorker) => this.#hear(message));
    this.#worker.on('error', (error: Error) => end(`its worker failed: ${error.message}`, error));
    this.#worker.on('exit', () => end('its worker has ended'));
  }

  ask(request: Parameters<E['answer']>[0]): Promise<ReturnType<E['answer']>> {
    return this.#send((id) => ({ id, request })) as Promise<ReturnType<E['answer']>>;
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    if (this.#over !== null) return;
    const exit = new Promise((resolve) => this.#worker.once('exit', resolve));
    const closed = this.#send((id) => ({ id, close: true }));
    this.#over = 'it is closed';
    try {
      await closed;
    } finally {
      await exit;
    }
  }

  async #send(message: (id: number) => ToWorker): Promise<unknown> {
    if (this.#over !== null) throw new NotAsked(this.#over);
    this.#lastId += 1;
    this.#worker.postMessage(message(this.#lastId));
    return this.#answerTo(this.#lastId);
  }

  #answerTo(id: number): Promise<unknown> {
    const answer = Promise.withResolvers<unknown>();
    this.#asked.set(id, answer);
    return answer.promise;
  }

  #hear(message: FromWorker): void {
    const asked = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    // Renewed: V8 keeps what was in a `Map` for ever from dying young (`PassingMap`, which cannot be imported here).
    if (this.#asked.size === 0) this.#asked = new Map();
    if ('answer' in message) asked?.resolve(message.answer);
    else asked?.reject(Object.assign(new Error(message.fault.message), message.fault));
  }
}

async function serve(port: MessagePort, { engine: url, opening }: Start): Promise<void> {
  const answer = (id: number, work: () => unknown): boolean => {
    try {
      port.postMessage({ id, answer: work() } satisfies FromWorker);
      return true;
    } catch (error) {
      const { message = String(error), code, errcode } = error as Partial<Fault>;
      port.postMessage({ id, fault: { message, code, errcode } } satisfies FromWorker);
      return false;
    }
  };
  const { open } = (await import(url)) as { open(opening: unknown): Engine<unknown, unknown> };
  let engine: Engine<unknown, unknown>;
  const isOpen = answer(openingId, () => {
    engine = open(opening);
  });
  if (!isOpen) return;
  port.on('message', (message: ToWorker) => {
    if ('request' in message) {
      answer(message.id, () => engine.answer(message.request));
      return;
    }
    answer(message.id, () => engine.close());
    port.close();
  });
}

const start = workerData as Partial<Start> | null;
if (!isMainThread && start?.engine?.startsWith(new URL('.', import.meta.url).href))
  await serve(parentPort!, start as Start);
