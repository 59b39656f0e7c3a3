import type { MovedEvent } from './ports/event-store.js';

/**
 * The bytes of an event: all that moves with a log between stores, so not its position. No line break stands in a name or in JSON text, so two
 * different events never have the same bytes; and JSON text that `JSON.stringify` made is made the same again from what it says. Encrypted data
 * stays encrypted: when a key is destroyed, no byte changes.
 */
export const textOf = ({ stream, revision, id, type, data, metadata }: MovedEvent): string =>
  `${stream}\n${revision}\n${id}\n${type}\n${JSON.stringify(data)}\n${JSON.stringify(metadata)}`;

/** What such bytes say of themselves; of bytes that were tampered with, what can be made of them. */
export function namesIn(text: string): {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
} {
  const [stream = '', revision = '', id = '', type = ''] = text.split('\n', 4);
  return { stream, revision: Number(revision), id, type };
}

/** Throws where it is not the text of an event. */
export function eventIn(text: string): MovedEvent {
  const parts = text.split('\n');
  if (parts.length !== 6) throw new Error('Not the text of an event');
  const [, , , , data, metadata] = parts as [string, string, string, string, string, string];
  return { ...namesIn(text), data: JSON.parse(data), metadata: JSON.parse(metadata) as MovedEvent['metadata'] };
}
