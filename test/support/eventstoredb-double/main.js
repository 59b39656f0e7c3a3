// node test/support/eventstoredb-double/main.js --port 2113 [--control 2114]
// SIGTERM stops it as politely as the real one; POST /<fault> to the control port makes it fail, GET /calls says what it was called for.
import { createServer } from 'node:http';
import { registerHooks } from 'node:module';
import { parseArgs } from 'node:util';

// The sources import the built names of their neighbours, and there is no build here.
registerHooks({
  resolve(specifier, context, next) {
    const ours = specifier.startsWith('./') && context.parentURL?.includes('/eventstoredb-double/');
    return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
const { EventStoreDouble } = await import('./double.js');

const { values } = parseArgs({ options: { port: { type: 'string', default: '2113' }, control: { type: 'string' } } });
const double = await EventStoreDouble.start({ port: Number(values.port) });
console.log(`A double of EventStoreDB 23.10.6, in memory: ${double.connectionString}`);

process.on('SIGTERM', () => void double.stopPolitely().then(() => process.exit(0)));

const faults = {
  kill: () => double.kill(),
  stop: () => double.stopPolitely(),
  'come-back': () => double.comeBack({ fromCheckpoints: true }),
  freeze: () => double.freeze(),
  thaw: () => double.thaw(),
  'write-then-break': () => double.faultyAppends('write-then-break'),
  'break-before-write': () => double.faultyAppends('break-before-write'),
  'too-slow': () => double.findConsumersTooSlow(),
  'disk-full': () => double.diskIsFull(true),
  'disk-free': () => double.diskIsFull(false),
  'not-leader': ({ host, port }) => double.leaderIs(host ? { host, port: Number(port) } : null),
  redeliver: () => double.redeliver(),
};
if (values.control !== undefined) {
  createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://double');
    if (request.method === 'GET' && pathname === '/calls') {
      response.end(JSON.stringify(Object.fromEntries(double.calls)));
      return;
    }
    const fault = faults[pathname.slice(1)];
    if (request.method !== 'POST' || fault === undefined) {
      response.writeHead(404).end(`GET calls, or POST one of ${Object.keys(faults).join(', ')}\n`);
      return;
    }
    Promise.resolve(fault(Object.fromEntries(searchParams))).then(
      () => response.writeHead(204).end(),
      (error) => response.writeHead(500).end(String(error)),
    );
  }).listen(Number(values.control), '127.0.0.1');
}
