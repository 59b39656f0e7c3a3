// node deploy/backup.mjs DATA_DIR TARGET
//
// Copies the embedded stores of DATA_DIR into the new directory TARGET while the program runs. The log goes first and the keys second: a payer's key is on the
// disk before anything is sealed with it, so keys that are copied later open every event that was copied earlier. The other way round
// the log would hold payers who are new in between, whose data could not be read. Documents are not copied, since they are filled anew
// from the log. The master key is not copied, because a backup that holds it can be read by anyone who finds it.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const [from, to] = process.argv.slice(2);
try {
  if (!from || !to) throw new Error('name two directories: DATA_DIR, and a target that does not exist yet');
  for (const file of ['events.sqlite', 'keys.sqlite']) {
    if (!existsSync(join(from, file))) throw new Error(`${from} holds no ${file}`);
  }
  mkdirSync(to, { mode: 0o700 });
  for (const file of ['events.sqlite', 'keys.sqlite']) copy(join(from, file), join(to, file));
  sync(to);
  const position = positionIn(join(to, 'events.sqlite'));
  console.log(`events up to position ${position}`);
  leaveStamp(position);
} catch (error) {
  console.error(`backup: ${await inWords(error)}`);
  process.exitCode = 1;
}

/** As the program says it, where it has been built. */
async function inWords(error) {
  const { namedFault } = await import('../dist/kernel/storage-faults.js').catch(() => ({}));
  return namedFault === undefined ? error.message : namedFault(error);
}

/** One read transaction: a consistent copy of the source, which can be written to meanwhile. */
function copy(source, target) {
  const database = new DatabaseSync(source, { timeout: 10_000 });
  try {
    database.prepare('VACUUM INTO ?').run(target);
  } finally {
    database.close();
  }
  sync(target);
  const copied = new DatabaseSync(target, { readOnly: true });
  try {
    const [{ quick_check: verdict }] = copied.prepare('PRAGMA quick_check(1)').all();
    if (verdict !== 'ok') throw new Error(`${target} is damaged: ${verdict}`);
  } finally {
    copied.close();
  }
  console.log(`${target}: ${statSync(target).size} bytes`);
}

/** `ishyura doctor` tells from it how old the newest backup is. A backup that cannot leave it is still a backup. */
function leaveStamp(position) {
  const stamp = join(from, 'last-backup.json');
  try {
    writeFileSync(`${stamp}.new`, `${JSON.stringify({ at: new Date().toISOString(), position })}\n`, { mode: 0o600 });
    renameSync(`${stamp}.new`, stamp);
  } catch (error) {
    console.error(`backup: it is whole, but ${stamp} cannot be written: ${error.message}`);
  }
}

function sync(path) {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function positionIn(log) {
  const database = new DatabaseSync(log, { readOnly: true });
  try {
    return database.prepare('SELECT coalesce(max(position), 0) AS position FROM events').get().position;
  } finally {
    database.close();
  }
}
