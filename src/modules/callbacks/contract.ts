export {
  callbackEvents,
  CallbackReceived,
  CallbackRejected,
  type CallbackEvent,
  type RawCallback,
} from './callback.events.js';
export { CallbackAddresses } from './callback-addresses.js';
export { callbackView } from './callback.view.js';
export { OneAddress, Persons, type Named } from './callbacks.js';
