export { AuditEventsWhere, LogVerdict, MakeEvidencePack, PaymentAsOf, SealsFrom, StoryAsOf } from './audit.commands.js';
