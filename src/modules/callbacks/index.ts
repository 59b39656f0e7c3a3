export { CallbackReceived, CallbackRejected, type RawCallback } from './callback.events.js';
export { CallbackAddresses } from './callback-addresses.js';
export { CallbacksModule } from './callbacks.module.js';
export { callbacksOperation } from './callbacks.route.js';
export { callbackView } from './callback.view.js';
