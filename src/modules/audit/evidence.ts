import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { textOf } from '../../kernel/stored-text.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { openedData, sealedIn } from './audit-events.js';
import { evidencePage } from './evidence-page.js';
import {
  eventsName,
  indexIn,
  keysName,
  packed,
  sealsName,
  type PackedEvent,
  type PackedFile,
} from './evidence-pack.js';
import { paymentAfter, type Histories, type Told } from './history.js';
import { replayed } from './replay.js';
import type { Seal } from './seal.events.js';
import { sealKeysOf, type SealKeys } from './seal-keys.js';
import { sealsCovering } from './seals.js';

/** Masks what the reader may not see of these people. */
type Show = <T>(about: readonly Sealed[], value: T) => Promise<T>;

export interface EvidenceParts {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly clock: Clock;
  readonly histories: Histories;
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly keys: SealKeys;
}

/** Everything on record about a payment, as one signed file. */
export class Evidence {
  constructor(private readonly parts: EvidenceParts) {}

  /** Null when there is no such payment. `show` masks what the reader may not see. */
  async of(paymentId: string, madeBy: string, show: Show): Promise<Iterable<Uint8Array> | null> {
    const { histories, store, keys, clock } = this.parts;
    const told = await histories.of(paymentId);
    if (paymentAfter(told.map(({ event }) => event)) === null) return null;
    const madeAt = instant(clock.now());
    const seals = await sealsCovering(
      store,
      told.map(({ event }) => event.position),
    );
    const events = told.map((each) => packedEvent(each, seals));
    const { key, sign } = await keys.current();
    const files: PackedFile[] = [
      ...(await this.#readable(told, events, madeAt, show)),
      { name: eventsName, content: linesOf(events) },
      { name: sealsName, content: linesOf(seals) },
      { name: keysName, content: pretty(await sealKeysOf(store)) },
    ];
    const sealedEvents = events.filter(({ seal }) => seal !== null).length;
    const { keyId, publicKey } = key;
    return packed(files, { paymentId, madeAt, madeBy, keyId, publicKey, events: events.length, sealedEvents }, sign);
  }

  /** What people read, opened and masked; the log's own bytes stand beside it, encrypted as they are stored. */
  async #readable(
    told: readonly Told[],
    events: readonly PackedEvent[],
    madeAt: string,
    show: Show,
  ): Promise<readonly PackedFile[]> {
    const { personalData } = this.parts;
    const about = sealedIn(told.map(({ stored }) => stored.data));
    const standing = await show(about, (await replayed(told, personalData, madeAt))!);
    const opened = await show(
      about,
      await Promise.all(
        told.map(async ({ stored: { id, stream, revision, type, position, data, metadata } }, index) => ({
          id,
          position: String(position),
          stream,
          revision,
          type,
          at: metadata.at,
          actor: metadata.actor,
          correlationId: metadata.correlationId,
          causationId: metadata.causationId,
          data: (await openedData(data, personalData)) as Readonly<Record<string, unknown>>,
          seal: events[index]!.seal,
        })),
      ),
    );
    const of = (category: string) => opened.filter(({ stream }) => stream.startsWith(`${category}-`));
    const exchanges = opened
      .filter(({ data }) => typeof data['answer'] === 'object' && data['answer'] !== null)
      .map(({ id, at, type, data }) => ({ eventId: id, at, type, exchange: data['answer'] }));
    const notes = opened
      .filter(({ type }) => type === 'NoteAdded')
      .map(({ id, at, actor, data }) => ({ eventId: id, at, by: actor, text: data['note'] }));
    return [
      { name: 'index.html', content: evidencePage(standing, events) },
      { name: 'payment.json', content: pretty(standing.payment) },
      { name: 'events.json', content: pretty(opened) },
      { name: 'exchanges.json', content: pretty(exchanges) },
      { name: 'callbacks.json', content: pretty(of('callback')) },
      { name: 'refunds.json', content: pretty(standing.refunds) },
      { name: 'notes.json', content: pretty(notes) },
      { name: 'reviews.json', content: pretty(of('review')) },
      { name: 'receipt.json', content: pretty(of('receipt').map(({ data }) => data)[0] ?? null) },
    ];
  }
}

function packedEvent({ stored }: Told, seals: readonly Seal[]): PackedEvent {
  const text = textOf(stored);
  for (const seal of seals) {
    const index = indexIn(seal, text);
    if (index !== null) return { position: String(stored.position), text, seal: seal.number, index };
  }
  return { position: String(stored.position), text, seal: null, index: null };
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const linesOf = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
