export { shownDay } from './day.resource.js';
export { DaysQuery } from './days.controller.js';
export { CloseDay, DayByDate, DaysBetween } from './ledger.commands.js';
