import { Command, Query } from '@nestjs/cqrs';
import type { Origin } from '../../kernel/domain/events.js';
import type { ProviderHealth } from './provider.js';
import type { Outage } from './outage.decider.js';

export interface ShownState {
  readonly name: string;
  readonly method: string;
  readonly health: ProviderHealth;
  readonly paysOut: boolean;
  /** Of a provider that calls back at one address; null: of any other. */
  readonly callbackAddress: string | null;
  readonly outage: Outage['declared'];
}

export class DeclareOutage extends Command<ShownState> {
  constructor(
    readonly provider: string,
    readonly reason: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class EndOutage extends Command<ShownState> {
  constructor(
    readonly provider: string,
    readonly reason: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class AllProviders extends Query<readonly ShownState[]> {}
