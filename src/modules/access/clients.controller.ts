import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import type { Role } from '../../kernel/domain/role.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { By } from '../../http/authentication.js';
import { IsMoment, ListQuery } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import { IsRoles } from '../../http/roles.js';
import { IsLine, IsWhole } from '../../http/texts.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import { notOfAList } from '../../http/validation.js';
import { AllClients, ClientById, RegisterClient, RevokeClient, RotateClientKey } from './client.commands.js';
import type { Client } from './client.decider.js';
import { operations } from './client.documentation.js';
import { shownClients } from './shown-clients.js';

@DocumentedBody('NewApiClient')
class RegisterBody {
  @ApiProperty({ example: 'Permits', description: 'For people: it stands in the log beside the id' })
  @IsLine(1, 100)
  name!: string;

  @ApiProperty({ example: ['service'] })
  @IsRoles()
  roles!: Role[];

  @ApiPropertyOptional({
    example: 'Aline Uwase',
    description:
      'The person behind the key, by a user’s id or by name: two clients of one owner, and a user and a client of this user, are one person where approvals are counted. It is never changed',
  })
  @IsOptional()
  @IsLine(1, 100)
  owner?: string;

  @ApiPropertyOptional({ example: '2027-01-01T00:00:00Z', description: 'When the key ends by itself; absent: never' })
  @IsOptional()
  @IsMoment()
  expiresAt?: string;
}

@DocumentedBody('ApiKeyRotation')
class RotateBody {
  @ApiPropertyOptional({ example: 86_400, description: 'How long the earlier keys stay good; absent: not at all' })
  @IsOptional()
  @IsWhole(0, 2_592_000)
  graceSeconds?: number;

  @ApiPropertyOptional({
    example: '2027-01-01T00:00:00Z',
    description: 'When the new key ends by itself; absent: never',
  })
  @IsOptional()
  @IsMoment()
  expiresAt?: string;

  @ApiPropertyOptional({ description: 'Although no admin key that lasts would be left' })
  @IsOptional()
  @IsBoolean()
  force?: boolean;
}

@DocumentedQuery()
class RevokeQuery {
  @ApiPropertyOptional({ description: '`true`: although no admin key that lasts would be left' })
  @IsOptional()
  @IsIn(['true', 'false'])
  force?: string;
}

@ApiTags('API clients')
@ApiBearerAuth()
@Controller('v1/api-clients')
export class ClientsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(documentsToken) private readonly documents: DocumentStore,
    @Inject(kernelToken) private readonly kernel: Kernel,
  ) {}

  @Documented(operations.createApiClient)
  @Post()
  @HttpCode(201)
  async register(@Body() { name, roles, owner, expiresAt }: RegisterBody, @By() by: Origin) {
    const { client, key } = await this.commands.execute(
      new RegisterClient(name, roles, owner ?? null, this.#endOf(expiresAt), by),
    );
    return { ...(await this.#show([client]))[0]!, key };
  }

  @Documented(operations.listApiClients)
  @Get()
  async list(@Query() { limit, cursor }: ListQuery) {
    const all = await this.queries.execute(new AllClients());
    const start = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
    if (cursor !== undefined && start === 0) throw new InvalidInput([{ field: 'cursor', message: notOfAList }]);
    const page = all.slice(start, start + limit);
    return { data: await this.#show(page), nextCursor: start + limit < all.length ? page.at(-1)!.id : null };
  }

  @Documented(operations.getApiClient)
  @Get(':id')
  async find(@Param('id') id: string) {
    return (await this.#show([await this.queries.execute(new ClientById(id))]))[0]!;
  }

  @Documented(operations.rotateApiKey)
  @Post(':id/rotate')
  @HttpCode(200)
  async rotate(@Param('id') id: string, @Body() { graceSeconds, expiresAt, force }: RotateBody, @By() by: Origin) {
    const terms = { graceMs: (graceSeconds ?? 0) * 1_000, keyEndsAt: this.#endOf(expiresAt), force: force ?? false };
    const { client, key } = await this.commands.execute(new RotateClientKey(id, terms, by));
    return { ...(await this.#show([client]))[0]!, key };
  }

  @Documented(operations.revokeApiClient)
  @Delete(':id')
  @HttpCode(204)
  async revoke(@Param('id') id: string, @Query() { force }: RevokeQuery, @By() by: Origin): Promise<void> {
    await this.commands.execute(new RevokeClient(id, force === 'true', by));
  }

  #endOf(expiresAt: string | undefined): string | null {
    if (expiresAt === undefined || expiresAt === null) return null;
    const endsAt = Date.parse(expiresAt);
    if (endsAt <= this.kernel.clock.now())
      throw new InvalidInput([{ field: 'expiresAt', message: 'must be in the future' }]);
    return instant(endsAt);
  }

  #show(clients: readonly Client[]) {
    return shownClients(clients, this.documents, instant(this.kernel.clock.now()));
  }
}
