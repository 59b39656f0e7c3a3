/* Loaded into every program that is measured: tells over IPC what it has used, how late its event loop was, and what it still holds. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.send) {
  const resolutionMs = 1;
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  process.on('message', ({ number, question }) => {
    if (question === 'live') process.send({ answerTo: number, answer: { liveMb: liveMb() } });
    if (question !== 'usage') return;
    const { user, system } = process.cpuUsage();
    const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - resolutionMs);
    const main = process.threadCpuUsage();
    const answer = {
      mainThreadCpuMs: (main.user + main.system) / 1_000,
      cpuMs: (user + system) / 1_000,
      rssMb: process.memoryUsage.rss() / 2 ** 20,
      peakRssMb: process.resourceUsage().maxRSS / 1024,
      loopDelayP99Ms: late(delay.percentile(99)),
      loopDelayMaxMs: late(delay.max),
    };
    delay.reset();
    process.send({ answerTo: number, answer });
  });
  // A bench that dies leaves no program behind.
  process.on('disconnect', () => process.exit(1));
}

/** What is left on the heap after a full collection. It stops the program for as long as that takes. */
function liveMb() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
