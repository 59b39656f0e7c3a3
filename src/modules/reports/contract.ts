export { reportNamed, reports } from './all-reports.js';
export { groupName } from './group-name.rule.js';
export { movementEndView } from './movement-end.view.js';
export { readSchedule, type ScheduleRow } from './report-schedule.js';
export { faultsOf, formats, groupings, type Format } from './report-ask.rule.js';
