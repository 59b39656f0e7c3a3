/* The same commands on plain PostgreSQL: read the stream, fold, insert under a unique key, in as few statements as that takes. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { empty, paidIn } from '../support/till.js';
import { payIn, payInsPerTill, serve } from './tills.js';

const table = `CREATE TABLE IF NOT EXISTS events (position bigserial PRIMARY KEY, stream text NOT NULL, revision int NOT NULL, id uuid NOT NULL,
  type text NOT NULL, data jsonb NOT NULL, metadata jsonb NOT NULL, UNIQUE (stream, revision))`;
const read = { name: 'read', text: 'SELECT data FROM events WHERE stream = $1 ORDER BY revision' };
const append = {
  name: 'append',
  text: 'INSERT INTO events (stream, revision, id, type, data, metadata) VALUES ($1, $2, $3, $4, $5, $6)',
};

serve(async ({ url, atOnce }) => {
  const pool = new pg.Pool({ connectionString: url, max: Math.min(atOnce, 32) });
  await pool.query(table);
  return {
    async payIns(tillId) {
      const stream = `till-${tillId}`;
      for (let amount = 0; amount < payInsPerTill; amount += 1) {
        const { rows } = await pool.query({ ...read, values: [stream] });
        const { balance } = rows.reduce((state, { data: paid }) => paidIn(state, paid), empty);
        const { type, data } = payIn(tillId, amount, balance);
        const metadata = { actor: 'bench', correlationId: randomUUID(), causationId: null, schemaVersion: 1 };
        await pool.query({ ...append, values: [stream, rows.length, randomUUID(), type, data, metadata] });
      }
    },
    close: () => pool.end(),
  };
});
