import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

export interface MongoServer {
  /** What the suites say aloud: `MongoDB at MONGODB_URL` or `FerretDB 1.24`. */
  readonly name: string;
  /** A database for one suite. */
  newDatabase(): string;
  stop(): Promise<void>;
}

/**
 * A server that speaks MongoDB's protocol: the one at MONGODB_URL, or FerretDB, which is built once for this machine. Null, with the
 * reason on the console, where there is neither.
 */
export async function mongoServer(): Promise<MongoServer | null> {
  const given = process.env['MONGODB_URL'];
  if (given)
    return { name: 'MongoDB at MONGODB_URL', newDatabase: () => databaseAt(given), stop: async () => undefined };
  let program: string;
  try {
    program = await built();
  } catch (error) {
    console.warn(
      `NOT RUN on MongoDB: MONGODB_URL is not set and FerretDB cannot be built: ${(error as Error).message}`,
    );
    return null;
  }
  const directory = mkdtempSync(join(tmpdir(), 'ishyura-ferretdb-'));
  // Its standard input ends with this process, and it with that.
  const server = spawn(program, [directory], { stdio: ['pipe', 'pipe', 'inherit'] });
  const url = await firstLine(server);
  const stop = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    // SIGTERM first; a server that is busy with an abandoned query ignores it.
    server.stdin.end();
    const impatient = setTimeout(() => server.kill('SIGKILL'), 3_000);
    await ended;
    clearTimeout(impatient);
    rmSync(directory, { recursive: true, force: true });
  };
  return { name: 'FerretDB 1.24', newDatabase: () => databaseAt(url), stop };
}

/** A way to a server that can be cut, and held up without an end. */
export class Wire {
  readonly #sockets = new Set<Socket>();
  #held = false;

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly url: string,
  ) {}

  static async to(url: string): Promise<Wire> {
    const { hostname, port, pathname } = new URL(url);
    const server = createServer((near) => {
      const far = connect(Number(port), hostname);
      wire.#join(near, far);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const own = (server.address() as AddressInfo).port;
    const wire = new Wire(server, `mongodb://127.0.0.1:${own}${pathname}?directConnection=true`);
    return wire;
  }

  /** Holds all data without closing a connection, like a frozen machine. */
  hold(): void {
    this.#held = true;
    for (const socket of this.#sockets) socket.pause();
  }

  release(): void {
    this.#held = false;
    for (const socket of this.#sockets) socket.resume();
  }

  /** Every connection ends, and none can be made. */
  async cut(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async mend(): Promise<void> {
    const { port } = new URL(this.url);
    await new Promise<void>((resolve) => this.server.listen(Number(port), '127.0.0.1', resolve));
  }

  #join(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      if (this.#held) from.pause();
    }
  }
}

async function built(): Promise<string> {
  const script = join(import.meta.dirname, 'ferretdb', 'build.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  return stdout.trim();
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface(server.stdout!).once('line', resolve);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`FerretDB ended with ${code} before it listened`)));
  });
}

function databaseAt(url: string): string {
  const database = new URL(url);
  database.pathname = `/ishyura-test-${randomUUID().slice(0, 8)}`;
  return database.href;
}
