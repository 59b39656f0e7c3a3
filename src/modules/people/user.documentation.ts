import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import { nextCursor, time } from '../../http/values.documentation.js';
import { languages } from '../../kernel/domain/language.js';
import { roles } from '../../kernel/domain/role.js';

const userId = { type: String, pattern: '^usr_[0-9a-f]{24}$', example: 'usr_4f1c2d3e4b5a69788796a5b4' } as const;

@ApiSchema({ name: 'User' })
class ShownUser {
  @ApiProperty({ ...userId, description: 'It follows from the e-mail address: the same person is the same user' })
  id!: string;
  @ApiProperty({ type: String, nullable: true, example: 'aline@example.rw', description: 'Null: it was erased' })
  email!: string | null;
  @ApiProperty({ type: String, example: 'Aline Uwase' }) name!: string;
  @ApiProperty({ enum: roles, isArray: true, example: ['finance'] }) roles!: readonly string[];
  @ApiProperty({ enum: languages, example: 'rw' }) language!: string;
  @ApiProperty({
    enum: ['invited', 'expired', 'active'],
    description: '`invited`: the link waits to be used; `expired`: it was not used in 72 hours. Reset the sign-in then',
  })
  status!: string;
  @ApiProperty({ type: Boolean }) hasSecondFactor!: boolean;
  @ApiProperty(time) createdAt!: string;
}

@ApiSchema({ name: 'InvitedUser' })
class ShownInvited extends ShownUser {
  @ApiProperty({
    type: String,
    format: 'uri',
    example: 'https://pay.example.rw/invite/4f1c2d3e4b5a69788796a5b4Zm9yLW9uZS1wZXJzb24tYW5kLW5vYm9keS1lbHNlLWhl',
    description: 'No other answer holds it: only its hash is kept. It works once, for 72 hours',
  })
  inviteUrl!: string;
}

@ApiSchema({ name: 'UserList' })
class ShownUsers {
  @ApiProperty({ type: [ShownUser] }) data!: ShownUser[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

const inPath = { id: { description: 'The id of the user', example: userId.example } };

export const operations = {
  createUser: {
    id: 'createUser',
    summary: 'Invite a person to sign in',
    description: 'Hand the link over yourself: whoever has it chooses the password.',
    answers: { 201: { description: 'The user, with the link', type: ShownInvited } },
    appends: true,
    refuses: ['USER_EXISTS'],
  },
  listUsers: {
    id: 'listUsers',
    summary: 'List the users, newest first',
    answers: { 200: { description: 'One page, without those who were removed', type: ShownUsers } },
  },
  getUser: {
    id: 'getUser',
    summary: 'Get one user',
    inPath,
    answers: { 200: { description: 'The user', type: ShownUser } },
    refuses: ['USER_NOT_FOUND'],
  },
  changeUser: {
    id: 'changeUser',
    summary: 'Change the name, the roles or the language of a user',
    description: 'What is absent stays. Other roles end all sessions of the user, on every instance within a second.',
    inPath,
    answers: { 200: { description: 'The user', type: ShownUser } },
    appends: true,
    refuses: ['USER_NOT_FOUND', 'LAST_ADMINISTRATOR'],
  },
  removeUser: {
    id: 'removeUser',
    summary: 'Remove a user',
    description:
      'All sessions end at once, on every instance within a second. What the person did stays on record under the id. Inviting the same address again makes the same user.',
    inPath,
    answers: { 204: { description: 'The user can do nothing any more' } },
    appends: true,
    refuses: ['USER_NOT_FOUND', 'LAST_ADMINISTRATOR'],
  },
  resetSignIn: {
    id: 'resetSignIn',
    summary: 'Give a user a new link to sign in by',
    description:
      'Password, second factors, recovery codes and sessions of the user become void at once. Of the last administrator only an API key may ask it, not the person.',
    inPath,
    answers: { 200: { description: 'The user, with the link', type: ShownInvited } },
    appends: true,
    refuses: ['USER_NOT_FOUND', 'LAST_ADMINISTRATOR'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
