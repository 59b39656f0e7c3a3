/* What a team would write instead of the gateway's POST: claim of the record and the payment's first event, in one transaction of PostgreSQL. */
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';

const tables = `CREATE TABLE IF NOT EXISTS events (position bigserial PRIMARY KEY, stream text NOT NULL, revision int NOT NULL, id uuid NOT NULL,
  type text NOT NULL, data jsonb NOT NULL, metadata jsonb NOT NULL, UNIQUE (stream, revision))`;
const append = {
  name: 'append',
  text: `INSERT INTO events (stream, revision, id, type, data, metadata) VALUES ($1, 0, $2, 'RecordClaimed', $3, $4), ($5, 0, $6, 'PaymentCreated', $3, $4)`,
};

export async function openKept(url) {
  const pool = new pg.Pool({ connectionString: url, max: 32 });
  await pool.query(tables);
  return async (key, body) => {
    const hash = (...parts) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
    const id = `pay_${hash('bench', key)}`;
    const metadata = { actor: 'bench', correlationId: randomUUID(), causationId: null, schemaVersion: 1 };
    const values = [`record-${hash(body.record)}`, randomUUID(), { ...body, id }, metadata, id, randomUUID()];
    await pool.query({ ...append, values });
    return id;
  };
}
