// Builds FerretDB once for this machine and prints where it is: `node test/support/ferretdb/build.mjs`. Two who call it at once wait for
// one build. What is built is pinned by go.mod and go.sum beside this file, but for one thing: FerretDB asks SQLite for an id in words that
// its own index is not made of, and where more than the id is asked not at all, and then reads the whole collection. Here it finds an id by the
// index, as MongoDB does, and checks the rest.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

const source = import.meta.dirname;
const pinned = createHash('sha256');
for (const file of ['go.mod', 'go.sum', 'main.go', 'build.mjs']) pinned.update(readFileSync(join(source, file)));
const directory = join(homedir(), '.cache', 'ishyura');
const program = join(directory, `ferretdb-${pinned.digest('hex').slice(0, 16)}`);
const lock = `${program}.lock`;
const longestBuildMs = 15 * 60_000;

mkdirSync(directory, { recursive: true });
while (!existsSync(program)) {
  if (!locked()) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    continue;
  }
  try {
    process.stderr.write('Building FerretDB for the tests; this takes some minutes, once.\n');
    const made = `${program}.${process.pid}`;
    const workshop = mkdtempSync(join(tmpdir(), 'ishyura-ferretdb-build-'));
    const go = (...words) =>
      execFileSync('go', words, { cwd: workshop, stdio: ['ignore', 'inherit', 'inherit'], timeout: longestBuildMs });
    for (const file of ['go.mod', 'go.sum', 'main.go']) copyFileSync(join(source, file), join(workshop, file));
    go('mod', 'vendor');
    const backend = join(workshop, 'vendor/github.com/FerretDB/FerretDB/internal/backends/sqlite');
    lookUpIdsFirst(join(backend, 'collection.go'));
    closeWhatWasRead(join(workshop, 'vendor/github.com/FerretDB/FerretDB/internal/handler/msg_update.go'));
    askAsIndexed(join(backend, 'metadata', 'metadata.go'));
    go('build', '-mod=vendor', '-tags', 'ferretdb_no_postgresql', '-o', made, '.');
    renameSync(made, program);
    rmSync(workshop, { recursive: true, force: true });
  } finally {
    rmSync(lock, { force: true });
  }
}
process.stdout.write(`${program}\n`);

function locked() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!alive(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function alive(lock) {
  try {
    const builder = Number(readFileSync(lock, 'utf8'));
    // Nothing in it yet: it has just been made.
    return builder === 0 || process.kill(builder, 0);
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}

function lookUpIdsFirst(file) {
  const text = readFileSync(file, 'utf8');
  const anyFilter = text.replace('params.Filter.Len() == 1', 'params.Filter.Len() >= 1');
  const severalIds = anyFilter.replace(
    'switch v.(type) {',
    `switch v := v.(type) {
		case *types.Document:
			in, _ := v.Get("$in")
			if ids, ok := in.(*types.Array); ok && v.Len() == 1 && ids.Len() > 0 {
				whereClause = fmt.Sprintf(" WHERE %s IN (?%s)", metadata.IDColumn, strings.Repeat(", ?", ids.Len()-1))
				for i := 0; i < ids.Len(); i++ {
					args = append(args, string(must.NotFail(sjson.MarshalSingleValue(must.NotFail(ids.Get(i))))))
				}
			}`,
  );
  const imports = severalIds.includes('"strings"') ? severalIds : severalIds.replace('"fmt"', '"fmt"\n\t"strings"');
  if (anyFilter === text || severalIds === anyFilter) throw new Error(`${file} is not the one that we know`);
  writeFileSync(file, imports);
}

function askAsIndexed(file) {
  const text = readFileSync(file, 'utf8');
  const asked = text.replace(`"->'$._id'"`, '`->"_id"`');
  if (asked === text) throw new Error(`${file} is not the one that we know`);
  writeFileSync(file, asked);
}

/** Each change of a bulk keeps a connection to SQLite until the last is done, and there are not so many. */
function closeWhatWasRead(file) {
  const text = readFileSync(file, 'utf8');
  const update = 'common.UpdateDocument(ctx, c, "update", iter, &u)\n';
  const closing = text.replace(update, `${update}\t\tcloser.Close()\n`);
  if (closing === text) throw new Error(`${file} is not the one that we know`);
  writeFileSync(file, closing);
}
