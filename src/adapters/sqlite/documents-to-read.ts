import { DatabaseSync } from 'node:sqlite';
import type { Position } from '../../kernel/domain/position.js';
import type { KeptDocuments } from '../../kernel/following/rebuilt-view.js';
import type { Collection, Document, Stored } from '../../kernel/ports/document-store.js';
import { SqliteDocumentReader } from './documents.reader.js';
import { tableOf } from './documents.worker.js';
import type { Row } from './search.worker.js';
import { placeToRead } from './place.js';

/** The documents of a directory, read as they are now, also while a server writes them. Nothing is created or changed. */
export class DocumentsToRead implements KeptDocuments {
  private readonly reader: SqliteDocumentReader;

  private constructor(private readonly database: DatabaseSync) {
    this.reader = new SqliteDocumentReader(database);
  }

  /** `isAlone`: no process can begin to write before this is closed. */
  static open(file: string, isAlone: boolean): DocumentsToRead {
    return new DocumentsToRead(new DatabaseSync(placeToRead(file, isAlone), { readOnly: true, timeout: 1_000 }));
  }

  async checkpoint(reader: string): Promise<Position | null> {
    return this.has('checkpoints') ? this.reader.checkpoint(reader) : null;
  }

  /** Empty where there is no such collection yet. */
  async get<D extends Document>(
    collection: Collection<D>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Stored<D>>> {
    return this.has(tableOf(collection.name).slice(1, -1)) ? storedIn<D>(this.reader.get(collection, ids)) : new Map();
  }

  /** No transaction spans two pages: the writer's log of changes would grow for as long as it lasts. */
  async *pages<D extends Document>(collection: Collection<D>): AsyncGenerator<ReadonlyMap<string, Stored<D>>> {
    if (!this.has(tableOf(collection.name).slice(1, -1))) return;
    for (let after = ''; ;) {
      const rows = this.reader.after(collection, after, rowsInAPage);
      if (rows.length === 0) return;
      yield storedIn<D>(rows);
      after = rows.at(-1)!.id;
    }
  }

  async close(): Promise<void> {
    this.reader.close();
  }

  private has(table: string): boolean {
    return (
      this.database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined
    );
  }
}

const rowsInAPage = 1_000;

const storedIn = <D extends Document>(rows: readonly Row[]): ReadonlyMap<string, Stored<D>> =>
  new Map(rows.map(({ id, position, body }) => [id, { document: JSON.parse(body) as D, position }]));
