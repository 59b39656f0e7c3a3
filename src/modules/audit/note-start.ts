import { instant } from '../../kernel/domain/clock.js';
import { StoppableRun } from '../../kernel/following/stoppable-run.js';
import type { Process } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { GatewayStarted, type StartFacts } from './note.events.js';
import { note } from './notes.js';

/** Puts each start on record. It keeps no start waiting: where the log is away, it is tried again until it is back. */
export class NoteStart implements Process {
  readonly #run = new StoppableRun();

  constructor(
    private readonly kernel: Kernel,
    private readonly facts: StartFacts,
  ) {}

  async start(): Promise<void> {
    const { clock, newId } = this.kernel;
    const id = newId();
    const event = GatewayStarted({ ...this.facts, at: instant(clock.now()) });
    const by = {
      actor: { kind: 'system', id: 'start', name: 'start of the gateway' },
      correlationId: id,
      causationId: null,
    } as const;
    this.#run.start(async (signal) => {
      for (let faults = 0; !signal.aborted; faults += 1) {
        try {
          return await note(this.kernel, `gateway-${id}`, event, by);
        } catch {
          // Health says that the log is away.
          await clock.sleep(Math.min(10_000, 100 * 2 ** faults), signal).catch(() => undefined);
        }
      }
    });
  }

  async stop(): Promise<void> {
    await this.#run.stop();
  }
}
