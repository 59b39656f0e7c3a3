export { counterView } from './counters.view.js';
