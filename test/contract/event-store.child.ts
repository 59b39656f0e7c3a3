// A process that the test kills, or that runs out of disk: it writes to the log as the store's own thread does, and reports the
// answers. It is started without a build, so it imports only types.
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { FromWriter, ToWriter } from '../../src/adapters/sqlite/log.worker.js';

const [file = '', weight = '10'] = process.argv.slice(2);
const eventsInOneAppend = 3;
const streams = 8;

const worker = new Worker(new URL('../../src/adapters/sqlite/log.worker.ts', import.meta.url), {
  workerData: { role: 'ishyura-log-writer', file },
});
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
let failures = 0;

const appendTo = (number: number, expected: number) =>
  worker.postMessage({
    commit: {
      batch: number,
      requests: [
        {
          append: {
            stream: `order-${number}`,
            expected,
            events: Array.from({ length: eventsInOneAppend }, (_, index) => ({
              id: `${number}/${expected + 1 + index}`,
              type: 'Happened',
              data: JSON.stringify('x'.repeat(Number(weight))),
              metadata: '{}',
            })),
          },
        },
      ],
    },
  } satisfies ToWriter);

worker.on('message', (message: FromWriter) => {
  if ('opened' in message) for (let number = 0; number < streams; number += 1) appendTo(number, -1);
  if ('refused' in message) say(`refused ${message.refused}`);
  if (!('done' in message)) return;
  const { batch, results } = message.done;
  const [result] = results;
  if (result && 'written' in result) {
    say(`written order-${batch} ${result.revision} ${result.position} .`);
    appendTo(batch, result.revision);
  } else if (result && 'failed' in result) {
    say(`failed order-${batch} ${result.failed}`);
    failures += 1;
    if (failures === streams) worker.postMessage({ close: true } satisfies ToWriter);
  }
});
