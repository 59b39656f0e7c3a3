import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import { Disclosure, readsPayers } from '../../http/shown-to.js';
import type { Origin } from '../../kernel/domain/events.js';
import { MakeReport } from './report.commands.js';
import { Reports, type Reader } from './reports.js';

@CommandHandler(MakeReport)
export class MakeReportHandler implements ICommandHandler<MakeReport> {
  constructor(
    @Inject(Reports) private readonly reports: Reports,
    @Inject(Disclosure) private readonly disclosure: Disclosure,
  ) {}

  execute({ name, asked, client, by, signal }: MakeReport) {
    return this.reports.make(name, asked, readerOf(client, by, this.disclosure), signal);
  }
}

/** Each look at a whole number is on record before the number leaves. */
export const readerOf = (client: ApiClient, by: Origin, disclosure: Disclosure): Reader => ({
  by,
  seen: readsPayers(client) ? (subjects) => disclosure.numbersSeen(client, subjects) : null,
});

export const reportHandlers = [MakeReportHandler];
