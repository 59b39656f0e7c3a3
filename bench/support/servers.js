import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import mongoose from 'mongoose';
import { freePort } from '../../test/support/free-port.js';

/** What speaks the servers' protocols on a machine that has no servers; both are test equipment. */
export const whatServers = 'a double of EventStoreDB 23.10.6 in memory, and FerretDB 1.24 over SQLite';

/** Each in a process of its own, with nothing in it. They count what they are asked. */
export async function startServers(directory) {
  const double = await startDouble();
  const ferret = await startFerret(directory);
  const mongo = await mongoose.mongo.MongoClient.connect(ferret.url);
  const commands = async () => {
    const { metrics } = await mongo.db('admin').command({ serverStatus: 1 });
    return Object.entries(metrics.commands).map(([name, { total }]) => [name, Number(total)]);
  };
  return {
    settings: { EVENTSTORE_URL: double.url, MONGODB_URL: `${ferret.url}bench` },
    /** Calls so far, by what was called: `mongodb find`, `Append payment`, `Read $all`. */
    async calls() {
      const ofMongo = (await commands()).map(([name, total]) => [`mongodb ${name}`, total]);
      const ofDouble = Object.entries(await (await fetch(double.calls)).json());
      return new Map([...ofMongo, ...ofDouble.map(([path, total]) => [path.split('/').at(-1), total])]);
    },
    async stop() {
      await mongo.close();
      await ended(ferret.child, () => ferret.child.stdin.end());
      await ended(double.child, () => double.child.kill('SIGKILL'));
    },
  };
}

const support = (path) => fileURLToPath(new URL(`../../test/support/${path}`, import.meta.url));

async function startDouble() {
  const [port, control] = [await freePort(), await freePort()];
  const program = support('eventstoredb-double/main.js');
  const child = spawn(process.execPath, [program, '--port', String(port), '--control', String(control)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await firstLine(child);
  return { child, url: `esdb://127.0.0.1:${port}?tls=false`, calls: `http://127.0.0.1:${control}/calls` };
}

/** Its standard input ends with the bench, and it with that. */
async function startFerret(directory) {
  const program = execFileSync(process.execPath, [support('ferretdb/build.mjs')], { encoding: 'utf8' }).trim();
  const child = spawn(program, [directory], { stdio: ['pipe', 'pipe', 'inherit'] });
  return { child, url: await firstLine(child) };
}

function firstLine(child) {
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`${child.spawnargs[1]} ended with ${code} before it was ready`)));
  });
}

async function ended(child, end) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  end();
  await exit;
}
