import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, StreamableFile } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Documented } from '../../http/operation.documentation.js';
import { MakeEvidencePack } from './audit.commands.js';
import { operations } from './audit.documentation.js';

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('v1/payments')
export class EvidenceController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Documented(operations.getEvidence)
  @Get(':id/evidence')
  async of(@Param('id') paymentId: string, @Client() client: ApiClient, @By() by: Origin): Promise<StreamableFile> {
    const pack = await this.commands.execute(new MakeEvidencePack(client, paymentId, by));
    return new StreamableFile(Readable.from(pack, { objectMode: false }), {
      type: 'application/zip',
      disposition: `attachment; filename="evidence-${paymentId}.zip"`,
    });
  }
}
