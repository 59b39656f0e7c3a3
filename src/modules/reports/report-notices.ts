import type { Language } from '../../kernel/domain/language.js';
import type { Recorded } from '../../kernel/domain/events.js';
import { noticesTo, type NoticeSource, type Recipient } from '../notices/contract.js';
import { inFormOf, nameOf, scheduledFileName, type Period, type ScheduleRow } from './report-schedule.js';
import { ScheduledReportWritten } from './report.events.js';
import { contentTypes, type Reports } from './reports.js';

/** Scheduled reports by e-mail, each made when it is sent: whichever instance sends it needs no file. One that is too large is only told of. */
export const reportNotices = (reports: Pick<Reports, 'scheduled'>, to: readonly string[]): NoticeSource => ({
  kind: 'scheduled-report',
  events: [ScheduledReportWritten],
  async notices(event) {
    const { data } = event as Recorded<ReturnType<typeof ScheduledReportWritten>>;
    const { report, format, every, from, to: last } = data;
    const row = { report, format, every } as ScheduleRow;
    const recipients = to.map((address): Recipient => ({ address, language: 'en' }));
    return noticesTo(recipients, `${nameOf(row)} ${last}`, JSON.stringify({ row, period: { from, to: last } }), null);
  },
  async compose(about, recipient) {
    const { row, period } = JSON.parse(about) as { row: ScheduleRow; period: Period };
    const { address, language } = recipient as Recipient;
    const { title, name, type, pieces, isWhole } = await inFormOf(row, (form) => made(reports, form, period));
    const days = period.from === period.to ? period.from : `${period.from} – ${period.to}`;
    const { subject, text } = texts[language];
    return {
      to: address,
      subject: subject(title, days),
      text: text(title, days, isWhole),
      attachments: isWhole ? [{ name, type, content: Buffer.concat(pieces) }] : [],
    };
  },
});

async function made(reports: Pick<Reports, 'scheduled'>, row: ScheduleRow, period: Period) {
  const { stream, bytes } = reports.scheduled(row, period, new AbortController().signal);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    pieces.push(piece);
    size += piece.length;
    if (size > mostBytes) break;
  }
  const { title } = stream.heading;
  const [name, type] = [scheduledFileName(row, period), contentTypes[row.format]];
  return { title, name, type, pieces, isWhole: size <= mostBytes };
}

/** Mail servers commonly take 10 MB, which base64 makes of 7. */
const mostBytes = 7 * 1_024 * 1_024;

interface Texts {
  readonly subject: (title: string, days: string) => string;
  readonly text: (title: string, days: string, isAttached: boolean) => string;
}

const texts: Readonly<Record<Language, Texts>> = {
  en: {
    subject: (title, days) => `${title}: ${days}`,
    text: (title, days, isAttached) =>
      isAttached
        ? `The report "${title}" of ${days} (Africa/Kigali) is attached. Phone numbers in it are masked.\n`
        : `The report "${title}" of ${days} (Africa/Kigali) is too large for an e-mail: ask the gateway for it.\n`,
  },
  rw: {
    subject: (title, days) => `${title}: ${days}`,
    text: (title, days, isAttached) =>
      isAttached
        ? `Raporo "${title}" yo ku wa ${days} (Africa/Kigali) iri ku mugereka. Nimero za telefoni zihishe igice.\n`
        : `Raporo "${title}" yo ku wa ${days} (Africa/Kigali) ni nini cyane ku buryo itanyura kuri imeyili: yisabe sisitemu.\n`,
  },
  fr: {
    subject: (title, days) => `${title} : ${days}`,
    text: (title, days, isAttached) =>
      isAttached
        ? `Le rapport « ${title} » du ${days} (Africa/Kigali) est joint. Les numéros de téléphone y sont masqués.\n`
        : `Le rapport « ${title} » du ${days} (Africa/Kigali) est trop grand pour un e-mail : demandez-le à la passerelle.\n`,
  },
};
