import type { OpenAPIObject } from '@nestjs/swagger';
import type { WebhookSources } from '../modules/webhooks/index.js';
import { typesOf } from '../modules/webhooks/index.js';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** The catalogue: every type of webhook with its schema and an example, from what each module tells. */
export function webhooksOf(sources: WebhookSources, schemas: Schemas): NonNullable<OpenAPIObject['webhooks']> {
  const ofSources = sources.all.flatMap(({ group, schema }) =>
    typesOf(group).map((type): [string, Item] => [type, itemOf(type, resourceWithSequence(schema), schemas)]),
  );
  return Object.fromEntries([...ofSources, ['test', itemOf('test', test, schemas)]]) as NonNullable<
    OpenAPIObject['webhooks']
  >;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly [member: string]: unknown;
}
type Item = Readonly<Record<'post', object>>;

const sequence = {
  type: 'integer',
  minimum: 1,
  examples: [4],
  description: 'Grows strictly with each event of the resource: what comes with a smaller one is older',
} as const;

const resourceWithSequence = (name: string): Schema => ({
  allOf: [
    { $ref: `#/components/schemas/${name}` },
    { type: 'object', required: ['sequence'], properties: { sequence } },
  ],
});

const test: Schema = {
  type: 'object',
  required: ['id', 'endpointId', 'sequence'],
  properties: {
    id: { type: 'string', examples: ['whd_4f1c2d3e4b5a69788796a5b4c3d2e1f0'] },
    endpointId: { type: 'string', examples: ['whe_4f1c2d3e4b5a69788796a5b4'] },
    sequence,
  },
};

function itemOf(type: string, data: Schema, schemas: Schemas): Item {
  const schema: Schema = {
    type: 'object',
    required: ['type', 'timestamp', 'data'],
    properties: {
      type: { type: 'string', const: type },
      timestamp: {
        type: 'string',
        format: 'date-time',
        examples: ['2026-03-01T08:00:00.000Z'],
        description: 'When it happened',
      },
      data,
    },
  };
  const example = exampleOf(schema, schemas) as { readonly data: Readonly<Record<string, unknown>> };
  const shown = { ...example, data: { ...example.data, ...statusOf(type, data, schemas) } };
  return {
    post: {
      operationId: `webhook_${type.replace('.', '_')}`,
      summary: `\`${type}\``,
      description: 'Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.',
      tags: ['Webhooks'],
      security: [],
      parameters: headers,
      requestBody: { required: true, content: { 'application/json': { schema, example: shown } } },
      responses: {
        '2XX': { description: 'It has been received: it is not sent again' },
        '410': { description: 'Nothing more is wanted here: the endpoint is stopped' },
        default: { description: 'It is tried again later' },
      },
    },
  };
}

const headers = [
  ['webhook-id', 'The id of the delivery, the same at every try: drop what you have seen', '^whd_[0-9a-f]{32}$'],
  ['webhook-timestamp', 'When this try was made, in seconds since 1970', '^\\d+$'],
  ['webhook-signature', 'One or more of `v1,<base64>`, with a blank between', '^v1,'],
].map(([name, description, pattern]) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string', pattern },
}));

/** The state that the type itself names, where the resource has such a state. */
function statusOf(type: string, data: Schema, schemas: Schemas): object {
  const [, status] = type.split('.');
  const states = data.allOf?.[0] && resolved(data.allOf[0], schemas).properties?.['status']?.enum;
  return states?.includes(status) === true ? { status } : {};
}

const resolved = (schema: Schema, schemas: Schemas): Schema =>
  schema.$ref === undefined ? schema : (schemas[schema.$ref.split('/').at(-1)!] as unknown as Schema);

function exampleOf(given: Schema, schemas: Schemas): unknown {
  const schema = resolved(given, schemas);
  if (schema.examples !== undefined) return schema.examples[0];
  if (schema['example'] !== undefined) return schema['example'];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.allOf !== undefined)
    return Object.assign({}, ...schema.allOf.map((each) => exampleOf(each, schemas))) as object;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return exampleOf(choices[0]!, schemas);
  const [type] = [schema.type ?? 'object'].flat();
  switch (type) {
    case 'array':
      return schema.items === undefined ? [] : [exampleOf(schema.items, schemas)];
    case 'string':
      return schema['format'] === 'uuid' ? '7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0' : 'text';
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return false;
    default:
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, exampleOf(property, schemas)]),
      );
  }
}
