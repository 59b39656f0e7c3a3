import { beginning } from '../kernel/domain/position.js';
import { EventCodec } from '../kernel/handling/event-codec.js';
import type { Kernel } from '../kernel/handling/handle.js';
import { refuseUnfinishedImport } from './import-record.js';
import { KeysExported, KeysImported, LogExported, type TransferEvent } from './transfer.events.js';

const codec = new EventCodec<TransferEvent>([LogExported, KeysExported, KeysImported]);

/**
 * Puts on record that the log or the keys left, or that keys came. A log without events stays so: only into an empty one another can be
 * imported. An import of a log keeps its own record, which is not sealed and not exported.
 */
export async function noteTransfer({ store, clock, newId }: Kernel, event: TransferEvent): Promise<void> {
  if ((await store.head()) === beginning) throw new Error('The log is empty');
  await refuseUnfinishedImport(store);
  const id = newId();
  const { user, host } = event.data;
  const { stream, command } = event.type === 'KeysImported' ? ofImport : ofExport;
  const by = {
    actor: { kind: 'system', id: stream, name: `ishyura ${command} by ${user} on ${host}` },
    correlationId: id,
    causationId: null,
  } as const;
  await store.append(`${stream}-${id}`, 'no-stream', [codec.write(event, newId(), by, clock)]);
}

const ofExport = { stream: 'export', command: 'export' } as const;
const ofImport = { stream: 'keys-import', command: 'import-keys' } as const;
