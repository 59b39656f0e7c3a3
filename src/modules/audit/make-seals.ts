import type { Logger } from 'pino';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import type { FollowerProgress, LeasedProcess } from '../../kernel/following/followers.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { StoreUnavailable, type RecordedEvent } from '../../kernel/ports/event-store.js';
import { textOf } from '../../kernel/stored-text.js';
import { hashOfEvent, hashOfSeal, headAfter, isSealed, statementText } from './seal.chain.js';
import { SealMade, type Seal, type SealEvent } from './seal.events.js';
import type { SealFile } from './seal-file.js';
import { bySeals, type SealKeys } from './seal-keys.js';
import { endOf, newestNumber, sealOf, sealStream } from './seals.js';
import { StoppableRun } from '../../kernel/following/stoppable-run.js';

/**
 * Follows the whole log and appends a seal over what came since the last one: after 1,000 events, or 10 s after the first, or when its turn ends.
 * One holder does it at a time. What a lost turn or a lost answer left behind is read from the log: a seal is where its number says, or is not.
 */
export class MakeSeals implements LeasedProcess {
  readonly name = 'make-seals';
  readonly #codec = new EventCodec<SealEvent>([SealMade]);
  readonly #run = new StoppableRun();
  #position: Position = beginning;
  #fault: string | null = null;

  constructor(
    private readonly kernel: Kernel,
    private readonly keys: SealKeys,
    /** Null where heads are kept nowhere else. */
    private readonly file: SealFile | null,
    private readonly logger: Pick<Logger, 'error'>,
  ) {}

  get progress(): FollowerProgress {
    return { name: this.name, kind: 'ordered-policy', position: this.#position, fault: this.#fault };
  }

  async start(): Promise<void> {
    this.#run.start((signal) => this.#follow(signal));
  }

  async stop(): Promise<void> {
    await this.#run.stop();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    for (let faults = 0; !signal.aborted; faults += 1) {
      const broken = new AbortController();
      try {
        const range = await this.#open(() => broken.abort());
        const either = AbortSignal.any([signal, broken.signal]);
        for await (const { events, position } of this.kernel.store.subscribe(this.#position, {}, either)) {
          for (const event of events) await range.take(event, either);
          this.#position = position;
          faults = 0;
        }
        await range.close();
      } catch (error) {
        this.#fault = faultOf(error);
        broken.abort();
        await this.kernel.clock.sleep(Math.min(10_000, 100 * 2 ** faults), signal).catch(stopped);
      }
    }
  }

  /** Goes on behind the newest seal. */
  async #open(onFault: () => void): Promise<SealedRange> {
    const { store } = this.kernel;
    const last = await sealOf(store, await newestNumber(store));
    const end = last === null ? beginning : await endOf(store, last);
    if (end === null)
      throw new Error(`The last event of seal ${last!.number} is not in the log any more: run \`ishyura verify\``);
    await this.keys.current();
    await this.#keepElsewhere(last?.number ?? 0);
    this.#position = end;
    this.#fault = null;
    return new SealedRange(
      last,
      this.kernel.clock,
      (seal) => this.#append(seal),
      (error) => {
        this.#fault = faultOf(error);
        onFault();
      },
    );
  }

  async #append(unsigned: Omit<Seal, 'keyId' | 'at' | 'signature'>): Promise<Seal> {
    const { store, clock, newId } = this.kernel;
    const { key, sign } = await this.keys.current();
    const statement = { ...unsigned, keyId: key.keyId, at: instant(clock.now()) };
    const seal: Seal = { ...statement, signature: sign(statementText(statement)) };
    const event = this.#codec.write(SealMade(seal), newId(), bySeals(newId()), clock);
    await store.append(sealStream(seal.number), 'no-stream', [event]);
    await this.#keepElsewhere(seal.number, seal);
    return seal;
  }

  /** What the file lacks comes first: it was away, or another instance made seals meanwhile. A file that is away keeps no seal from being made. */
  async #keepElsewhere(newest: number, made?: Seal): Promise<void> {
    if (this.file === null) return;
    try {
      for (let number = (await this.file.last()) + 1; number <= newest; number += 1) {
        const seal = number === made?.number ? made : await sealOf(this.kernel.store, number);
        await this.file.append([seal!]);
      }
    } catch (error) {
      this.logger.error(
        { reason: (error as Error).message },
        'A seal could not be kept elsewhere; it will be with the next one',
      );
    }
  }
}

/** Health reports an unavailable log by itself. */
const faultOf = (error: unknown): string | null =>
  error instanceof StoreUnavailable ? null : (error as Error).message;

type Unsigned = Omit<Seal, 'keyId' | 'at' | 'signature'>;

/** The events that wait for the next seal. */
class SealedRange {
  #hashes: Buffer[] = [];
  #from: Position = beginning;
  #last: RecordedEvent | null = null;
  #timer: AbortController | null = null;
  /** One seal after the other, whether the count or the clock asks for it. */
  #sealing: Promise<void> = Promise.resolve();

  constructor(
    private newest: Seal | null,
    private readonly clock: Clock,
    private readonly append: (seal: Unsigned) => Promise<Seal>,
    private readonly onFault: (error: unknown) => void,
  ) {}

  async take(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const text = textOf(event);
    if (!isSealed(text)) return;
    if (this.#hashes.length === 0) this.#from = event.position;
    this.#hashes.push(hashOfEvent(text));
    this.#last = event;
    // A seal is sealed with what comes after it: by itself it is no reason for another one.
    if (event.type !== SealMade.type) this.#sealSoon(signal);
    if (this.#hashes.length >= mostEvents) await this.#seal();
  }

  /** What is left is sealed while it still can be. */
  async close(): Promise<void> {
    if (this.#timer !== null) await this.#seal();
  }

  #sealSoon(signal: AbortSignal): void {
    if (this.#timer !== null) return;
    this.#timer = new AbortController();
    const either = AbortSignal.any([signal, this.#timer.signal]);
    void this.clock.sleep(longestUnsealedMs, either).then(() => this.#seal().catch(this.onFault), stopped);
  }

  #seal(): Promise<void> {
    this.#sealing = this.#sealing.then(() => this.#sealNow());
    return this.#sealing;
  }

  async #sealNow(): Promise<void> {
    if (this.#hashes.length === 0) return;
    const hashes = Buffer.concat(this.#hashes);
    const { stream, revision, id, position } = this.#last!;
    const previous = this.newest && hashOfSeal(this.newest);
    const unsigned = {
      number: (this.newest?.number ?? 0) + 1,
      before: this.newest === null ? 0 : this.newest.before + this.newest.count,
      count: this.#hashes.length,
      from: String(this.#from),
      to: String(position),
      last: { stream, revision, id },
      previous,
      head: headAfter(previous, hashes),
      hashes: hashes.toString('base64url'),
    };
    this.#hashes = [];
    this.#timer?.abort();
    this.#timer = null;
    this.newest = await this.append(unsigned);
  }
}

/** The longest that an event waits for its seal, and the most events that share one. */
const longestUnsealedMs = 10_000;
const mostEvents = 1_000;
const stopped = () => undefined;
