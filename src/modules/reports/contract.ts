export { reportNamed, reports } from './all-reports.js';
export { groupName } from './group-name.rule.js';
export { movementEndView } from './movement-end.view.js';
export { readSchedule, type ScheduleRow } from './report-schedule.js';
export { formats, groupings, mostDays, wrongIn, type Format, type WrongReport } from './report-ask.rule.js';
