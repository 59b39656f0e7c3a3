import { instant } from '../domain/clock.js';
import type { EventOf } from '../domain/events.js';
import type { Collection, DocumentStore } from '../ports/document-store.js';
import { EventCodec } from '../handling/event-codec.js';
import type { Kernel } from '../handling/handle.js';
import type { Finding, LogHead } from './log-head.js';
import { LossAccepted, type LostPayment } from './loss.events.js';

const stream = 'log-losses';
const codec = new EventCodec<EventOf<typeof LossAccepted>>([LossAccepted]);

/**
 * Goes on with a log that lacks events: records what was seen of them, forgets every document, since they may show what is lost, and believes
 * the log again. While no gateway is at work. After a crash in between it finds the same and does it again.
 */
export async function acceptLoss(
  { store, clock, newId }: Kernel,
  documents: DocumentStore,
  head: LogHead,
  collections: readonly Collection[],
  readers: readonly string[],
  /** Looks for the payments that were lost, and keeps the whole list before the documents are gone. */
  findLost: () => Promise<readonly LostPayment[]>,
): Promise<{ readonly findings: readonly Finding[]; readonly lost: readonly LostPayment[] }> {
  const findings = await head.findings(readers);
  if (findings.length === 0) return { findings, lost: [] };
  const lost = await findLost();
  const at = instant(clock.now());
  const event = LossAccepted({
    head: String(await store.head()),
    seen: findings.map(({ name, position, head }) => ({
      by: name,
      position: String(position),
      eventId: head?.eventId ?? null,
      at: head?.at ?? null,
    })),
    payments: { count: lost.length, newest: lost.slice(0, lostKeptInTheEvent) },
    at,
  });
  const by = {
    actor: { kind: 'system', id: 'accept-loss', name: 'ishyura accept-loss' },
    correlationId: newId(),
    causationId: null,
  } as const;
  const [last] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
  await store.append(stream, last?.revision ?? 'no-stream', [codec.write(event, newId(), by, clock)]);
  for (const collection of collections) {
    await documents.declare(collection);
    await documents.clear(collection, readers);
  }
  await head.accept();
  return { findings, lost };
}

/** An event has a size that every store takes. */
const lostKeptInTheEvent = 100;
