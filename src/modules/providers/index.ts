export * from './provider.js';
export { MomoProvider } from './momo.provider.js';
export { checkMsisdnPrefixes, checkProfile } from './momo.profile.js';
export type { MomoCredentials, MomoProfile } from './momo.profile.js';
export { Providers } from './providers.js';
export { ProvidersModule } from './providers.module.js';
