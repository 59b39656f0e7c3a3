import { isUtf8 } from 'node:buffer';
import { instant } from '../../kernel/domain/clock.js';
import type { Movement } from '../../kernel/domain/movement.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { tokenHash, type CallbackAddresses } from './callback-addresses.js';
import { callback, type CallbackOrders } from './callback.decider.js';
import { FloodGate } from './flood-gate.js';
import type { CallbackEvent, RawCallback, Signature } from './callback.events.js';
import { keptHeaders } from './kept-headers.js';

export interface Delivery extends Omit<RawCallback, 'body'> {
  /** As it came over the wire. */
  readonly body: string | Buffer;
  readonly provider: string;
  readonly token: string;
  readonly method: 'POST' | 'PUT';
}

/** The person that a movement asks or pays, sealed as in its events. The module of movements sets the function. */
export class Persons {
  /** Null when there is no such movement. */
  of: (movement: Movement) => Promise<Sealed | null> = () => Promise.resolve(null);
}

/** What a callback at the one address of its provider names, and what its signature is worth. */
export interface Named {
  /** Null: no movement of ours has the reference, or the body names none. */
  readonly movement: Movement | null;
  readonly reference: string | null;
  readonly signature: Signature;
}

/** How callbacks at the one address of a provider are read. The module of movements sets the function. */
export class OneAddress {
  /** Null: the provider has an address for each movement. */
  read: (provider: string, body: string) => Promise<Named | null> = () => Promise.resolve(null);
}

/** Records every callback, raw, before it is answered. */
export class Callbacks {
  readonly #handler: Handler<null, CallbackOrders, CallbackEvent>;
  readonly #gate: FloodGate;

  constructor(
    private readonly kernel: Kernel,
    private readonly addresses: CallbackAddresses,
    private readonly personalData: PersonalData,
    private readonly persons: Persons,
    private readonly oneAddress: OneAddress = new OneAddress(),
  ) {
    this.#handler = new Handler(callback, kernel);
    this.#gate = new FloodGate(kernel.clock);
  }

  /** Answers whether the body was JSON. Throws `TooManyRequests` above the limit, and has recorded nothing then. */
  async record({ provider, token, method, headers, body, sourceAddress }: Delivery): Promise<boolean> {
    // Bytes that are not UTF-8 are not JSON either. They are kept as one character each, so none is lost.
    const isText = typeof body === 'string' || isUtf8(body);
    const text = typeof body === 'string' ? body : body.toString(isText ? 'utf8' : 'latin1');
    const said = isText ? parseJson(text) : undefined;
    const { matched, hash, signature } = await this.#match(provider, token, text);
    const evidence: RawCallback = { headers: keptHeaders(headers), body: text, sourceAddress };
    this.#gate.let(matched !== null, hash, sourceAddress, bytesInTheLog(evidence));
    const raw = await this.#seal(matched, evidence);
    const at = instant(this.kernel.clock.now());
    await this.#handler.handle('Record', `${provider}-${hash}`, {
      delivery: { provider, tokenHash: hash, method, matched, signature, raw, at },
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

  /** By the address where each movement has its own; else by what the body names, and kept where the movement's own callbacks would be. */
  async #match(provider: string, token: string, body: string): Promise<Match> {
    const own = this.addresses.read(provider, token);
    const named =
      own === null && this.addresses.isForAll(provider, token) ? await this.oneAddress.read(provider, body) : null;
    if (named === null) return { matched: own, hash: tokenHash(token), signature: null };
    const { movement: matched, reference, signature } = named;
    const hash =
      matched === null ? tokenHash(JSON.stringify([token, reference])) : this.addresses.hashOf(provider, matched);
    return { matched, hash, signature };
  }

  /** Sealed under the key of its movement, not of the number that the body names: so an erased person gets no new key. */
  async #seal(matched: Movement | null, evidence: RawCallback): Promise<Sealed<RawCallback>> {
    const person = matched === null ? null : await this.persons.of(matched);
    return person === null
      ? this.personalData.seal(unknownSubject, evidence)
      : this.personalData.sealUnderKeyOf(person, evidence);
  }
}

interface Match {
  readonly matched: Movement | null;
  readonly hash: string;
  readonly signature: Signature;
}

/** For a callback about no known movement. The value is in the log, so it stays. */
const unknownSubject = 'nobody-known';

/** What one delivery adds to the log: the evidence, sealed as base64, the other members of the event and its metadata. */
const bytesInTheLog = (evidence: RawCallback): number =>
  Math.ceil((Buffer.byteLength(JSON.stringify(evidence)) * 4) / 3) + bytesBesideTheEvidence;
const bytesBesideTheEvidence = 640;

/** Undefined where the body is not JSON; null is JSON. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
