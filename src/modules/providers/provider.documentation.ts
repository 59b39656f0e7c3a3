import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import { provider, time, timeOrNull } from '../../http/values.documentation.js';

@ApiSchema({ name: 'OutageFigures' })
class ShownFigures {
  @ApiProperty({ type: 'integer', example: 80 }) calls!: number;
  @ApiProperty({ type: 'integer', example: 62, description: 'Not answered, or by a fault of the platform' })
  failed!: number;
  @ApiProperty({ type: 'integer', example: 300, description: 'In so many seconds' }) seconds!: number;
}

@ApiSchema({ name: 'ProviderOutage' })
class ShownOutage {
  @ApiProperty({ type: String, example: 'MTN announced maintenance until 06:00' }) reason!: string;
  @ApiProperty(time) since!: string;
  @ApiProperty({
    type: ShownFigures,
    nullable: true,
    description: 'What showed it; null: a person declared it',
  })
  figures!: ShownFigures | null;
}

@ApiSchema({ name: 'Provider' })
class ShownProvider {
  @ApiProperty(provider) name!: string;
  @ApiProperty({ type: String, example: 'MTN MoMo', description: 'Its name on receipts' }) method!: string;
  @ApiProperty({
    enum: ['closed', 'open', 'half-open'],
    description: 'Whether its calls are held back after many faults in a row; `half-open`: one is tried',
  })
  circuit!: string;
  @ApiProperty({ ...timeOrNull, description: 'Since when no call is answered; null while calls are answered' })
  unreachableSince!: string | null;
  @ApiProperty({
    type: ShownOutage,
    nullable: true,
    description:
      'As a person or the figures of its calls declared it: payments and payouts go to another provider where one can take them. Null: none',
  })
  outage!: ShownOutage | null;
  @ApiProperty({ description: 'Whether payouts are set up' }) paysOut!: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description:
      'For `admin` alone: the one address for callbacks, for the portal of a provider that is told no other. It contains a secret',
  })
  callbackAddress!: string | null;
}

@ApiSchema({ name: 'ProviderList' })
class ShownProviders {
  @ApiProperty({ type: [ShownProvider], description: 'In the order in which they are tried' }) data!: ShownProvider[];
}

const inPath = { name: { description: 'The name of the provider', example: 'mtn-momo' } };

export const operations = {
  listProviders: {
    id: 'listProviders',
    summary: 'List the providers, and how they are',
    answers: { 200: { description: 'All of them', type: ShownProviders } },
  },
  declareOutage: {
    id: 'declareOutage',
    summary: 'Declare an outage of a provider',
    description:
      'From then on payments and payouts go to another provider where one can take them. Where none can, and where the caller wishes this one, they are taken as before. Nothing that was submitted changes. Every instance goes by it within a second.',
    inPath,
    answers: { 200: { description: 'The provider; again with the same reason, nothing changes', type: ShownProvider } },
    appends: true,
    refuses: ['PROVIDER_NOT_FOUND'],
  },
  endOutage: {
    id: 'endOutage',
    summary: 'End a declared outage',
    description:
      'Also one that figures declared, which otherwise ends by itself; they declare none again within a window of `OUTAGE_WINDOW_SECONDS`.',
    inPath,
    answers: { 200: { description: 'The provider; where none was declared, nothing changes', type: ShownProvider } },
    appends: true,
    refuses: ['PROVIDER_NOT_FOUND'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
