import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtension, ApiExtraModels, ApiHeader, ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import { access, isForAnybody, routeName, whoMayUse } from './access.js';
import {
  codesOfNoOperation,
  headers,
  problems,
  refusal,
  type ProblemCode,
  type Refusal,
} from './problem.documentation.js';
import { longestWaitSeconds } from './prefer.js';
import { titles } from './problem.filter.js';
import { longestInPath } from './values.documentation.js';

/** The documentation of one operation. Its parameters and its body are read from the code. */
export interface OperationText extends Refusing {
  /** Its name in generated clients: `createPayment`. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly inPath?: Readonly<Record<string, InPath>>;
  readonly answers: Readonly<Record<number, AnswerText>>;
  /** What `Prefer: wait` waits for. */
  readonly waitsFor?: string;
}

interface InPath {
  readonly description: string;
  readonly example: string;
  /** Of a value of which one that does not match is 400, not 404. */
  readonly pattern?: string;
}

interface Refusing {
  /** Its own codes. Codes that follow from its kind are added. */
  readonly refuses?: readonly ProblemCode[] | undefined;
  /** The authentication that an operation without an API key also accepts. */
  readonly mayAuthenticate?: readonly object[] | undefined;
  /** It appends events. */
  readonly appends?: true | undefined;
  /** It takes an Idempotency-Key. */
  readonly isIdempotent?: true | undefined;
  /** It reads no store. */
  readonly needsNoStore?: true | undefined;
  /** The statuses of refusals that it also gives as a page, to callers that ask for HTML. */
  readonly refusesAsPage?: readonly number[] | undefined;
}

interface AnswerText {
  readonly description: string;
  readonly type?: Type;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
  /** The classes that `content` refers to. */
  readonly models?: readonly Type[];
  readonly headers?: readonly string[];
}

const trait = 'x-refusing';

/** Documents a route. The table of access adds who may use it. */
export const Documented = (text: OperationText) => (target: object, name: string, method: PropertyDescriptor) => {
  applyDecorators(
    ApiOperation({ operationId: text.id, summary: text.summary, description: text.description ?? `${text.summary}.` }),
    ApiExtension(trait, refusing(text)),
    ...Object.entries(text.answers).map(([status, { description, type, content, headers: named = [] }]) =>
      ApiResponse({
        status: Number(status),
        description,
        headers: headers('X-Request-Id', ...named),
        ...(type !== undefined && { type }),
        ...(content !== undefined && { content }),
      }),
    ),
    ...Object.values(text.answers).flatMap(({ models = [] }) => models.map((model) => ApiExtraModels(model))),
    ...pathOf(text).map((parameter) => ApiParam(parameter)),
    ...(text.isIdempotent ? [ApiHeader(idempotencyKey)] : []),
    ...(text.waitsFor === undefined ? [] : [ApiHeader(prefer(text.waitsFor))]),
  )(target, name, method);
};

/** The same for a route outside Nest. */
export const documented = (text: OperationText) => ({
  operationId: text.id,
  summary: text.summary,
  description: text.description ?? `${text.summary}.`,
  parameters: pathOf(text).map((parameter) => ({ ...parameter, in: 'path' as const })),
  responses: Object.fromEntries(
    Object.entries(text.answers).map(([status, { description, content, headers: named = [] }]) => [
      status,
      { description, headers: headers('X-Request-Id', ...named), ...(content !== undefined && { content }) },
    ]),
  ),
  [trait]: refusing(text),
});

/** An unknown id is 404, not 400; a longer one does not match a route. */
const pathOf = ({ inPath = {} }: OperationText) =>
  Object.entries(inPath).map(([name, { description, example, pattern }]) => ({
    name,
    description,
    required: true,
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: longestInPath,
      ...(pattern !== undefined && { pattern }),
    } as const,
    example,
  }));

const refusing = ({
  refuses,
  mayAuthenticate,
  appends,
  isIdempotent,
  needsNoStore,
  refusesAsPage,
}: Refusing): Refusing => ({
  refuses,
  mayAuthenticate,
  appends,
  isIdempotent,
  needsNoStore,
  refusesAsPage,
});

const idempotencyKey = {
  name: 'Idempotency-Key',
  required: true,
  description:
    'Makes a repeated request the same request: 1 to 255 visible ASCII characters, a new one for each thing that is asked for',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]{1,255}$' },
  example: 'INV-1001-2026-03-01',
} as const;

const prefer = (waitsFor: string) =>
  ({
    name: 'Prefer',
    required: false,
    description: `\`wait=N\` waits up to N (at most ${longestWaitSeconds}) seconds for ${waitsFor} (RFC 7240)`,
    schema: { type: 'string' },
    example: 'wait=5',
  }) as const;

export interface Operation extends Record<string, unknown> {
  operationId: string;
  description: string;
  responses: Record<string, object>;
  parameters?: object[];
  requestBody?: {
    required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
  };
  security?: readonly object[];
}

/** Adds who may use an operation, and its refusals to its answers; returns the refusals. */
export function refuse(method: string, path: string, operation: Operation): readonly Refusal[] {
  const named = operation[trait] as Refusing | undefined;
  if (named === undefined) throw new Error(`${operation.operationId} is not documented`);
  delete operation[trait];
  const row = access.get(routeName(method.toUpperCase(), path.replaceAll(/\{(\w+)\}/g, ':$1')))!;
  const isPublic = isForAnybody(row);
  operation.description += `\n\n${whoMayUse(row)}`;
  if (isPublic) operation.security = named.mayAuthenticate ?? [];
  const codes = [...codesOf(method, named, isPublic), ...(named.refuses ?? [])];
  const statuses = new Set(codes.flatMap(statusesOf));
  const refusals = [...statuses].map((status) => {
    const ofStatus = codes.filter((code) => statusesOf(code).includes(status));
    const made = refusal(nameOf(operation.operationId, status, ofStatus), status, ofStatus);
    return named.refusesAsPage?.includes(status) ? alsoAsPage(made) : made;
  });
  for (const { name, status } of refusals) operation.responses[status!] = { $ref: `#/components/responses/${name}` };
  operation.responses['default'] = { $ref: `#/components/responses/${ofNoOperation.name}` };
  return [...refusals, ofNoOperation];
}

const alsoAsPage = (made: Refusal): Refusal => {
  const { content, ...response } = made.response as { readonly content: object };
  return { ...made, response: { ...response, content: { ...content, 'text/html': { schema: { type: 'string' } } } } };
};

const statusesOf = (code: ProblemCode): readonly number[] => {
  const { status, orStatus } = problems[code];
  return orStatus === undefined ? [status] : [status, orStatus];
};

export const ofNoOperation = refusal('OtherProblem', null, codesOfNoOperation);

/** The refusals of every operation of its kind. */
function codesOf(
  method: string,
  { appends, isIdempotent, needsNoStore }: Refusing,
  isPublic: boolean,
): readonly ProblemCode[] {
  return [
    ...when(method !== 'get', 'BODY_TOO_LARGE'),
    'INVALID_REQUEST',
    ...when(method !== 'get' && !isPublic, 'UNSUPPORTED_MEDIA_TYPE'),
    ...when(!isPublic, 'UNAUTHENTICATED', 'RATE_LIMITED', 'FORBIDDEN'),
    ...when(isIdempotent, ...codesOfKeys),
    ...when(appends, 'TOO_MANY_RACES'),
    'INTERNAL_ERROR',
    ...when(!needsNoStore, 'STORE_UNAVAILABLE'),
    ...when(appends, 'MAY_BE_RECORDED'),
  ];
}

const when = (is: boolean | undefined, ...codes: ProblemCode[]): readonly ProblemCode[] => (is ? codes : []);

const codesOfKeys = [
  'IDEMPOTENCY_KEY_MISSING',
  'IDEMPOTENCY_KEY_INVALID',
  'IDEMPOTENCY_KEY_IN_FLIGHT',
  'IDEMPOTENCY_KEY_REUSED',
] as const satisfies readonly ProblemCode[];

/** Named after its codes where every operation may give them, otherwise after its operation, so that a new code renames no type of generated clients. */
const nameOf = (operationId: string, status: number, codes: readonly ProblemCode[]): string =>
  codes.every((code) => general.has(code))
    ? `${codes.map(pascal).join('Or')}Problem`
    : `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}${titles[status]!.replaceAll(' ', '')}Problem`;

const pascal = (code: string): string =>
  code.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

const general: ReadonlySet<ProblemCode> = new Set(codesOf('post', { appends: true }, false));
