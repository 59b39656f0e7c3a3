export * from './provider.js';
export * from './mtn-momo/index.js';
export { Providers } from './providers.js';
export { ProvidersModule } from './providers.module.js';
