import { Command } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { AskedReport } from './report-ask.rule.js';
import type { MadeReport } from './reports.js';

export class MakeReport extends Command<MadeReport> {
  constructor(
    readonly name: string,
    readonly asked: AskedReport,
    readonly client: ApiClient,
    readonly by: Origin,
    /** Aborted when the caller has gone. */
    readonly signal: AbortSignal,
  ) {
    super();
  }
}
