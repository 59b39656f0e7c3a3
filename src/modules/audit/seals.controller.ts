import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { asWhole, ListQuery } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import { Must } from '../../http/texts.js';
import { DocumentedQuery } from '../../http/validated.documentation.js';
import { KeysOfSeals, SealsFrom } from './audit.commands.js';
import { sealOperations } from './audit.documentation.js';
import { hashOfSeal, publicKeyOf } from './seal.chain.js';

@DocumentedQuery()
class SealsQuery extends ListQuery {
  @ApiPropertyOptional({ type: 'integer', default: 1, description: 'The number of the first seal' })
  @IsOptional()
  @Transform(asWhole)
  @Must((value) => typeof value === 'number' && value >= 1 && value <= 99_999_999, 'must be the number of a seal', {
    type: 'integer',
    minimum: 1,
    maximum: 99_999_999,
  })
  from: number = 1;
}

/** These need no key: they say nothing of the log but that it has not been changed. */
@ApiTags('Audit')
@Controller('v1/seals')
export class SealsController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Documented(sealOperations.listSeals)
  @Get()
  async list(@Query() { from, limit, cursor }: SealsQuery) {
    const page = await this.queries.execute(new SealsFrom(from, limit, cursor ?? null));
    const data = page.documents.map(({ id: _, ...seal }) => ({ ...seal, hash: hashOfSeal(seal) }));
    return { data, nextCursor: page.nextCursor };
  }

  @Documented(sealOperations.getSealKey)
  @Get('key')
  async key() {
    const keys = await this.queries.execute(new KeysOfSeals());
    const key = keys.at(-1)!;
    return {
      keyId: key.keyId,
      algorithm: 'Ed25519',
      publicKey: key.publicKey,
      pem: publicKeyOf(key.publicKey).export({ format: 'pem', type: 'spki' }),
      keys,
    };
  }
}
