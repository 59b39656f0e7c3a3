import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Provider } from './provider.js';
import { Providers } from './providers.js';

@Module({})
export class ProvidersModule {
  static register(providers: readonly Provider[]): DynamicModule {
    return {
      module: ProvidersModule,
      global: true,
      providers: [{ provide: Providers, useValue: new Providers(providers) }],
      exports: [Providers],
    };
  }
}
