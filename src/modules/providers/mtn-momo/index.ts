export { MomoProvider } from './momo.provider.js';
export { checkMsisdnPrefixes, checkProfile, currencyOf } from './momo.profile.js';
export type { MomoCredentials, MomoProfile } from './momo.profile.js';
export { momoChecks } from './momo.diagnosis.js';
