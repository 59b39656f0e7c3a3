export { reportNamed, reports } from './all-reports.js';
export { movementEndView } from './movement-end.view.js';
export { readSchedule, type ScheduleRow } from './report-schedule.js';
export { formats, groupings, type Format } from './report-ask.rule.js';
