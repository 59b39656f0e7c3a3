import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Movement } from '../../kernel/domain/movement.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import { reference, type ReferenceOrders } from './reference.decider.js';
import type { ReferenceEvent } from './reference.events.js';

/**
 * Which movement a reference belongs to, in the log: for providers that call back at one address and name the reference in the body. It is read
 * from its stream, so it is known on every instance before the provider can call.
 */
export class References {
  readonly #handler: Handler<Movement | null, ReferenceOrders, ReferenceEvent>;

  constructor(private readonly kernel: Kernel) {
    this.#handler = new Handler(reference, kernel);
  }

  async give(provider: string, text: string, { kind, id, attempt }: Movement, by: Origin): Promise<void> {
    const movement = { kind, id, attempt };
    const at = instant(this.kernel.clock.now());
    await this.#handler.handle('Give', `${provider}-${text}`, { provider, reference: text, movement, at, by });
  }

  /** Null: it was given to none. */
  async movementOf(provider: string, text: string): Promise<Movement | null> {
    return (await this.#handler.load(`${provider}-${text}`)).state;
  }
}
