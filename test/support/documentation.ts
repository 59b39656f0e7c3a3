import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openApiDocument } from '../../src/app/openapi.js';

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly sent: { readonly headers: Readonly<Record<string, string>>; readonly body: string | undefined };
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxProperties?: number;
  readonly additionalProperties?: boolean | Schema;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Response {
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Readonly<Record<string, object>>;
}
interface Header {
  readonly required?: boolean;
}
export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
  readonly responses: Readonly<Record<string, object>>;
  readonly security: readonly object[];
  readonly description: string;
}

/** Validates HTTP exchanges against the OpenAPI document, so that no test accepts an undocumented answer. */
export class Documentation {
  readonly #paths: readonly (readonly [string, Readonly<Record<string, Operation>>])[];
  readonly #ajv = new Ajv2020({ allErrors: true, strictTypes: false });

  constructor(readonly document: OpenApi) {
    this.#paths = Object.entries(document.paths);
    addFormats.default(this.#ajv);
    this.#ajv.addVocabulary(Object.keys(document));
    this.#ajv.addSchema({ ...(withoutMore(document) as object), $id: 'openapi' });
  }

  static of(app: NestFastifyApplication): Documentation {
    return (ofEveryApp ??= new Documentation(JSON.parse(JSON.stringify(openApiDocument(app))) as OpenApi));
  }

  /** Throws when the exchange differs from the document. */
  check(exchange: Exchange): void {
    const { method, path, status } = exchange;
    const url = new URL(path, 'http://gateway.test');
    if (/^\/docs(\/|$)/.test(url.pathname)) return;
    const found = this.operationAt(method, url.pathname);
    // Pages for people are no part of the document.
    if (found === undefined && (status === 303 || String(exchange.headers['content-type']).startsWith('text/html')))
      return;
    const answered = `#/paths/${pointer(found?.template ?? '')}/${method.toLowerCase()}/responses/${status}`;
    const isDocumented = found !== undefined && String(status) in found.operation.responses;
    const problems =
      found === undefined
        ? this.#troubleOfAnswer(this.#resolved('#/components/responses/OtherProblem'), exchange)
        : isDocumented
          ? [
              ...this.#troubleOfAnswer(this.#resolved(answered), exchange),
              ...(status < 300 ? this.#troubleOfRequest(found, url, exchange) : []),
            ]
          : ['the document does not know this status'];
    if (problems.length === 0) return;
    throw new Error(
      `${method} ${path} (${found?.operation.operationId ?? 'no operation'}) was answered ${status}:\n` +
        `${problems.map((problem) => `- ${problem}`).join('\n')}\n${exchange.text.slice(0, 2_000)}`,
    );
  }

  operationAt(method: string, path: string): Found | undefined {
    const segments = path.replace(/(?<=.)\/$/, '').split('/');
    for (const [template, operations] of this.#paths) {
      const operation = operations[method.toLowerCase()];
      const parts = template.split('/');
      if (operation === undefined || parts.length !== segments.length) continue;
      const fits = (part: string, index: number) =>
        part.startsWith('{')
          ? segments[index]! !== '' && segments[index]!.length <= longestSegment
          : part === segments[index];
      if (parts.every(fits)) return { template, method: method.toLowerCase(), operation };
    }
    return undefined;
  }

  /** What is wrong about a value by the schema at this place of the document. */
  troubleBy(place: string, value: unknown): readonly string[] {
    const validate = this.#ajv.getSchema(`openapi${place}`) as ValidateFunction | undefined;
    if (validate === undefined) throw new Error(`There is no schema at ${place}`);
    if (validate(value)) return [];
    return validate.errors!.map(
      ({ instancePath, message, params }) => `${instancePath || 'the value'} ${message} ${JSON.stringify(params)}`,
    );
  }

  /** Values of addresses and headers are text, also where they are numbers. */
  troubleOfText(place: string, text: string): readonly string[] {
    const asText = this.troubleBy(place, text);
    return asText.length > 0 && /^\d+$/.test(text) ? this.troubleBy(place, Number(text)) : asText;
  }

  /** A schema, with references resolved. */
  schemaOf(schema: Schema): Schema {
    return schema.$ref === undefined ? schema : this.#resolved<Schema>(schema.$ref).value;
  }

  #troubleOfAnswer({ place, value }: Resolved<Response>, { headers, text }: Exchange): readonly string[] {
    const { content = {}, headers: known = {} } = value;
    return [...this.#troubleOfHeaders(place, known, headers), ...this.#troubleOfBody(place, content, headers, text)];
  }

  #troubleOfHeaders(place: string, known: Response['headers'], headers: Exchange['headers']): readonly string[] {
    const unknown = ours.filter(
      (name) => name in headers && !Object.keys(known!).some((k) => k.toLowerCase() === name),
    );
    return [
      ...unknown.map((name) => `the document does not know its header ${name}`),
      ...Object.keys(known!).flatMap((name) => {
        const header = this.#resolved<Header>(`${place}/headers/${pointer(name)}`);
        const value = headers[name.toLowerCase()];
        if (value === undefined) return header.value.required ? [`its header ${name} is missing`] : [];
        return this.troubleOfText(`${header.place}/schema`, String(value)).map((what) => `its header ${name}: ${what}`);
      }),
    ];
  }

  #troubleOfBody(
    place: string,
    content: Readonly<Record<string, object>>,
    headers: Exchange['headers'],
    text: string,
  ): readonly string[] {
    if (Object.keys(content).length === 0) return text === '' ? [] : ['the document knows no body of it'];
    const type = String(headers['content-type'] ?? '').split(';')[0]!;
    if (!(type in content)) return [`the document does not know its media type "${type}"`];
    const value: unknown = type.endsWith('json') ? JSON.parse(text) : text;
    return this.troubleBy(`${place}/content/${pointer(type)}/schema`, value);
  }

  #troubleOfRequest({ template, method, operation }: Found, url: URL, { sent }: Exchange): readonly string[] {
    const place = `#/paths/${pointer(template)}/${method}`;
    const parameters = operation.parameters ?? [];
    const names = new Set(parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
    // A public address may have parameters that others have added: probes, shared links.
    const undocumented =
      operation.security.length === 0 ? [] : [...url.searchParams.keys()].filter((name) => !names.has(name));
    const wrong = parameters.flatMap(({ name, in: where, required }, index) => {
      const value = where === 'query' ? url.searchParams.get(name) : where === 'header' ? headerOf(sent, name) : null;
      if (value === null)
        return required && where !== 'path' ? [`${name} was not sent, and it was taken all the same`] : [];
      return this.troubleOfText(`${place}/parameters/${index}/schema`, value).map(
        (what) => `${name} was taken, against the document: ${what}`,
      );
    });
    return [
      ...undocumented.map((name) => `it took the query parameter ${name}, which the document does not know`),
      ...wrong,
      ...this.#troubleOfSentBody(place, operation, sent.body),
    ];
  }

  #troubleOfSentBody(place: string, { requestBody }: Operation, body: string | undefined): readonly string[] {
    if (body === undefined || body === '') return [];
    if (requestBody === undefined) return ['it took a body, of which the document knows nothing'];
    if (!('application/json' in requestBody.content)) return [];
    return this.troubleBy(`${place}/requestBody/content/application~1json/schema`, JSON.parse(body)).map(
      (what) => `the body was taken, against the document: ${what}`,
    );
  }

  #resolved<T = Response>(place: string): Resolved<T> {
    const value = place
      .slice(2)
      .split('/')
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], this.document);
    const { $ref } = value as { $ref?: string };
    return $ref === undefined ? { place, value: value as T } : this.#resolved($ref);
  }
}

/** Made once: the document is the same for every app. */
let ofEveryApp: Documentation | null = null;

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly [member: string]: unknown;
}
interface Found {
  readonly template: string;
  readonly method: string;
  readonly operation: Operation;
}
interface Resolved<T> {
  readonly place: string;
  readonly value: T;
}

const pointer = (name: string): string => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
const headerOf = ({ headers }: Exchange['sent'], name: string): string | null => headers[name.toLowerCase()] ?? null;
const longestSegment = 400;
/** The headers that an answer may only have where the document says so. */
const ours = ['location', 'idempotent-replayed', 'retry-after', 'allow', 'www-authenticate'];

/** The document allows new members in answers for the sake of clients; here an undocumented member is a mistake. */
function withoutMore(node: unknown, name = ''): unknown {
  if (Array.isArray(node)) return node.map((item) => withoutMore(item));
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([member, value]) => [
      member,
      // The parts of an allOf do not list each other's members.
      member === 'allOf' ? value : withoutMore(value, member),
    ]),
  );
  const isObject = ('allOf' in node || 'properties' in node) && !('additionalProperties' in node) && name !== 'Problem';
  return isObject ? { ...copy, unevaluatedProperties: false } : copy;
}
