import { Command, Query } from '@nestjs/cqrs';
import type { Instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Role } from '../../kernel/domain/role.js';
import type { Client } from './client.decider.js';
import type { Issued, RotationTerms } from './clients.js';

export class RegisterClient extends Command<Issued> {
  constructor(
    readonly name: string,
    readonly roles: readonly Role[],
    readonly owner: string | null,
    readonly keyEndsAt: Instant | null,
    readonly by: Origin,
    /** With the same text it is the same client with the same key, however often it is asked for. Null: each is another one. */
    readonly once: string | null = null,
  ) {
    super();
  }
}

export class RotateClientKey extends Command<Issued> {
  constructor(
    readonly clientId: string,
    readonly terms: RotationTerms,
    readonly by: Origin,
    readonly once: string | null = null,
  ) {
    super();
  }
}

export class RevokeClient extends Command<void> {
  constructor(
    readonly clientId: string,
    readonly force: boolean,
    readonly by: Origin,
  ) {
    super();
  }
}

export class ClientById extends Query<Client> {
  constructor(readonly clientId: string) {
    super();
  }
}

/** What was issued to a client for this text before, and is still its newest key; null: nothing. */
export class ClientKeyIssued extends Query<Issued | null> {
  constructor(
    readonly clientId: string,
    readonly once: string,
  ) {
    super();
  }
}

/** In the order in which they were registered. */
export class AllClients extends Query<readonly Client[]> {}
