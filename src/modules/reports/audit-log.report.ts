import { auditEventView } from '../audit/contract.js';
import { column, type Report } from './report.js';
import { kigaliDayOf, kigaliTimeOf, range } from './sources.js';

/** Every event of these days: what happened, to what, and by whom. What an event says is in the log (`GET /v1/audit/events`). */
export const auditLog: Report = {
  name: 'audit-log',
  title: 'Audit log',
  covers: 'days',
  isAboutPeople: true,
  filters: [],
  columns: [
    column('day', 'Day (Kigali)', 'day', 'On which it was recorded'),
    column('time', 'Time (Kigali)', 'time', 'When it was recorded, in Kigali'),
    column('at', 'Time (UTC)', 'time', 'When it was recorded, in UTC to the millisecond'),
    column('position', 'Position', 'word', 'In the log'),
    column('type', 'Event', 'word', 'The type of the event'),
    column('stream', 'Stream', 'word', 'The thing to which it happened'),
    column('revision', 'Revision', 'number', 'Its number in the stream'),
    column('actor', 'Actor', 'word', 'The id of the API client, user, saga or provider'),
  ],
  async *rows(ask, sources) {
    const query = { where: { at: range(ask) }, sort: { field: 'at', direction: 'ascending' } } as const;
    for await (const page of sources.pages(auditEventView.collection, query, ask))
      for (const { id, stream, revision, type, at, actor } of page)
        yield {
          day: kigaliDayOf(at),
          time: kigaliTimeOf(at),
          at,
          position: id.replace(/^0+(?=\d)/, ''),
          type,
          stream,
          revision,
          actor,
        };
  },
  totals: ['Events'],
  counts: () => [{ of: 'Events', amount: null }],
};
