export { callbackPath } from './callback.documentation.js';
export { CallbacksModule } from './callbacks.module.js';
