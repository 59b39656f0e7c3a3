export * from './provider.js';
export { Providers } from './providers.js';
