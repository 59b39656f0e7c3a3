import { Pool } from 'undici';
import type { Dispatcher } from 'undici';

/**
 * The connections to one provider, shared by its products. It uses undici's dispatcher directly: at a thousand calls a
 * second the streams and abort signals of `request` would cost more than everything else here.
 */
export class Wire {
  private readonly pool: Pool;
  private closed = false;
  private readonly open = new Set<ResponseReader>();

  constructor(
    baseUrl: string,
    private readonly timeoutMs: number,
  ) {
    this.pool = new Pool(new URL(baseUrl).origin, {
      connections,
      pipelining: 1,
      allowH2: false,
      // The timeout below bounds the whole call; these would bound parts of it.
      headersTimeout: 0,
      bodyTimeout: 0,
      connectTimeout: timeoutMs,
    });
  }

  exchange(
    method: 'GET' | 'POST',
    path: string,
    headers: readonly string[],
    body: string | null,
    startedAt: number,
  ): Promise<HttpResult> {
    return new Promise((resolve) => {
      const remainingMs = startedAt + this.timeoutMs - performance.now();
      const reader = new ResponseReader(remainingMs, this.timeoutMs, (result) => {
        this.open.delete(reader);
        resolve(result);
      });
      this.open.add(reader);
      if (this.closed) return reader.end(closing);
      if (remainingMs <= 0) return reader.end(timedOut(this.timeoutMs));
      try {
        this.pool.dispatch({ method, path, headers: headers as string[], body }, reader);
      } catch (thrown) {
        reader.end(faultOf(thrown));
      }
    });
  }

  /** Calls in progress end with a fault, not with silence. */
  async close(): Promise<void> {
    this.closed = true;
    for (const reader of [...this.open]) reader.end(closing);
    await this.pool.destroy();
  }
}

/** The result of one call over the wire. */
export type HttpResult =
  | {
      readonly fault: null;
      readonly status: number;
      readonly body: string;
      readonly correlationId: string | null;
      readonly retryAfterMs: number | null;
      /** The provider's clock, to the second: its Date header. */
      readonly date: string | null;
      readonly latencyMs: number;
    }
  | { readonly fault: string; readonly left: boolean; readonly latencyMs: number };

class ResponseReader implements Dispatcher.DispatchHandler {
  private readonly startedAt = performance.now();
  private readonly timer: NodeJS.Timeout;
  private controller: Dispatcher.DispatchController | null = null;
  private ended = false;
  private status = 0;
  private headers: Readonly<Record<string, string | string[] | undefined>> = {};
  private readonly chunks: Buffer[] = [];
  private size = 0;

  /** Real time on purpose: the network does not follow the injected clock. */
  constructor(
    afterMs: number,
    timeoutMs: number,
    private readonly tell: (result: HttpResult) => void,
  ) {
    this.timer = setTimeout(() => this.end(timedOut(timeoutMs)), Math.max(1, afterMs));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // A request that gets its connection only after its timeout must not be sent. It throws, because an abort would
    // close the connection that other requests wait for.
    if (this.ended) throw new Error('too late');
    this.controller = controller;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: typeof this.headers): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.ended) return;
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size <= readOfBody) return;
    this.answered();
    controller.abort(new Error('too long'));
  }

  onResponseEnd(): void {
    this.answered();
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    this.end(faultOf(error));
  }

  /** No answer, or an incomplete one. */
  end(fault: string): void {
    if (this.ended) return;
    // Nothing of a request is written before it has a connection: name resolution, connecting and TLS come first.
    this.finish({ fault, left: this.controller !== null, latencyMs: performance.now() - this.startedAt });
    this.controller?.abort(new Error(fault));
  }

  private answered(): void {
    if (this.ended) return;
    const bytes = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
    this.finish({
      fault: null,
      status: this.status,
      body: bytes.toString('utf8', 0, readOfBody),
      correlationId: one(this.headers['x-correlationid'] ?? this.headers['x-correlation-id'])?.slice(0, 200) ?? null,
      retryAfterMs: readRetryAfter(one(this.headers['retry-after'])),
      date: one(this.headers['date']) ?? null,
      latencyMs: performance.now() - this.startedAt,
    });
  }

  private finish(result: HttpResult): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.tell(result);
  }
}

const one = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

/** A date, its other form, counts as absent: the status checks have their own rate limit. */
const readRetryAfter = (header: string | undefined): number | null =>
  header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;

/** The code and the kind, never the message: it may quote a header. */
function faultOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'fault';
}

const timedOut = (timeoutMs: number): string => `no answer within ${timeoutMs} ms`;
/** The fault of calls that `close` has ended. */
export const closing = 'closing';

const connections = 128;
const readOfBody = 64 * 1024;
