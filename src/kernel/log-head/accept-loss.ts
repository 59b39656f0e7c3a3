import { instant } from '../domain/clock.js';
import type { EventOf } from '../domain/events.js';
import type { Collection, DocumentStore } from '../ports/document-store.js';
import { EventCodec } from '../handling/event-codec.js';
import type { Kernel } from '../handling/handle.js';
import type { Finding, LogHead } from './log-head.js';
import { LossAccepted } from './loss.events.js';

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
): Promise<readonly Finding[]> {
  const findings = await head.findings(readers);
  if (findings.length === 0) return findings;
  const at = instant(clock.now());
  const event = LossAccepted({
    head: String(await store.head()),
    seen: findings.map(({ name, position, head }) => ({
      by: name,
      position: String(position),
      eventId: head?.eventId ?? null,
      at: head?.at ?? null,
    })),
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
  return findings;
}
