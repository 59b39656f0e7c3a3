import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a program that a test starts gets of this process's environment: the way to Node, and where it keeps what it has compiled. */
export const programEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
  ['PATH', 'NODE_COMPILE_CACHE'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

/** One installation: a data directory and an address, on which the program as it is built is started, ended and started again. */
export class Installation {
  readonly directory = mkdtempSync(join(tmpdir(), 'ishyura-program-'));
  readonly key = 'admin-key-of-an-installation';

  private constructor(
    private readonly port: number,
    private readonly sandbox: Sandbox,
  ) {}

  static async make(sandbox: Sandbox): Promise<Installation> {
    if (!existsSync(join(root, 'dist/main.js'))) {
      throw new Error(
        'There is no dist/main.js, and this story runs the real program: `npm run build` comes before it',
      );
    }
    return new Installation(await freePort(), sandbox);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** `file` is what is run; `says` is what it prints when it is ready. */
  async start(
    { file = 'dist/main.js', says = /listens on/ }: { file?: string; says?: RegExp } = {},
    more: Record<string, string> = {},
  ): Promise<Program> {
    const program = this.launch(file, more);
    await program.hasSaid(says);
    return program;
  }

  launch(file: string, more: Record<string, string> = {}): Program {
    const { collection, disbursement } = this.sandbox.credentials;
    const environment = {
      ...programEnvironment,
      PORT: String(this.port),
      PUBLIC_BASE_URL: this.url,
      DATA_DIR: this.directory,
      BOOTSTRAP_API_KEY: this.key,
      MOMO_BASE_URL: this.sandbox.url,
      MOMO_TARGET_ENVIRONMENT: 'mtnrwanda',
      MOMO_COLLECTION_SUBSCRIPTION_KEY: collection.subscriptionKey,
      MOMO_COLLECTION_API_USER: collection.apiUser,
      MOMO_COLLECTION_API_KEY: collection.apiKey,
      MOMO_DISBURSEMENT_SUBSCRIPTION_KEY: disbursement.subscriptionKey,
      MOMO_DISBURSEMENT_API_USER: disbursement.apiUser,
      MOMO_DISBURSEMENT_API_KEY: disbursement.apiKey,
      PROVIDER_STATUS_CHECKS_PER_SECOND: '0',
      STATUS_CHECK_SCHEDULE: '1',
      LOG_LEVEL: 'error',
      ...more,
    };
    const child = spawn(process.execPath, [join(root, file)], {
      env: environment,
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    return new Program(child);
  }

  /** A copy of the directory as it is on the disk now, readable while the program runs. */
  copy(): string {
    const copy = mkdtempSync(join(tmpdir(), 'ishyura-copy-'));
    cpSync(this.directory, copy, { recursive: true });
    return copy;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export class Program {
  said = '';
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;

  constructor(readonly child: ChildProcess) {
    const hear = (chunk: Buffer) => (this.said += String(chunk));
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    this.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  }

  hasSaid(what: RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (what.test(this.said)) resolve();
      };
      this.child.stdout!.on('data', look);
      this.child.stderr!.on('data', look);
      void this.ended.then(({ code, signal }) =>
        reject(new Error(`It ended (${code ?? signal}) and said: ${this.said}`)),
      );
      look();
    });
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Sends it a message, and waits for its confirmation. */
  tell(what: string): Promise<void> {
    return new Promise((resolve) => {
      this.child.once('message', () => resolve());
      this.child.send(what);
    });
  }

  /** Asks it to stop, and returns how it ended. */
  stop(): Promise<{ readonly code: number | null; readonly signal: string | null }> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}

/** Polls until the condition holds; when that takes too long it throws the last value. Only for other processes. */
export async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean, everyMs = 25): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() > deadline)
      throw new Error(`The condition was not reached; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** Below the time that Jest gives a test, so that what was seen last is told. */
const patienceMs = 150_000;
