import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Client, type ApiClient } from '../../http/authentication.js';
import { Documented } from '../../http/operation.documentation.js';
import { EvidencePackOf } from './audit.commands.js';
import { operations } from './audit.documentation.js';

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('v1/payments')
export class EvidenceController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Documented(operations.getEvidence)
  @Get(':id/evidence')
  async of(@Param('id') paymentId: string, @Client() client: ApiClient): Promise<StreamableFile> {
    const pack = await this.queries.execute(new EvidencePackOf(client, paymentId));
    return new StreamableFile(Readable.from(pack, { objectMode: false }), {
      type: 'application/zip',
      disposition: `attachment; filename="evidence-${paymentId}.zip"`,
    });
  }
}
