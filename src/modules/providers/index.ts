export * from './provider.js';
export { Providers } from './providers.js';
export { ProvidersModule } from './providers.module.js';
