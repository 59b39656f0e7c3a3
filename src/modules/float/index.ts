export { FloatModule } from './float.module.js';
export { FloatStandings } from './float-standings.js';
