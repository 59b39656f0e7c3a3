export { shownDay } from './day.resource.js';
export { CloseDay, DayByDate, DaysBetween } from './ledger.commands.js';
