import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { tableOf } from './documents.worker.js';
import { SqliteLogReader } from './log.worker.js';
import { placeToRead } from './place.js';
import { checkpointFromJson, type CheckpointJson } from '../../kernel/ports/event-store.js';
import type { SkippedEvent } from '../../kernel/following/skipped-events.js';

/** An event that a policy parked after too many failures. */
export interface DeadLetter {
  readonly group: string;
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly reason: string;
  readonly parkedAt: string;
}

/**
 * What policies parked and views skipped, read from the embedded stores of a directory, also while a server writes to them. Nothing is
 * created or changed there. Throws one sentence when there is nothing to read.
 */
export function readDeadLetters(directory: string): {
  readonly parked: readonly DeadLetter[];
  readonly skipped: readonly SkippedEvent[];
} {
  const log = join(directory, 'events.sqlite');
  if (!existsSync(log)) throw new Error(`${directory} holds no event log: set DATA_DIR to the directory of the server`);
  return { parked: readParked(log), skipped: readSkipped(join(directory, 'documents.sqlite')) };
}

function readParked(file: string): DeadLetter[] {
  const reader = SqliteLogReader.open(placeToRead(file, true));
  try {
    const ofGroups = reader.parked().map(({ group, position, reason, parkedAt }) => {
      const { stream, revision, type } = reader.at(position)!;
      return { group, position, stream, revision, type, reason, parkedAt };
    });
    const ofOrdered = reader.ordered().flatMap(({ policy, checkpoint }) => {
      const { deadLetters } = checkpointFromJson(JSON.parse(checkpoint) as CheckpointJson);
      return deadLetters.map((each) => ({ group: policy, ...each, position: Number(each.position) }));
    });
    return [...ofGroups, ...ofOrdered];
  } finally {
    reader.close();
  }
}

function readSkipped(file: string): SkippedEvent[] {
  if (!existsSync(file)) return [];
  const database = new DatabaseSync(placeToRead(file, true), { readOnly: true, timeout: 1_000 });
  try {
    const isThere = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    const table = tableOf('skipped-events.v1');
    if (isThere.get(table.slice(1, -1)) === undefined) return [];
    const rows = database.prepare(`SELECT body FROM ${table} ORDER BY json_extract(body, '$.at'), id`).all();
    return rows.map(({ body }) => JSON.parse(String(body)) as SkippedEvent);
  } finally {
    database.close();
  }
}
