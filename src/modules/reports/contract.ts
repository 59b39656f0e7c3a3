export { movementEndView } from './movement-end.view.js';
