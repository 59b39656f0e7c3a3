import { copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerOf, inDirectory } from './support/program.js';

/** (h) Every filter of `GET /v1/payments` alone and in pairs, embedded store, and what its indexes cost the writer. */
export const title = 'lists of 1 M payments, every filter alone and in pairs';

/** Raise it when the documents or the file change their shape. */
const formatVersion = 1;
const rounds = 9;
const changedPayments = 2_000;

export async function measure() {
  const file = join(tmpdir(), `ishyura-bench-lists-v${formatVersion}.sqlite`);
  const filled = await asked({ work: 'fill', file });
  if (filled.seconds !== null) console.log(`A million documents were written in ${filled.seconds.toFixed(0)} s`);
  const { ofAll, ofOneClient, loopDelayMaxMs } = await asked({ work: 'ask', file, rounds });
  const changes = await inDirectory((directory) => {
    const copy = join(directory, 'documents.sqlite');
    copyFileSync(file, copy);
    return asked({ work: 'change', file: copy, payments: changedPayments });
  });
  const rows = ({ p50Ms, p99Ms, p99CpuMs, refused, questions, worst }, whose) => [
    { what: `${whose}: p99`, target: 30, at: 'most', value: p99Ms, unit: 'ms', note: `p50 ${p50Ms.toFixed(1)} ms` },
    {
      what: `${whose}: CPU p99`,
      value: p99CpuMs,
      unit: 'ms',
      note: `most ${worst.cpuMs.toFixed(0)} ms: ${JSON.stringify(worst.where).replaceAll('"', '')}`,
    },
    { what: `${whose}: refused as too broad`, value: refused, note: `of ${questions}` },
  ];
  return [
    ...rows(ofAll, 'all payments'),
    ...rows(ofOneClient, 'those of one client'),
    { what: 'longest stop of the main thread', value: loopDelayMaxMs, unit: 'ms' },
    { what: 'CPU of a change', value: changes.perChangeMs, unit: 'ms', note: '50 documents written together' },
  ];
}

const asked = (question) => answerOf('support/listed-payments.js', question);
