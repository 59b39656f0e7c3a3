export { CallbackReceived } from './callback.events.js';
export { CallbackAddresses } from './callback-addresses.js';
export { CallbacksModule } from './callbacks.module.js';
