export { airtelChecks } from './airtel.diagnosis.js';
export { AirtelProvider } from './airtel.provider.js';
export { airtelEnvironments, checkMsisdnPrefixes, checkProfile } from './airtel.profile.js';
export type { AirtelEnvironment, AirtelProfile } from './airtel.profile.js';
