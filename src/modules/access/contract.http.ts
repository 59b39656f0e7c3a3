export { FailedAuthentications } from './failed-authentications.js';
export { KeyAuthentication } from './key-authentication.js';
