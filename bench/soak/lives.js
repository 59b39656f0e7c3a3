import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../test/support/free-port.js';
import { startGateway } from '../support/program.js';

const sampledEveryMs = 10_000;
const collectedWithinMs = 15_000;

/** One gateway on one address and one directory, killed and started again; and what each of its lives was like. */
export class Lives {
  /** `{ readyMs, cpuMs, loopDelayP99Ms, loopDelayMaxMs, liveMb, killed, samples: [{ atMs, rssMb }] }`, `atMs` from when it was ready. */
  all = [];
  /** Sentences: ends that the plan did not order. */
  unordered = [];

  static async begin(directory, provider, settings) {
    return new Lives(directory, provider, { ...settings, PORT: String(await freePort()) });
  }

  constructor(directory, provider, settings) {
    this.log = createWriteStream(join(directory, 'gateway.log'));
    this.url = `http://127.0.0.1:${settings.PORT}`;
    this.startNext = () => startGateway(directory, provider, { ...settings, hear: (chunk) => this.log.write(chunk) });
  }

  get current() {
    return this.all.at(-1);
  }

  async start() {
    this.gateway = await this.startNext();
    // What the start itself took is no lateness of the life that follows.
    await this.gateway.ask('usage').catch(() => null);
    const life = {
      readyMs: this.gateway.startedMs,
      cpuMs: 0,
      loopDelayP99Ms: 0,
      loopDelayMaxMs: 0,
      liveMb: null,
      killed: false,
    };
    Object.assign(life, { readyAt: performance.now(), samples: [], ending: false });
    this.all.push(life);
    const { child } = this.gateway;
    child.once('exit', (code, signal) => {
      clearInterval(this.sampling);
      if (!life.ending)
        this.unordered.push(`life ${this.all.length} ended by itself: ${signal ?? code} ${child.lastWords}`);
    });
    this.sampling = setInterval(() => void this.sample(), sampledEveryMs);
  }

  async sample() {
    const { gateway, current } = this;
    // One that is being killed answers nothing more, and that is all.
    const used = await gateway.ask('usage').catch(() => null);
    if (used === null) return;
    current.samples.push({ atMs: performance.now() - current.readyAt, rssMb: used.rssMb });
    current.cpuMs = used.cpuMs;
    current.loopDelayP99Ms = Math.max(current.loopDelayP99Ms, used.loopDelayP99Ms);
    current.loopDelayMaxMs = Math.max(current.loopDelayMaxMs, used.loopDelayMaxMs);
  }

  /** Has it say what it holds, kills it, and has the next one ready at once. */
  async killAndStart() {
    this.current.liveMb = await this.live();
    await this.kill();
    this.current.killed = true;
    await this.start();
  }

  /** MiB on the heap after a collection; null when it does not say. */
  async live() {
    const said = this.gateway.ask('live').then(
      ({ liveMb }) => liveMb,
      () => null,
    );
    return Promise.race([said, sleep(collectedWithinMs, null, { ref: false })]);
  }

  async kill() {
    clearInterval(this.sampling);
    if (this.gateway === undefined) return;
    const { child } = this.gateway;
    this.current.ending = true;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async stop() {
    await this.sample();
    clearInterval(this.sampling);
    this.current.ending = true;
    await this.gateway.stop();
  }
}
