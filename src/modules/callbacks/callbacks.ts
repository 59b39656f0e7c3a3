import { isUtf8 } from 'node:buffer';
import { instant } from '../../kernel/domain/clock.js';
import type { Movement } from '../../kernel/domain/movement.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { tokenHash, type CallbackAddresses } from './callback-addresses.js';
import { callback, type CallbackOrders } from './callback.decider.js';
import { FloodGate } from './flood-gate.js';
import type { CallbackEvent, RawCallback } from './callback.events.js';
import { keptHeaders } from './kept-headers.js';

export interface Delivery extends Omit<RawCallback, 'body'> {
  /** As it came over the wire. */
  readonly body: string | Buffer;
  readonly provider: string;
  readonly token: string;
  readonly method: 'POST' | 'PUT';
}

/** Whom a movement asks or pays, as its events have it sealed. The module that knows movements sets it. */
export class Persons {
  /** Null when there is no such movement. */
  of: (movement: Movement) => Promise<Sealed | null> = () => Promise.resolve(null);
}

/** Puts what providers tell us unasked on record, raw, before it is answered. */
export class Callbacks {
  readonly #handler: Handler<null, CallbackOrders, CallbackEvent>;
  readonly #gate: FloodGate;

  constructor(
    private readonly kernel: Kernel,
    private readonly addresses: CallbackAddresses,
    private readonly personalData: PersonalData,
    private readonly persons: Persons,
  ) {
    this.#handler = new Handler(callback, kernel);
    this.#gate = new FloodGate(kernel.clock);
  }

  /** Says whether it was JSON at all. Throws `TooManyRequests` in a flood, and has kept nothing then. */
  async record({ provider, token, method, headers, body, sourceAddress }: Delivery): Promise<boolean> {
    // Bytes that are no UTF-8 are no JSON either, and are kept as one character each: nothing of them is lost.
    const isText = typeof body === 'string' || isUtf8(body);
    const text = typeof body === 'string' ? body : body.toString(isText ? 'utf8' : 'latin1');
    const said = isText ? parseJson(text) : undefined;
    const matched = this.addresses.read(provider, token);
    const hash = tokenHash(token);
    const evidence: RawCallback = { headers: keptHeaders(headers), body: text, sourceAddress };
    this.#gate.let(matched !== null, hash, sourceAddress, bytesInTheLog(evidence));
    const raw = await this.#seal(matched, evidence);
    const at = instant(this.kernel.clock.now());
    await this.#handler.handle('Record', `${provider}-${hash}`, {
      delivery: { provider, tokenHash: hash, method, matched, raw, at },
      wellFormed: said !== undefined,
      at,
      by: {
        actor: { kind: 'provider', id: provider, name: provider },
        correlationId: this.kernel.newId(),
        causationId: null,
      },
    });
    return said !== undefined;
  }

  /** Under the key of the movement that it is about, whatever number it names: a person who was erased gets no new key by it. */
  async #seal(matched: Movement | null, evidence: RawCallback): Promise<Sealed<RawCallback>> {
    const person = matched === null ? null : await this.persons.of(matched);
    return person === null
      ? this.personalData.seal(nobodyKnown, evidence)
      : this.personalData.sealUnderKeyOf(person, evidence);
  }
}

const nobodyKnown = 'nobody-known';

/** What one delivery adds to the log: the evidence, sealed as base64, the other members of the event and its metadata. */
const bytesInTheLog = (evidence: RawCallback): number =>
  Math.ceil((Buffer.byteLength(JSON.stringify(evidence)) * 4) / 3) + bytesBesideTheEvidence;
const bytesBesideTheEvidence = 640;

/** Undefined for what is no JSON; null is JSON. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
