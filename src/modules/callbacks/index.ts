export { CallbackReceived, CallbackRejected, type RawCallback } from './callback.events.js';
export { CallbackAddresses } from './callback-addresses.js';
export { Persons } from './callbacks.js';
export { CallbacksModule } from './callbacks.module.js';
export { callbackPath } from './callback.documentation.js';
export { callbackView } from './callback.view.js';
