import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DoneFuncWithErrOrRes, FastifyReply, FastifyRequest } from 'fastify';
import { guide } from './openapi.guide.js';
import { ofNoOperation, refuse, type Operation } from '../http/operation.documentation.js';
import { problemSchema } from '../http/problem.documentation.js';
import { callbackPath } from '../modules/callbacks/index.js';
import { batchAnswer } from '../modules/payouts/index.js';
import { statementAnswer } from '../modules/reconciliation/index.js';
import { WebhookSources } from '../modules/webhooks/index.js';
import { webhooksOf } from './openapi.webhooks.js';

/** Serves the HTTP contract as a page and as a document. */
export function openApiPage(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    customSiteTitle: 'Ishyura API',
    customCss: css,
    jsonDocumentUrl: 'docs/openapi.json',
    // One form of the document is enough.
    raw: ['json'],
    swaggerOptions: {
      // The page loads nothing from other hosts.
      validatorUrl: null,
      displayOperationId: true,
      defaultModelsExpandDepth: 0,
    },
  });
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onSend', (request: FastifyRequest, _: FastifyReply, payload: unknown, done: DoneFuncWithErrOrRes) => {
    const isPage = typeof payload === 'string' && request.routeOptions.url?.startsWith('/docs') === true;
    done(null, isPage ? payload.replace('<head>', `<head>${viewport}`) : payload);
  });
}

// Without it a phone shows Nest's page at desktop width.
const viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">';
const css = `
.swagger-ui .topbar { display: none }
.swagger-ui .response-col_links { display: none }
.swagger-ui .renderedMarkdown code { overflow-wrap: anywhere }
@media (max-width: 640px) {
  .swagger-ui .opblock .opblock-summary { flex-wrap: wrap }
  .swagger-ui .opblock .opblock-summary-operation-id { display: none }
  .swagger-ui .parameters-col_name, .swagger-ui .response-col_status { min-width: 0; width: auto }
}`;

/** The HTTP contract as the code has it, for people and for generators of clients. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, description);
  const paths = sorted({ ...document.paths, ...structuredClone(callbackPath) });
  const operations = Object.entries(paths).flatMap(([path, ofPath]) =>
    (Object.entries(ofPath) as [string, Operation][]).map(([method, operation]) => ({ path, method, operation })),
  );
  const refusals = operations.flatMap(({ path, method, operation }) => refuse(method, path, operation));
  const { schemas = {}, ...components } = document.components ?? {};
  for (const { operation } of operations) requireWhereNeeded(operation.requestBody, schemas);
  const completed = {
    ...document,
    paths,
    components: {
      ...components,
      headers,
      responses: named([...refusals, ofNoOperation].map(({ name, response }) => [name, response])),
      schemas: named([
        ...Object.entries(schemas),
        ['Problem', problemSchema],
        batchAnswer,
        statementAnswer,
        ...[...refusals, ofNoOperation].map(({ name, schema }) => [name, schema] as const),
      ]),
    },
  };
  const withWebhooks = withExamples(completed) as OpenAPIObject;
  return { ...withWebhooks, webhooks: webhooksOf(app.get(WebhookSources), withWebhooks.components!.schemas!) };
}

const description = {
  ...new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Ishyura')
    .setDescription(guide)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/', 'This installation')
    .addTag('Payments', 'Ask a payer for money, and learn what came of it.')
    .addTag('Payment links', 'A page with a QR code on which one record is paid once, without a website.')
    .addTag('Payouts', 'Money from the float to a phone, when other people have approved it.')
    .addTag('Payout batches', 'A file of payouts: checked, approved as one, and sent line by line.')
    .addTag(
      'Reconciliation',
      'The provider’s statements beside what we know: what fits, what does not, and what people do about it.',
    )
    .addTag('Receipts', 'Our proof of a successful payment: one for each, with a number without gaps.')
    .addTag('Refunds', 'Money back to the payer of a successful payment, after other people have approved it.')
    .addTag('Reviews', 'What waits for a person: doubts about money, and what was decided about them.')
    .addTag(
      'Ledger',
      'Double entry from events: accounts, entries, balances at any moment, adjustments, and days that freeze.',
    )
    .addTag('Settlements', 'Money on its way from a wallet to the bank: what is expected there, and what came.')
    .addTag(
      'Reports',
      'What happened on the days of Kigali, as JSON, CSV or XLSX, with totals that agree with the ledger.',
    )
    .addTag('Callbacks', 'What providers tell us unasked. It is kept as evidence and decides nothing by itself.')
    .addTag('Providers', 'The networks: how they are, and outages that people declare.')
    .addTag('Webhooks', 'What is sent to your own addresses when something happens, signed and tried again.')
    .addTag('API clients', 'The programs that may call: their roles and their keys.')
    .addTag('Users', 'The people who sign in: their roles, and the links by which they begin.')
    .addTag('Payers', 'The rights of the people whose data is kept: to see it all, and to have it erased.')
    .addTag(
      'Audit',
      'Proof that the log is as it was written: seals over ranges of it, and what holds it against them.',
    )
    .addTag('Operations', 'For those who run an installation: health and metrics.')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key of this installation' })
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The setting `METRICS_TOKEN`' }, 'metricsToken')
    .build(),
};

/** A body in which nothing is required may be absent as a whole. */
function requireWhereNeeded(requestBody: Operation['requestBody'], schemas: object): void {
  const { $ref } = requestBody?.content['application/json']?.schema ?? {};
  if ($ref === undefined) return;
  const { required = [] } = (schemas as Record<string, { required?: string[] }>)[$ref.split('/').at(-1)!]!;
  requestBody!.required = required.length > 0;
}

/** In the order of the tags, the most used first. */
function sorted(paths: OpenAPIObject['paths']): OpenAPIObject['paths'] {
  const tags = description.tags!.map(({ name }) => name);
  const rank = (item: object) => tags.indexOf((Object.values(item) as { tags: [string] }[])[0]!.tags[0]);
  return Object.fromEntries(Object.entries(paths).toSorted(([, one], [, other]) => rank(one) - rank(other)));
}

const headers = {
  'X-Request-Id': {
    description:
      'That of the request, or one made for it; it is in the log, and with every event as its correlation id',
    required: true,
    schema: { type: 'string', pattern: '^[\\w.:/+=@-]{1,128}$' },
    example: '7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0',
  },
  Location: {
    description: 'Where the payment, payout or batch is',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
    example: '/v1/payments/pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0',
  },
  'Idempotent-Replayed': {
    description: 'Only when an earlier request with the same Idempotency-Key, or the same file, had done it',
    schema: { type: 'string', enum: ['true'] },
  },
  'Preference-Applied': {
    description: 'Only when the gateway waited, or had nothing to wait for: `wait=N` with the seconds that it allowed',
    schema: { type: 'string', pattern: '^wait=\\d+$' },
    example: 'wait=5',
  },
  'Retry-After': {
    description: 'After how many seconds to repeat the request',
    required: true,
    schema: { type: 'integer', minimum: 1 },
    example: 1,
  },
  Allow: {
    description: 'With METHOD_NOT_ALLOWED: the methods of this address',
    schema: { type: 'string' },
    example: 'GET, HEAD',
  },
  'WWW-Authenticate': {
    description: 'How to authenticate',
    required: true,
    schema: { type: 'string', pattern: '^Bearer' },
    example: 'Bearer',
  },
};

const named = (entries: readonly (readonly [string, object])[]) => Object.fromEntries(entries) as Record<string, never>;

/** Nest writes a schema's `example`, which OpenAPI 3.1 calls `examples`. */
function withExamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withExamples);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withExamples(member)] as const);
  const { example, ...schema } = Object.fromEntries(members);
  return example !== undefined && 'type' in schema ? { ...schema, examples: [example] } : Object.fromEntries(members);
}
