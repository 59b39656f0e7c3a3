import type { Settings } from '../app/settings.js';
import { isMistyped } from '../modules/access/contract.js';

/** A gateway that runs, asked over its HTTP API with an admin's key: the log then names who ordered it. */
export class RunningGateway {
  readonly #url: string;
  readonly #key: string;

  /** `url`: where it is, when it is not where the settings say. */
  constructor(settings: Settings, url: string | undefined) {
    this.#url = url ?? addressOf(settings);
    this.#key = keyOf(settings);
  }

  async call(method: string, path: string, body?: object): Promise<unknown> {
    const { answer } = await this.#send(path, answerWithinMs, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return answer;
  }

  /** Sends a file as it is read. The gateway looks through all of it before it answers; `isReplayed`: it has had it before. */
  upload(path: string, file: ReadableStream, bytes: number, mediaType: string): Promise<Sent> {
    const headers = { 'content-type': mediaType, 'content-length': String(bytes) };
    return this.#send(path, uploadWithinMs, { method: 'POST', headers, body: file, duplex: 'half' });
  }

  async #send(path: string, withinMs: number, request: RequestInit & { readonly duplex?: 'half' }): Promise<Sent> {
    const response = await fetch(this.#url + path, {
      ...request,
      headers: { ...request.headers, authorization: `Bearer ${this.#key}` },
      // The key goes to no other host than the one that was named.
      redirect: 'error',
      signal: AbortSignal.timeout(withinMs),
    }).catch((error: Error) => {
      const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
      throw new Error(`no gateway answers at ${this.#url} (${code ?? message}): start it, or name it by --url`, {
        cause: error,
      });
    });
    const text = await response.text();
    const isReplayed = response.headers.get('idempotent-replayed') === 'true';
    if (response.ok) return { answer: text === '' ? null : (JSON.parse(text) as unknown), isReplayed };
    throw new Error(whyRefused(response.status, text));
  }
}

interface Sent {
  readonly answer: unknown;
  readonly isReplayed: boolean;
}

function whyRefused(status: number, text: string): string {
  if (status === 401)
    return 'the gateway does not know this key, or it was revoked or has expired: set ISHYURA_KEY to an admin key';
  if (status === 403) return 'this key is not an admin’s: set ISHYURA_KEY to an admin key';
  const problem = problemOf(text);
  const { code, detail, errors = [] } = problem;
  const [wrong] = errors;
  if (wrong !== undefined) return `${wrong.field} ${wrong.message}`;
  if (code === undefined) return `the gateway answered ${status}, and not as Ishyura does`;
  // A file that cannot be read: where, why, and what to do.
  const { line, column, what } = problem;
  if (what !== undefined)
    return `${code}: ${line === undefined ? '' : `line ${line}${column ? `, ${column}` : ''}: `}${what}`;
  const named = Object.entries(problem).flatMap(([member, value]) =>
    Array.isArray(value) && value.length > 0 ? [`${member}: ${value.join(', ')}`] : [],
  );
  return `${code}: ${detail}${named.length === 0 ? '' : ` (${named.join('; ')})`}`;
}

interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly line?: number;
  readonly column?: string | null;
  readonly what?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

function problemOf(text: string): Problem {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
}

/** Where a gateway with these settings listens, as seen from this machine. */
function addressOf({ host, port }: Settings): string {
  const local = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${local.includes(':') ? `[${local}]` : local}:${port}`;
}

function keyOf({ callerKey, bootstrapApiKey }: Settings): string {
  const key = callerKey ?? bootstrapApiKey;
  if (key === null) throw new Error('ISHYURA_KEY is missing: set it, or ISHYURA_KEY_FILE, to an admin key');
  if (isMistyped(key)) throw new Error('the admin key is mistyped: its last characters do not fit the others');
  return key;
}

const answerWithinMs = 15_000;
const uploadWithinMs = 60 * 60 * 1_000;
