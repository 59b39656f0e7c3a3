import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, readdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A PostgreSQL server of our own in a directory, with the durability that its packages ship: fsync and synchronous_commit are on. Its settings
 * are for the memory of this machine. Listens on a Unix socket only. `{ absent }` says why there is none.
 */
export async function startPostgres(directory) {
  const bin = programs();
  if (bin === null) return { absent: 'PostgreSQL is not installed here (Debian: apt-get install postgresql)' };
  // PostgreSQL refuses to run as root.
  const user = process.getuid() === 0 ? idsOf('postgres') : {};
  if (user === null) return { absent: 'PostgreSQL cannot run as root, and there is no user postgres' };
  const data = join(directory, 'postgres');
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined) for (const path of [directory, data]) chownSync(path, user.uid, user.gid);
  const options = { ...user, cwd: data, stdio: ['ignore', 'ignore', 'pipe'] };
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'bench', '--auth', 'trust', '--no-sync'], options);
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${data}`,
    'max_connections=80',
    'shared_buffers=512MB',
    'max_wal_size=2GB',
  ];
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((each) => ['-c', each])], options);
  const socket = join(data, '.s.PGSQL.5432');
  for (let tries = 0; !(await accepts(socket)); tries += 1) {
    if (server.exitCode !== null || tries === 200) throw new Error('PostgreSQL did not start');
    await sleep(50);
  }
  return {
    url: `postgresql://bench@/postgres?host=${encodeURIComponent(data)}`,
    version: execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).replace(
      /^.*\((PostgreSQL)\) (\S+).*$/s,
      '$1 $2',
    ),
    async stop() {
      server.kill('SIGINT');
      await once(server, 'exit');
    },
  };
}

/** The newest of Debian's, or the one on the path. */
function programs() {
  const debian = '/usr/lib/postgresql';
  try {
    const newest = readdirSync(debian).toSorted((one, other) => Number(other) - Number(one))[0];
    if (newest !== undefined) return join(debian, newest, 'bin');
  } catch {
    // Not Debian's.
  }
  try {
    return execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

function idsOf(name) {
  try {
    const id = (flag) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

const accepts = (path) =>
  new Promise((resolve) => {
    const socket = createConnection(path);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
