import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayUse } from '../../http/access.js';
import { Client, seesAllClients, type ApiClient } from '../../http/authentication.js';
import { Documented } from '../../http/operation.documentation.js';
import { preferredWait } from '../../http/prefer.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { RecordStandingOf } from './payment.commands.js';
import { PaymentResources } from './payment.resource.js';
import { PaymentWatch } from './payment-watch.js';
import { operations, RecordQuery } from './record.documentation.js';
import { isSettled } from './record-standing.rule.js';

@ApiTags('Payments')
@ApiBearerAuth()
@Controller('v1/records')
export class RecordsController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(PaymentResources) private readonly resources: PaymentResources,
    @Inject(PaymentWatch) private readonly watch: PaymentWatch,
  ) {}

  @Documented(operations.getRecord)
  @Get(':type/:id')
  async find(
    @Param('type') type: string,
    @Param('id') id: string,
    @Query() { part, client: named }: RecordQuery,
    @Client() client: ApiClient,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const record = { type, id, part: part ?? null };
    const owner = named ?? ownerByDefault(client);
    const now = () => this.queries.execute(new RecordStandingOf(client, owner, record));
    const wait = preferredWait(request, reply);
    if (wait !== null) {
      const look = async () => {
        const known = await now();
        return isSettled(known) ? null : known.streams;
      };
      if (await this.watch.wait({ client: client.id, look, ...wait })) wait.applied();
    }
    return this.resources.record(await now(), record, owner, client);
  }
}

/** A role that asks for no payments has no records of its own: an answer about those would be 404, and would read as "never asked for". */
function ownerByDefault(client: ApiClient): string {
  if (seesAllClients(client) && !mayUse(client.roles, 'POST /v1/payments')) {
    const message = 'must name the API client whose record it is: this key sees the records of every client';
    throw new InvalidInput([{ field: 'client', message }]);
  }
  return client.id;
}
