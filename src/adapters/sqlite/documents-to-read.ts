import { DatabaseSync } from 'node:sqlite';
import type { Position } from '../../kernel/domain/position.js';
import type { Collection, Document } from '../../kernel/ports/document-store.js';
import { SqliteDocumentReader } from './documents.reader.js';
import { tableOf } from './documents.worker.js';
import { placeToRead } from './place.js';

/** The documents of a directory, read as they are now, also while a server writes them. Nothing is created or changed. */
export class DocumentsToRead {
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

  /** Undefined where there is no such document, or no such collection yet. */
  async get<D extends Document>(collection: Collection<D>, id: string): Promise<D | undefined> {
    if (!this.has(tableOf(collection.name).slice(1, -1))) return undefined;
    const [row] = this.reader.get(collection, [id]);
    return row && (JSON.parse(row.body) as D);
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
