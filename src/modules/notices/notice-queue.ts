import { epochMs, instant } from '../../kernel/domain/clock.js';
import type { AnyEventDefinition, DomainEvent, Recorded } from '../../kernel/domain/events.js';
import type { OrderedPolicy } from '../../kernel/following/ordered-policy.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { Outbox } from '../../kernel/outbox/outbox.js';
import { freshlyQueued } from '../../kernel/outbox/queued.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Mailer, type Message } from './mailer.js';
import { lane, messageKind, noticeIdOf, notices, type QueuedNotice } from './notice.js';
import type { Notice, NoticeSources } from './source.port.js';

/** Queues the e-mails of what happens, in the order of the log, and those that modules write themselves. Nothing is sent here. */
export class NoticeQueue extends Mailer {
  readonly isSet = true;
  #onQueued: () => void = () => undefined;

  constructor(
    private readonly kernel: Kernel,
    private readonly sources: NoticeSources,
    private readonly outbox: Outbox<QueuedNotice>,
    private readonly personalData: Pick<PersonalData, 'seal' | 'sealUnderKeyOf' | 'fingerprint'>,
  ) {
    super();
  }

  /** Called after something was queued here. */
  set onQueued(wake: () => void) {
    this.#onQueued = wake;
  }

  get policy(): OrderedPolicy<DomainEvent> {
    return { name: queuePolicy, events: this.told, batch: 64, handle: (events) => this.queueOf(events) };
  }

  get told(): readonly AnyEventDefinition[] {
    return this.sources.events;
  }

  async queueOf(events: readonly Recorded[]): Promise<void> {
    const oldest = this.kernel.clock.now() - longestBehindMs;
    const wanted = new Map<string, () => Promise<QueuedNotice>>();
    for (const event of events) {
      if (epochMs(event.metadata.at) < oldest) continue;
      for (const { kind, notices: noticesOf } of this.sources.hearing(event.type))
        for (const notice of await noticesOf(event))
          wanted.set(noticeIdOf(kind, notice.id), () => this.#make(kind, notice, event));
    }
    const known = await this.outbox.among([...wanted.keys()]);
    const made: QueuedNotice[] = [];
    for (const [id, make] of wanted) if (!known.has(id)) made.push(await make());
    await this.outbox.add(notices, made);
    if (made.length > 0) this.#onQueued();
  }

  override async queue(message: Message): Promise<void> {
    const id = noticeIdOf(messageKind, message.id);
    if ((await this.outbox.find(id)) !== null) return;
    const { about } = message;
    const sealed =
      about === null
        ? await this.personalData.seal(this.#keyOf(message.to), message)
        : await this.personalData.sealUnderKeyOf(about, message);
    // The log does not ask for it, so no place in the log waits for it.
    const fresh = freshlyQueued(2n ** 63n, this.kernel.clock.now(), this.kernel.newId());
    await this.outbox.add(notices, [{ ...blank(id), ...fresh, kind: messageKind, about: message.id, sealed }]);
    this.#onQueued();
  }

  async #make(kind: string, notice: Notice, event: Recorded): Promise<QueuedNotice> {
    const { id, about, to, notBefore } = notice;
    const sealed = to === null ? null : await this.personalData.seal(this.#keyOf(to.address), to);
    const now = this.kernel.clock.now();
    const fresh = freshlyQueued(event.position, now, this.kernel.newId());
    const nextTryAt = notBefore ?? instant(now);
    return { ...blank(noticeIdOf(kind, id)), ...fresh, nextTryAt, kind, about, sealed };
  }

  /** One key for each address: the address is not in it. */
  #keyOf(address: string): string {
    return this.personalData.fingerprint(`address ${address.toLowerCase()}`);
  }
}

const blank = (id: string) => ({ id, resourceId: id, lane, triesBegun: 0, perhapsTaken: 0 }) as const;

/** Its checkpoint is kept under it. */
export const queuePolicy = 'queue-notices';
/** What was recorded longer ago is not queued: a log that was moved, or a first SMTP_URL, would otherwise send mail of days long past. */
const longestBehindMs = 3 * 86_400_000;
