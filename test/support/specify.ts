import { expect } from '@jest/globals';
import { evolve, type Decider } from '../../src/kernel/domain/decider.js';
import type { AnyEventDefinition, DomainEvent, Origin, Recorded } from '../../src/kernel/domain/events.js';
import { Refusal } from '../../src/kernel/domain/refusal.js';
import type { Document } from '../../src/kernel/ports/document-store.js';
import { causedBy, type Policy } from '../../src/kernel/following/policy.js';
import { applyTo, idsOf, type View } from '../../src/kernel/following/view.js';
import { noon } from './fake-clock.js';

/** One order by its name: `{ StopWaiting: { paymentId, at } }`. */
export type Asked<Orders> = { [Name in keyof Orders]: { readonly [N in Name]: Orders[Name] } }[keyof Orders];

interface DecisionOptions {
  /** For commands whose repetition is a new fact, such as a note. */
  readonly notIdempotent?: boolean;
}

/**
 * The language of a decider's spec: given what happened, when this is asked, then exactly that comes of it. Whatever is emitted also goes
 * through its stored form and back, leads to the same state there, and comes of the same order only once.
 */
export function specify<State, Orders extends object, E extends DomainEvent>(decider: Decider<State, Orders, E>) {
  const decide = (state: State, asked: Asked<Orders>): readonly E[] => {
    const [[name, order], ...more] = Object.entries(asked) as [[keyof Orders, never]];
    expect(more).toEqual([]);
    return decider.decide[name](frozen(state), order);
  };
  const folded = (events: readonly E[]): State => evolve<State, E>(decider, decider.initial, events);
  const throughTheStore = (events: readonly E[]): E[] => events.map((event) => stored(decider.events, event));

  return {
    given: (...before: readonly E[]) => ({
      when(asked: Asked<Orders>, { notIdempotent = false }: DecisionOptions = {}) {
        return {
          thenEmits(...expected: readonly [E, ...E[]]): void {
            const emitted = decide(folded(before), asked);
            expect(emitted).toEqual(expected);
            const all = [...before, ...emitted];
            expect(throughTheStore(all)).toEqual(all);
            expect(folded(throughTheStore(all))).toEqual(folded(all));
            if (!notIdempotent) expect(decide(folded(all), asked)).toEqual([]);
          },
          thenNothing(): void {
            expect(decide(folded(throughTheStore(before)), asked)).toEqual([]);
          },
          thenRefuses(code: string, detail?: object): void {
            const refusal = thrownBy(() => decide(folded(throughTheStore(before)), asked));
            expect(refusal).toBeInstanceOf(Refusal);
            expect(refusal).toMatchObject({ code, ...(detail === undefined ? {} : { detail }) });
          },
        };
      },
    }),
  };
}

/**
 * The language of a view's spec. Every event is delivered twice, a restart at any point delivers again what came after it, documents rest as
 * JSON in between, and all of this must show what one reading of the whole log shows.
 */
export function specifyView<D extends Document, E extends DomainEvent>(view: View<D, E>) {
  return {
    given(...events: readonly (E | Recorded<E>)[]) {
      const history = inOrder(events.map((event) => stored(view.events, event)));
      const rebuilt = new Shelf(view).deliver(history);
      const twice = new Shelf(view).deliver(history.flatMap((event) => [event, event]));
      expect(twice.documents).toEqual(rebuilt.documents);
      for (const again of history.keys()) {
        const restarted = new Shelf(view).deliver(history).deliver(history.slice(again));
        expect(restarted.documents).toEqual(rebuilt.documents);
      }
      return {
        /** Null: the view has no such document. */
        thenShows(id: string, document: D | null): void {
          expect(rebuilt.documents.get(id) ?? null).toEqual(document);
        },
        thenShowsPartly(id: string, part: Partial<D>): void {
          expect(rebuilt.documents.get(id)).toMatchObject(part);
        },
        thenShowsOnly(...ids: readonly string[]): void {
          expect([...rebuilt.documents.keys()].sort()).toEqual([...ids].sort());
        },
      };
    },
  };
}

/** The calls of a double of a port, in order: `['submit', 'pay_1', …]`. */
export type Calls = readonly (readonly unknown[])[];

/** A double of a port with given answers, which records its calls. */
export function recording<Port extends object>(answers: { readonly [Name in keyof Port]?: Port[Name] }): {
  readonly port: Port;
  readonly calls: unknown[][];
} {
  const calls: unknown[][] = [];
  const told = Object.entries(answers as Record<string, (...given: unknown[]) => unknown>);
  const methods = told.map(([name, answer]) => [
    name,
    (...given: unknown[]) => {
      calls.push([name, ...given]);
      return answer(...given);
    },
  ]);
  return { port: Object.fromEntries(methods) as Port, calls };
}

/**
 * The language of a policy's spec: when this event is delivered, then these port calls result. The event is delivered twice; `thenAsks` lists the calls of
 * the first delivery, and the second may differ only in `first`.
 */
export function specifyPolicy<E extends DomainEvent>(policy: Policy<E>, { calls }: { readonly calls: unknown[][] }) {
  const deliver = async (event: Recorded<E>, first: boolean): Promise<Calls> => {
    const before = calls.length;
    const react = policy.when[event.type as E['type']] as (
      event: Recorded<E>,
      by: Origin,
      delivery: { first: boolean },
    ) => Promise<void>;
    await react(event, causedBy(policy.name, event), { first });
    return calls.slice(before);
  };
  return {
    when(happened: E) {
      const [event] = inOrder([stored(policy.events, happened)]) as [Recorded<E>];
      return {
        by: causedBy(policy.name, event),
        async thenAsks(...expected: Calls): Promise<void> {
          expect(await deliver(event, true)).toEqual(expected);
          const again = expected.map((call) => call.map((given) => (isFirst(given) ? { first: false } : given)));
          expect(await deliver(event, false)).toEqual(again);
        },
        async thenFails(why: string): Promise<void> {
          await expect(deliver(event, true)).rejects.toThrow(why);
        },
      };
    },
  };
}

const isFirst = (given: unknown): boolean => JSON.stringify(given) === '{"first":true}';

/** Events as the log gives them out, one after the other; those that are recorded already keep what they have. */
export function inOrder<E extends DomainEvent>(
  events: readonly (E | Recorded<E>)[],
  from: { readonly stream?: string; readonly at?: string } = {},
): Recorded<E>[] {
  return events.map((event, index) => ({
    id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
    stream: from.stream ?? 'some-stream',
    revision: index,
    position: BigInt(index + 1),
    metadata: { ...anyOrigin, at: from.at ?? noon, schemaVersion: 1 },
    ...event,
  }));
}

export const anyOrigin: Origin = {
  actor: { kind: 'client', id: 'cli_1', name: 'Kiosk' },
  correlationId: 'req-1',
  causationId: null,
};

/** As it is read back once it was stored. */
function stored<E extends DomainEvent>(definitions: readonly AnyEventDefinition[], event: E): E {
  const definition = definitions.find(({ type }) => type === event.type);
  if (definition === undefined) throw new Error(`${event.type} is not among the events that are read here`);
  return { ...event, data: definition.read(JSON.parse(JSON.stringify(event.data)), definition.version) };
}

function thrownBy(act: () => unknown): unknown {
  try {
    return { insteadOfRefusing: act() };
  } catch (error) {
    return error;
  }
}

/** Deciders must not change their input, so it is frozen. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/** Documents and their positions, under the rule of every document store. */
class Shelf<D extends Document, E extends DomainEvent> {
  readonly #kept = new Map<string, { readonly json: string; readonly position: bigint }>();

  constructor(private readonly view: View<D, E>) {}

  get documents(): ReadonlyMap<string, D> {
    return new Map([...this.#kept].map(([id, { json }]) => [id, JSON.parse(json) as D]));
  }

  deliver(events: readonly Recorded<E>[]): this {
    for (const event of events) for (const id of idsOf<E>(this.view, event)) this.#take(id, event);
    return this;
  }

  #take(id: string, event: Recorded<E>): void {
    const kept = this.#kept.get(id);
    if (kept !== undefined && kept.position >= event.position) return;
    const after = applyTo(this.view, kept === undefined ? null : (JSON.parse(kept.json) as D), event, id);
    if (after === null) this.#kept.delete(id);
    else this.#kept.set(id, { json: JSON.stringify(after), position: event.position });
    expect(after === null || after.id === id).toBe(true);
  }
}
