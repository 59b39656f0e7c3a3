import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { documented, type OperationText } from '../../http/operation.documentation.js';
import {
  callbackId,
  nextCursor,
  paymentId,
  payoutId,
  provider,
  refundId,
  time,
} from '../../http/values.documentation.js';

@ApiSchema({ name: 'CallbackSignature' })
class ShownSignature {
  @ApiProperty({ enum: ['matched', 'not-matched', 'missing'] }) is!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'compact',
    description: 'By which reading of the provider’s rule it matched',
  })
  reading!: string | null;
}

@ApiSchema({ name: 'Callback' })
class ShownCallback {
  @ApiProperty(callbackId) id!: string;
  @ApiProperty(provider) provider!: string;
  @ApiProperty({ enum: ['POST', 'PUT'] }) method!: string;
  @ApiProperty(time) receivedAt!: string;
  @ApiProperty({ description: 'Its address is one that the gateway gave to the provider' }) matched!: boolean;
  @ApiProperty({ ...paymentId, nullable: true }) paymentId!: string | null;
  @ApiProperty({ ...refundId, nullable: true }) refundId!: string | null;
  @ApiProperty({ ...payoutId, nullable: true }) payoutId!: string | null;
  @ApiProperty({ description: 'Its body was JSON' }) wellFormed!: boolean;
  @ApiProperty({
    type: ShownSignature,
    nullable: true,
    description: 'What its signature is worth; null where none is asked for. The provider is asked in any case',
  })
  signature!: ShownSignature | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: '196.201.1.1',
    description: 'Null once the payer’s data is erased',
  })
  sourceAddress!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'As it came, phone numbers masked for roles without `payer:read`; null once the payer’s data is erased',
  })
  body!: string | null;
}

@ApiSchema({ name: 'CallbackList' })
class ShownCallbacks {
  @ApiProperty({ type: [ShownCallback] }) data!: ShownCallback[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

export const operations = {
  listCallbacks: {
    id: 'listCallbacks',
    summary: 'List callbacks, newest first',
    answers: { 200: { description: 'One page', type: ShownCallbacks } },
    refuses: ['QUERY_TOO_BROAD'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;

/** The route that is registered beside Nest's, and that Nest therefore does not document. */
export const callbackPath = {
  '/callbacks/{provider}/{token}': { post: received('receiveCallback'), put: received('receiveCallbackByPut') },
};

function received(id: string) {
  const text: OperationText = {
    id,
    summary: 'Receive a callback of a provider',
    description:
      'For the provider alone. What it says is put on record and is a reason to ask the provider; it decides nothing by itself.',
    inPath: {
      provider: { description: 'The name of the provider', example: 'mtn-momo' },
      token: { description: 'Known to the provider alone, one for each attempt', example: 'Zm9vYmFy' },
    },
    answers: { 200: { description: 'On record; also when it is repeated, late or unknown' } },
    appends: true,
    refuses: ['NOT_FOUND', 'RATE_LIMITED'],
  };
  return {
    tags: ['Callbacks'],
    ...documented(text),
    requestBody: {
      description: 'Any JSON, whatever its media type',
      required: true,
      content: { '*/*': { schema: {} } },
    },
  };
}
