import { Inject } from '@nestjs/common';
import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import {
  ErasePayer,
  ExportPayerData,
  RetentionPreviewFor,
  type ErasedPayer,
  type RetentionPreview,
} from './payer.commands.js';
import { PayerResources } from './payer.resource.js';
import { Payers, withoutNumbers } from './payers.js';
import { Retention } from './retention.js';

@CommandHandler(ErasePayer)
export class ErasePayerHandler implements ICommandHandler<ErasePayer> {
  constructor(
    @Inject(Payers) private readonly payers: Payers,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  async execute({ msisdn, reason, by }: ErasePayer): Promise<ErasedPayer> {
    const subject = this.personalData.subjectOf(msisdn);
    const why = { reason: withoutNumbers(reason, msisdn), cause: 'request' } as const;
    const erasure = await this.payers.erase(subject, why, by);
    return { subject, erasedAt: erasure?.at ?? null };
  }
}

@CommandHandler(ExportPayerData)
export class ExportPayerDataHandler implements ICommandHandler<ExportPayerData> {
  constructor(@Inject(PayerResources) private readonly resources: PayerResources) {}

  execute({ client, msisdn, limit, cursor, by }: ExportPayerData): Promise<unknown> {
    return this.resources.dataOf(msisdn, limit, cursor, client, by);
  }
}

@QueryHandler(RetentionPreviewFor)
export class RetentionPreviewForHandler implements IQueryHandler<RetentionPreviewFor> {
  constructor(@Inject(Retention) private readonly retention: Retention) {}

  async execute({ months = this.retention.months ?? undefined }: RetentionPreviewFor): Promise<RetentionPreview> {
    if (months === undefined)
      throw new InvalidInput([{ field: 'months', message: 'is needed while RETENTION_MONTHS is not set' }]);
    return { months, ...(await this.retention.preview(months)) };
  }
}

export const payerHandlers = [ErasePayerHandler, ExportPayerDataHandler, RetentionPreviewForHandler];
