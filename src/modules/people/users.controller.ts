import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { By } from '../../http/authentication.js';
import { ListQuery } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import { IsRoles } from '../../http/roles.js';
import { IsLine, Must } from '../../http/texts.js';
import { DocumentedBody } from '../../http/validated.documentation.js';
import { instant } from '../../kernel/domain/clock.js';
import { plainEmail } from '../../kernel/domain/email.js';
import type { Origin } from '../../kernel/domain/events.js';
import { languages, type Language } from '../../kernel/domain/language.js';
import type { Role } from '../../kernel/domain/role.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import {
  AllUsers,
  ChangeUser,
  InviteUser,
  RemoveUser,
  ResetSignIn,
  UserById,
  type ShownUser,
} from './people.commands.js';
import { hasSecondFactor } from './user.decider.js';
import { operations } from './user.documentation.js';

@DocumentedBody('NewUser')
class InviteBody {
  @ApiProperty({ example: 'aline@example.rw', description: 'The person signs in with it; it is never changed' })
  @Must((value) => typeof value === 'string' && plainEmail(value) !== null, 'must be an e-mail address', {
    type: 'string',
    format: 'email',
    maxLength: 254,
  })
  email!: string;

  @ApiProperty({ example: 'Aline Uwase', description: 'For people: it stands in the log beside the id' })
  @IsLine(1, 100)
  name!: string;

  @ApiProperty({ example: ['finance'] })
  @IsRoles()
  roles!: Role[];

  @ApiPropertyOptional({ example: 'rw', default: 'en', description: 'Of the pages' })
  @IsOptional()
  @IsIn(languages)
  language?: Language;
}

@DocumentedBody('UserChange')
class ChangeBody {
  @ApiPropertyOptional({ example: 'Aline Uwase' })
  @IsOptional()
  @IsLine(1, 100)
  name?: string;

  @ApiPropertyOptional({ example: ['finance', 'approver'], description: 'Other roles end all sessions of the user' })
  @IsOptional()
  @IsRoles()
  roles?: Role[];

  @ApiPropertyOptional({ example: 'rw' })
  @IsOptional()
  @IsIn(languages)
  language?: Language;
}

@ApiTags('Users')
@ApiBearerAuth()
@Controller('v1/users')
export class UsersController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(kernelToken) private readonly kernel: Kernel,
  ) {}

  @Documented(operations.createUser)
  @Post()
  @HttpCode(201)
  async invite(@Body() { email, name, roles, language }: InviteBody, @By() by: Origin) {
    const invited = { email: plainEmail(email)!, name, roles, language: language ?? 'en' };
    const { url, ...shown } = await this.commands.execute(new InviteUser(invited, by));
    return { ...this.#show(shown), inviteUrl: url };
  }

  @Documented(operations.listUsers)
  @Get()
  async list(@Query() { limit, cursor }: ListQuery) {
    const { users, nextCursor } = await this.queries.execute(new AllUsers(limit, cursor));
    return { data: users.map((shown) => this.#show(shown)), nextCursor };
  }

  @Documented(operations.getUser)
  @Get(':id')
  async find(@Param('id') id: string) {
    return this.#show(await this.queries.execute(new UserById(id)));
  }

  @Documented(operations.changeUser)
  @Patch(':id')
  async change(@Param('id') id: string, @Body() { name, roles, language }: ChangeBody, @By() by: Origin) {
    const change = {
      ...(name !== undefined && { name }),
      ...(roles !== undefined && { roles }),
      ...(language !== undefined && { language }),
    };
    return this.#show(await this.commands.execute(new ChangeUser(id, change, by)));
  }

  @Documented(operations.removeUser)
  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id') id: string, @By() by: Origin): Promise<void> {
    await this.commands.execute(new RemoveUser(id, by));
  }

  @Documented(operations.resetSignIn)
  @Post(':id/reset-sign-in')
  @HttpCode(200)
  async reset(@Param('id') id: string, @By() by: Origin) {
    const { url, ...shown } = await this.commands.execute(new ResetSignIn(id, by));
    return { ...this.#show(shown), inviteUrl: url };
  }

  #show({ user, email }: ShownUser) {
    const { id, name, roles, language, createdAt, password, invitation } = user;
    const isInvited = invitation !== null && invitation.endsAt > instant(this.kernel.clock.now());
    const status = password !== null ? 'active' : isInvited ? 'invited' : 'expired';
    return { id, email, name, roles, language, status, hasSecondFactor: hasSecondFactor(user), createdAt };
  }
}
