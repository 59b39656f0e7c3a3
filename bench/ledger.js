import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { logOfAMillion } from './support/million.js';
import { answerOf, gatewayOptions, inDirectory } from './support/program.js';

/** (l) Posting a log of a million events, its documents anew, and questions over a million entries; embedded stores. */
export const title = 'the ledger of 1 M events, and of 1 M entries';

export async function measure() {
  const log = await logOfAMillion();
  return inDirectory(async (directory) => {
    const file = join(directory, 'events.sqlite');
    copyFileSync(log, file);
    const posted = await asked({ work: 'post', file, directory });
    const rebuilt = await asked({ work: 'rebuild', file, documents: join(directory, 'rebuilt.sqlite') });
    const entries = join(directory, 'entries.sqlite');
    await asked({ work: 'write', file: entries });
    const documents = join(directory, 'of-entries.sqlite');
    const filled = await asked({ work: 'rebuild', file: entries, documents });
    const answers = await asked({ work: 'ask', file: entries, documents });
    return [
      {
        what: 'post 1 M events that no ledger has read yet',
        value: posted.seconds,
        unit: 's',
        note: `${told(posted)}; ${posted.entries} entries, once in the life of an installation`,
      },
      {
        what: 'documents of a log of 1 M events anew',
        target: 15,
        at: 'most',
        value: rebuilt.seconds,
        unit: 's',
        note: told(rebuilt),
      },
      { what: 'documents of 1 M entries anew', value: filled.seconds, unit: 's', note: told(filled) },
      { what: 'greatest memory of it', target: 512, at: 'most', value: filled.peakRssMb, unit: 'MB' },
      ...answers.map(({ what, p50Ms, p99Ms, cpuMs, target }) => ({
        what,
        ...(target === null ? {} : { target, at: 'most' }),
        value: p99Ms,
        unit: 'ms',
        note: `p99; p50 ${p50Ms.toFixed(1)} ms, ${cpuMs.toFixed(1)} ms of CPU each`,
      })),
    ];
  });
}

const told = ({ cpuSeconds, peakRssMb }) => `${cpuSeconds.toFixed(1)} s of CPU, at most ${peakRssMb.toFixed(0)} MB`;

const asked = (question) => answerOf('support/ledger.js', question, gatewayOptions);
