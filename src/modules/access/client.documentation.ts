import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import { nextCursor, time, timeOrNull } from '../../http/values.documentation.js';
import { roles } from '../../kernel/domain/role.js';

const clientId = { type: String, pattern: '^cli_[0-9a-z]+$', example: 'cli_4f1c2d3e4b5a69788796a5b4' } as const;
const keyId = { type: String, pattern: '^key_[0-9a-f]{16}$', example: 'key_9f1c2d3e4b5a6978' } as const;
const lastUsedAt = { ...timeOrNull, description: 'To the hour; null: not yet' } as const;

@ApiSchema({ name: 'ApiKey' })
class ShownKey {
  @ApiProperty({ ...keyId, description: 'Names the key in logs and in the audit. It says nothing of the key' })
  id!: string;
  @ApiProperty({ enum: ['active', 'expired', 'revoked'] }) status!: string;
  @ApiProperty(time) createdAt!: string;
  @ApiProperty({ ...timeOrNull, description: 'When it ends by itself; null: never' }) expiresAt!: string | null;
  @ApiProperty(lastUsedAt) lastUsedAt!: string | null;
}

@ApiSchema({ name: 'ApiClient' })
class ShownClient {
  @ApiProperty(clientId) id!: string;
  @ApiProperty({ type: String, example: 'Permits' }) name!: string;
  @ApiProperty({ enum: roles, isArray: true, example: ['service'] }) roles!: readonly string[];
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Aline Uwase',
    description:
      'The person behind it: two clients of one owner are one person where approvals are counted. Null: none is named',
  })
  owner!: string | null;
  @ApiProperty({ enum: ['active', 'expired', 'revoked'], description: '`expired`: none of its keys is active' })
  status!: string;
  @ApiProperty(time) createdAt!: string;
  @ApiProperty(timeOrNull) revokedAt!: string | null;
  @ApiProperty(lastUsedAt) lastUsedAt!: string | null;
  @ApiProperty({ type: [ShownKey], description: 'Newest first' }) keys!: readonly ShownKey[];
}

@ApiSchema({ name: 'ApiClientWithKey' })
class ShownIssued extends ShownClient {
  @ApiProperty({
    type: String,
    pattern: '^ish_[0-9A-Za-z]{49}$',
    example: 'ish_0000000000000000000000000000000000000000000000000',
    description: 'No other answer holds it: only its hash is kept',
  })
  key!: string;
}

@ApiSchema({ name: 'ApiClientList' })
class ShownClients {
  @ApiProperty({ type: [ShownClient] }) data!: ShownClient[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

const inPath = { id: { description: 'The id of the API client', example: clientId.example } };

export const operations = {
  createApiClient: {
    id: 'createApiClient',
    summary: 'Register an API client, and make its key',
    answers: { 201: { description: 'The client, with its key', type: ShownIssued } },
    appends: true,
  },
  listApiClients: {
    id: 'listApiClients',
    summary: 'List the API clients, newest first',
    answers: { 200: { description: 'One page', type: ShownClients } },
  },
  getApiClient: {
    id: 'getApiClient',
    summary: 'Get one API client',
    inPath,
    answers: { 200: { description: 'The client; never a key', type: ShownClient } },
    refuses: ['API_CLIENT_NOT_FOUND'],
  },
  rotateApiKey: {
    id: 'rotateApiKey',
    summary: 'Give a client a new key in place of the earlier ones',
    description:
      'The earlier keys stop at once, or after `graceSeconds`, in which the client may change over. Every instance goes by it within a second.',
    inPath,
    answers: { 200: { description: 'The client, with its new key', type: ShownIssued } },
    appends: true,
    refuses: ['API_CLIENT_NOT_FOUND', 'LAST_ADMIN_KEY', 'API_CLIENT_REVOKED'],
  },
  revokeApiClient: {
    id: 'revokeApiClient',
    summary: 'End all keys of a client at once',
    description: 'What the client did stays on record under its id. Every instance goes by it within a second.',
    inPath,
    answers: { 204: { description: 'None of its keys is good any more' } },
    appends: true,
    refuses: ['API_CLIENT_NOT_FOUND', 'LAST_ADMIN_KEY'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
