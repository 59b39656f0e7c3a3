export { movementEndView } from './movement-end.view.js';
export { readSchedule, type ScheduleRow } from './report-schedule.js';
