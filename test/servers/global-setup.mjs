// The servers of `npm run test:servers`: those of EVENTSTORE_URL and MONGODB_URL, else those of docker-compose.yml where a Docker engine
// is available, else the double of EventStoreDB and FerretDB. The choice is printed, because a passed suite means nothing without it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const compose = (...args) =>
  spawnSync('docker', ['compose', ...args], { cwd: root, encoding: 'utf8', timeout: 300_000 });

export default function setup() {
  const given = process.env['EVENTSTORE_URL'] || process.env['MONGODB_URL'];
  const hasEngine = !given && spawnSync('docker', ['info'], { timeout: 10_000 }).status === 0;
  if (hasEngine) {
    const up = compose('up', '--detach', '--wait', 'eventstoredb', 'mongodb');
    if (up.status !== 0) throw new Error(`docker compose could not start the servers: ${up.stderr}`);
    process.env['EVENTSTORE_URL'] = 'esdb://127.0.0.1:2113?tls=false';
    process.env['MONGODB_URL'] = 'mongodb://127.0.0.1:27017/?directConnection=true';
    process.env['ISHYURA_TEST_COMPOSE'] = 'up';
  }
  const why = given ? 'given by its URL' : hasEngine ? 'of docker-compose.yml' : null;
  const instead = 'no URL given and no Docker engine here';
  const eventStore = process.env['EVENTSTORE_URL'] ? `EventStoreDB ${why}` : `the double of 23.10.6 (${instead})`;
  const mongo = process.env['MONGODB_URL'] ? `MongoDB ${why}` : `FerretDB 1.24 (${instead})`;
  process.stderr.write(
    [
      '',
      `EventStoreDB: several instances on ${eventStore};`,
      '  everything else always on the double, which has an empty log for every test.',
      `MongoDB: every suite on ${mongo}.`,
      '',
    ].join('\n'),
  );
}

export function teardown() {
  if (process.env['ISHYURA_TEST_COMPOSE'] === 'up') compose('stop', 'eventstoredb', 'mongodb');
}
