import { beginning } from '../kernel/domain/position.js';
import { EventCodec } from '../kernel/handling/event-codec.js';
import type { Kernel } from '../kernel/handling/handle.js';
import { refuseUnfinishedImport } from './import-record.js';
import { KeysExported, LogExported, type ExportEvent } from './export.events.js';

const codec = new EventCodec<ExportEvent>([LogExported, KeysExported]);

/** Puts an export on record in the log that it was made of. A log without events stays so: only into an empty one another can be imported. */
export async function noteExport({ store, clock, newId }: Kernel, event: ExportEvent): Promise<void> {
  if ((await store.head()) === beginning) throw new Error('The log is empty');
  await refuseUnfinishedImport(store);
  const id = newId();
  const { user, host } = event.data;
  const by = {
    actor: { kind: 'system', id: 'export', name: `ishyura export by ${user} on ${host}` },
    correlationId: id,
    causationId: null,
  } as const;
  await store.append(`export-${id}`, 'no-stream', [codec.write(event, newId(), by, clock)]);
}
