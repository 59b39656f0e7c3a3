import { instant } from '../../kernel/domain/clock.js';
import type { Recorded } from '../../kernel/domain/events.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { Outbox, Recovery } from '../../kernel/outbox/outbox.js';
import type { Carrier, Tried } from '../../kernel/outbox/outbox-sender.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { Message } from './mailer.js';
import {
  afterTry,
  beginTry,
  isDoubledPerhaps,
  lane,
  messageKind,
  type NoticeTry,
  type QueuedNotice,
} from './notice.js';
import { queuePolicy, type NoticeQueue } from './notice-queue.js';
import type { Handed, Smtp } from './smtp.js';
import type { Mail, NoticeSources, Recipient } from './source.port.js';

const lanes = [{ id: lane }] as const;
type Lane = (typeof lanes)[number];

/**
 * Carries e-mail to the mail server: at least once, and at most twice. A try is on record before it begins, so that one which a crash cut off counts
 * as perhaps taken; after two of these no more is sent.
 */
export class DeliverNotices implements Carrier<QueuedNotice, Lane, Recovery> {
  readonly name = 'deliver-notices';
  readonly queuePolicy = queuePolicy;
  readonly callsAtOnce = 2;
  readonly keptMs = 30 * 86_400_000;
  readonly #counts = new Map<string, number>();
  #fault: string | null = null;

  constructor(
    private readonly kernel: Kernel,
    private readonly sources: NoticeSources,
    private readonly queue: NoticeQueue,
    readonly outbox: Outbox<QueuedNotice>,
    private readonly personalData: Pick<PersonalData, 'open'>,
    private readonly smtp: Pick<Smtp, 'send'>,
  ) {}

  /** Tries here since the process began, by what came of them. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** What the last try said that brought nothing; null: the last one was taken. */
  get fault(): string | null {
    return this.#fault;
  }

  get told() {
    return this.queue.told;
  }

  lanes(): Promise<readonly Lane[]> {
    return Promise.resolve(lanes);
  }

  choose(_: Lane, due: QueuedNotice): Promise<QueuedNotice> {
    return Promise.resolve(due);
  }

  async send(
    _: Lane,
    notice: QueuedNotice,
    startedAt: number,
    signal: AbortSignal,
  ): Promise<Tried<QueuedNotice> | null> {
    // A stop does not wait for a slow mail server: the next turn counts this try as one that perhaps arrived.
    const handed = isDoubledPerhaps(notice) ? null : await Promise.race([this.#hand(notice), ended(signal)]);
    if (handed === 'ended') return null;
    const said = handed === null ? nothingToSend : 'answer' in handed ? handed.answer : handed.why;
    const made: NoticeTry = { id: this.kernel.newId(), at: instant(startedAt), is: handed?.is ?? 'refused', said };
    this.#count(handed, said);
    return { made, after: (each, now) => afterTry(each, made, handed, now) };
  }

  /** Null: there is nothing to send any more. */
  async #hand(notice: QueuedNotice): Promise<Handed | null> {
    try {
      const mail = await this.#mailOf(notice);
      if (mail === null) return null;
      // Without the record a crash would not be counted.
      await this.outbox.change(notice.id, beginTry);
      return await this.smtp.send(notice.id, new Date(notice.createdAt), mail);
    } catch (error) {
      // It could not be written, or a store is away: the next try finds out.
      return { is: 'refused', forGood: false, why: `it could not be made: ${(error as Error).message}`.slice(0, 300) };
    }
  }

  queueAgain(events: readonly Recorded[]): Promise<void> {
    return this.queue.queueOf(events);
  }

  lostSince(recovery: Recovery): Recovery {
    return recovery;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #mailOf({ kind, about, sealed }: QueuedNotice): Promise<Mail | null> {
    const opened = sealed && (await this.personalData.open(sealed));
    // Erased: nobody is left to write to.
    if (sealed !== null && opened === null) return null;
    if (kind !== messageKind) return (await this.sources.of(kind)?.compose(about, opened as Recipient | null)) ?? null;
    const { to, subject, text } = opened as Message;
    return { to, subject, text, attachments: [] };
  }

  #count(handed: Handed | null, said: string): void {
    const result = handed?.is ?? 'dropped';
    this.#counts.set(result, (this.#counts.get(result) ?? 0) + 1);
    if (handed !== null) this.#fault = handed.is === 'taken' ? null : said;
  }
}

const ended = (signal: AbortSignal): Promise<'ended'> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve('ended');
    else signal.addEventListener('abort', () => resolve('ended'), { once: true });
  });

const nothingToSend = 'there is nothing to send any more, or it may have arrived twice already';
