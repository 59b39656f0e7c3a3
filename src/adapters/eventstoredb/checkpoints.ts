import { randomUUID } from 'node:crypto';
import { BACKWARDS, END, jsonEvent, type JSONType } from '@eventstore/db-client';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import { beginning } from '../../kernel/domain/position.js';
import {
  CheckpointClaimed,
  checkpointFromJson,
  checkpointToJson,
  type CheckpointJson,
  type ClaimedCheckpoint,
  type PolicyCheckpoint,
} from '../../kernel/ports/event-store.js';
import { typeOf, type EventstoredbConnection } from './connection.js';
import { checkpointPrefix } from './events.js';

interface Kept {
  readonly checkpoint: PolicyCheckpoint;
  /** In its stream. */
  readonly revision: bigint;
}

/**
 * The checkpoints of ordered policies, each the one visible event of a stream of its own (`$maxCount` 1). Every writing names the revision
 * before it, and a claim writes too: an instance that claimed before meets another revision than its own.
 */
export class EventstoredbCheckpoints {
  constructor(
    private readonly connection: EventstoredbConnection,
    private readonly clock: Clock,
  ) {}

  async of(policy: string): Promise<PolicyCheckpoint | null> {
    return (await this.#newest(policy))?.checkpoint ?? null;
  }

  async claim(policy: string): Promise<ClaimedCheckpoint> {
    for (;;) {
      const there = await this.#newest(policy);
      const last = there?.checkpoint ?? { position: beginning, deadLetters: [] };
      try {
        if (there === null) await this.#keepOnlyOne(policy);
        let revision = await this.#write(policy, there?.revision ?? 'no_stream', last);
        const keep = async (checkpoint: PolicyCheckpoint) => {
          revision = await this.#write(policy, revision, checkpoint);
        };
        return { last, keep };
      } catch (error) {
        // Another instance has written in between, and what it wrote is where we go on.
        if (!(error instanceof CheckpointClaimed)) throw error;
      }
    }
  }

  async #newest(policy: string): Promise<Kept | null> {
    const options = { direction: BACKWARDS, fromRevision: END, maxCount: 1, requiresLeader: true } as const;
    const [last] = await this.connection
      .read((client) => client.readStream(streamOf(policy), options))
      .catch((error: unknown) => {
        if (typeOf(error) === 'stream-not-found') return [];
        throw error;
      });
    if (last?.event === undefined) return null;
    const { data, revision } = last.event;
    return { checkpoint: checkpointFromJson(data as unknown as CheckpointJson), revision };
  }

  /** What a release that knows no checkpoints would take for an event carries what it expects of one. */
  async #write(policy: string, expected: 'no_stream' | bigint, checkpoint: PolicyCheckpoint): Promise<bigint> {
    const id = randomUUID();
    const actor = { kind: 'system', id: policy, name: policy };
    const metadata = { actor, correlationId: id, causationId: null, at: instant(this.clock.now()), schemaVersion: 1 };
    const data = checkpointToJson(checkpoint) as unknown as JSONType;
    const event = jsonEvent({ id, type: 'CheckpointKept', data, metadata });
    try {
      return (await this.connection.append(streamOf(policy), expected, [event])).nextExpectedRevision;
    } catch (error) {
      if (typeOf(error) === 'wrong-expected-version') throw new CheckpointClaimed(policy);
      throw error;
    }
  }

  async #keepOnlyOne(policy: string): Promise<void> {
    const metadata = jsonEvent({ type: '$metadata', data: { $maxCount: 1 } });
    await this.connection.append(`$$${streamOf(policy)}`, 'no_stream', [metadata]).catch((error: unknown) => {
      if (typeOf(error) !== 'wrong-expected-version') throw error;
    });
  }
}

const streamOf = (policy: string): string => `${checkpointPrefix}${policy}`;
