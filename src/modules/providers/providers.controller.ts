import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Origin } from '../../kernel/domain/events.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { Documented } from '../../http/operation.documentation.js';
import { IsLine } from '../../http/texts.js';
import { DocumentedBody } from '../../http/validated.documentation.js';
import { AllProviders, DeclareOutage, EndOutage, type ShownState } from './provider.commands.js';
import { operations } from './provider.documentation.js';

@DocumentedBody('OutageReason')
class OutageBody {
  @ApiProperty({ example: 'MTN announced maintenance until 06:00', description: 'For people; no personal data' })
  @IsLine(1, 200)
  reason!: string;
}

@ApiTags('Providers')
@ApiBearerAuth()
@Controller('v1/providers')
export class ProvidersController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Documented(operations.listProviders)
  @Get()
  async list(@Client() client: ApiClient) {
    const all = await this.queries.execute(new AllProviders());
    return { data: all.map((each) => shown(each, client)) };
  }

  @Documented(operations.declareOutage)
  @Post(':name/outage')
  @HttpCode(200)
  async declare(
    @Param('name') name: string,
    @Body() { reason }: OutageBody,
    @By() by: Origin,
    @Client() client: ApiClient,
  ) {
    return shown(await this.commands.execute(new DeclareOutage(name, reason, by)), client);
  }

  @Documented(operations.endOutage)
  @Post(':name/outage/end')
  @HttpCode(200)
  async end(
    @Param('name') name: string,
    @Body() { reason }: OutageBody,
    @By() by: Origin,
    @Client() client: ApiClient,
  ) {
    return shown(await this.commands.execute(new EndOutage(name, reason, by)), client);
  }
}

function shown({ name, method, health, outage, paysOut, callbackAddress }: ShownState, { roles }: ApiClient) {
  const [collection] = health.products;
  return {
    name,
    method,
    circuit: collection?.circuit ?? 'closed',
    unreachableSince: health.unreachableSince,
    outage,
    paysOut,
    callbackAddress: roles.includes('admin') ? callbackAddress : null,
  };
}
