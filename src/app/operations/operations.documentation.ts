import { ApiExtraModels, ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';

@ApiSchema({ name: 'Liveness' })
class ShownLiveness {
  @ApiProperty({ enum: ['ok'] }) status!: string;
}

/** Its other members are of the part itself. */
const anything = { additionalProperties: true };

@ApiSchema({ name: 'HealthPart', ...anything })
class ShownPart {
  @ApiProperty({ enum: ['up', 'down'] }) status!: string;
}

const parts = {
  type: 'object',
  additionalProperties: { $ref: '#/components/schemas/HealthPart' },
  example: { eventStore: { status: 'up', position: '1021' } },
} as const;

@ApiSchema({ name: 'Readiness' })
@ApiExtraModels(ShownPart)
class ShownReadiness {
  @ApiProperty({ enum: ['ok'] }) status!: string;
  @ApiProperty(parts) info!: object;
  @ApiProperty({ ...parts, example: {} }) error!: object;
  @ApiProperty(parts) details!: object;
}

export const operations = {
  getLiveness: {
    id: 'getLiveness',
    summary: 'Whether the process can answer',
    answers: { 200: { description: 'It can', type: ShownLiveness } },
    needsNoStore: true,
  },
  getReadiness: {
    id: 'getReadiness',
    summary: 'Whether it should be given work',
    answers: { 200: { description: 'It should; each part is named', type: ShownReadiness } },
    needsNoStore: true,
    refuses: ['NOT_READY'],
  },
  getMetrics: {
    id: 'getMetrics',
    summary: 'Metrics for Prometheus',
    description: 'With `METRICS_TOKEN` set: for those who send it as `Authorization: Bearer`; else from loopback.',
    answers: {
      200: {
        description: 'Prometheus’ text format',
        content: { 'text/plain': { schema: { type: 'string', examples: ['ishyura_log_position 1021'] } } },
      },
    },
    mayAuthenticate: [{}, { metricsToken: [] }],
    needsNoStore: true,
    refuses: ['FORBIDDEN'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
