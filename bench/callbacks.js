import { asked } from './support/alternately.js';
import { inDirectory, unreachableProvider, startGateway } from './support/program.js';

/** (c) A callback on record before it is answered, against a bare POST. */
export const title = 'callback accepted, 64 connections';

export const measure = () =>
  inDirectory(async (directory) => {
    const gateway = await startGateway(directory, await unreachableProvider());
    try {
      const { ratio, ours, bare } = await asked(gateway, 'callbacks', '/callbacks/mtn-momo/…');
      return [
        {
          what: 'of the bare POST',
          target: 0.4,
          at: 'least',
          value: ratio,
          note: `bare ${Math.round(bare.perSecond)}/s`,
        },
        { what: 'per second', value: ours.perSecond, unit: '/s' },
        { what: 'p99', target: 20, at: 'most', value: ours.p99, unit: 'ms', note: `p50 ${ours.p50} ms` },
        {
          what: 'CPU of the main thread',
          value: ours.mainThreadCpuMs,
          unit: 'ms',
          note: `each; bare ${bare.mainThreadCpuMs.toFixed(2)} ms`,
        },
      ];
    } finally {
      await gateway.stop();
    }
  });
