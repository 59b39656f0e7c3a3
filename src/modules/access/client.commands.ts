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
  ) {
    super();
  }
}

export class RotateClientKey extends Command<Issued> {
  constructor(
    readonly clientId: string,
    readonly terms: RotationTerms,
    readonly by: Origin,
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

/** In the order in which they were registered. */
export class AllClients extends Query<readonly Client[]> {}
