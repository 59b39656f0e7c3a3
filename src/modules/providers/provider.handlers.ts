import { Inject } from '@nestjs/common';
import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Refusal } from '../../kernel/domain/refusal.js';
import { Outages } from './outages.js';
import { AllProviders, DeclareOutage, EndOutage, type ShownState } from './provider.commands.js';
import type { Provider } from './provider.js';
import { Providers } from './providers.js';

@CommandHandler(DeclareOutage)
export class DeclareOutageHandler implements ICommandHandler<DeclareOutage> {
  constructor(
    @Inject(Providers) private readonly providers: Providers,
    @Inject(Outages) private readonly outages: Outages,
  ) {}

  async execute({ provider, reason, by }: DeclareOutage): Promise<ShownState> {
    const known = named(this.providers, provider);
    await this.outages.say('Declare', provider, reason, null, by);
    return stateOf(known, this.providers, this.outages);
  }
}

@CommandHandler(EndOutage)
export class EndOutageHandler implements ICommandHandler<EndOutage> {
  constructor(
    @Inject(Providers) private readonly providers: Providers,
    @Inject(Outages) private readonly outages: Outages,
  ) {}

  async execute({ provider, reason, by }: EndOutage): Promise<ShownState> {
    const known = named(this.providers, provider);
    await this.outages.say('End', provider, reason, null, by);
    return stateOf(known, this.providers, this.outages);
  }
}

@QueryHandler(AllProviders)
export class AllProvidersHandler implements IQueryHandler<AllProviders> {
  constructor(
    @Inject(Providers) private readonly providers: Providers,
    @Inject(Outages) private readonly outages: Outages,
  ) {}

  async execute(): Promise<readonly ShownState[]> {
    return this.providers.all.map((provider) => stateOf(provider, this.providers, this.outages));
  }
}

export const providerHandlers = [DeclareOutageHandler, EndOutageHandler, AllProvidersHandler];

function named(providers: Providers, name: string): Provider {
  const provider = providers.named(name);
  if (provider === undefined) throw new Refusal('not-found', 'PROVIDER_NOT_FOUND', { provider: name });
  return provider;
}

const stateOf = (provider: Provider, providers: Providers, outages: Outages): ShownState => ({
  name: provider.name,
  method: provider.method,
  health: provider.health(),
  paysOut: provider.disbursements !== null && provider.disbursements.paysOut !== false,
  callbackAddress: provider.callbacks === undefined ? null : providers.callbackAddressOf(provider.name),
  outage: outages.of(provider.name),
});
