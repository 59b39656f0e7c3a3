import { logOfAMillion } from './support/million.js';
import { answerOf, inDirectory } from './support/program.js';

/** (d) All views from the beginning of the log, against reading it. */
export const title = 'rebuild of all views from 1 M events';

export async function measure() {
  const file = await logOfAMillion();
  // Read twice: the first brings the file into the system's memory, for both.
  await inAProcess({ work: 'read', file });
  const read = await inAProcess({ work: 'read', file });
  const rebuild = await inDirectory((directory) => inAProcess({ work: 'rebuild', file, directory }));
  return [
    {
      what: 'of raw read and JSON.parse',
      target: 0.25,
      at: 'least',
      value: read.seconds / rebuild.seconds,
      note: `raw ${read.seconds.toFixed(1)} s`,
    },
    { what: 'rebuild', value: rebuild.seconds, unit: 's', note: `${rebuild.cpuSeconds.toFixed(1)} s of CPU` },
    { what: 'greatest memory', target: 512, at: 'most', value: rebuild.peakRssMb, unit: 'MB' },
  ];
}

export const inAProcess = (question) => answerOf('support/rebuild.js', question);
