// A process that the test kills, or that runs out of disk: it writes to the log as the store's own thread does, and reports the
// answers. It is started without a build, so it imports only types.
import { writeSync } from 'node:fs';
import type { LogEngine } from '../../src/adapters/sqlite/log.worker.js';
import type * as Protocol from '../../src/adapters/sqlite/worker-protocol.js';

const [file = '', weight = '10'] = process.argv.slice(2);
const eventsInOneAppend = 3;
const streams = 8;

const protocol = new URL('../../src/adapters/sqlite/worker-protocol.ts', import.meta.url).href;
const { EngineWorker } = (await import(protocol)) as typeof Protocol;
/** Waits while the pipe to its parent is full. */
function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, `${line}\n`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'EAGAIN') throw error;
    }
  }
}

try {
  const worker = await EngineWorker.start<LogEngine>('log', file);
  await Promise.all(Array.from({ length: streams }, (_, number) => appendTo(worker, number)));
  await worker.close();
} catch (error) {
  say(`refused ${(error as Error).message}`);
}

/** Append upon append, until one fails. */
async function appendTo(worker: Protocol.EngineWorker<LogEngine>, number: number): Promise<void> {
  for (let expected = -1; ;) {
    const events = Array.from({ length: eventsInOneAppend }, (_, index) => ({
      id: `${number}/${expected + 1 + index}`,
      type: 'Happened',
      data: JSON.stringify('x'.repeat(Number(weight))),
      metadata: '{}',
    }));
    const [result] = await worker.ask([{ append: { stream: `order-${number}`, expected, events } }]);
    if (result && 'failed' in result) return say(`failed order-${number} ${result.failed}`);
    if (!result || !('written' in result)) throw new Error(`Answered with ${JSON.stringify(result)}`);
    say(`written order-${number} ${result.revision} ${result.position} .`);
    expected = result.revision;
  }
}
