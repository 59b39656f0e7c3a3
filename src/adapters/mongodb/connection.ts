import mongoose, { type Connection } from 'mongoose';

/**
 * How long an answer may take, retries included. The driver has no such limit (version 7.8 accepts `timeoutMS` and ignores it), and a limit on
 * its sockets would interrupt scans of a whole collection. So the limit is enforced here.
 */
const longestAnswerMs = 10_000;
/** The timeout of server selection. Short, because a quick 503 is better for callers. */
const longestSearchMs = 2_000;

/**
 * The common part of all MongoDB adapters. Writes are acknowledged by a majority, and reads ask the primary for what a majority
 * has: every instance reads what was acknowledged to another.
 */
export async function connectMongo(
  url: string,
  refuse: Refuse,
  { answerWithinMs = longestAnswerMs } = {},
): Promise<MongoConnection> {
  const connection = mongoose.createConnection(url, {
    appName: 'ishyura',
    autoCreate: false,
    autoIndex: false,
    bufferCommands: false,
    connectTimeoutMS: longestSearchMs,
    maxPoolSize: 20,
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    retryReads: true,
    retryWrites: true,
    serverSelectionTimeoutMS: longestSearchMs,
    useBigInt64: true,
    w: 'majority',
    waitQueueTimeoutMS: answerWithinMs,
  });
  try {
    await connection.asPromise();
    return new MongoConnection(connection, refuse, answerWithinMs);
  } catch (error) {
    await connection.destroy();
    throw faultOf(error, refuse);
  }
}

/** Makes the port's error for an unreachable store. */
type Refuse = (why: string, cause?: unknown) => Error;

/** Runs calls until it is closed, and turns their errors into the port's error. */
export class MongoConnection {
  readonly #inHand = new Set<Promise<unknown>>();
  #closing: Promise<void> | null = null;

  constructor(
    readonly connection: Connection,
    private readonly refuse: Refuse,
    private readonly answerWithinMs: number,
  ) {}

  /** Gives up after the time of this many answers. The call may still take effect later. */
  async call<T>(work: (connection: Connection) => Promise<T>, answers = 1): Promise<T> {
    if (this.#closing) throw this.refuse('its connection is closed');
    const working = within(answers * this.answerWithinMs, work(this.connection));
    this.#inHand.add(working);
    try {
      return await working;
    } catch (error) {
      throw faultOf(error, this.refuse);
    } finally {
      this.#inHand.delete(working);
    }
  }

  /** Waits for the calls in progress. */
  close(): Promise<void> {
    this.#closing ??= Promise.allSettled([...this.#inHand]).then(() => this.connection.close());
    return this.#closing;
  }
}

/** In answers: for scans of a whole collection, to build an index or to empty it. */
export const sweep = 60;

// The network's time is real even where a test owns the clock of the domain.
function within<T>(ms: number, working: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new mongoose.mongo.MongoNetworkTimeoutError(`no answer within ${ms} ms`)),
      ms,
    );
    working.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export const isDuplicate = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === duplicateKey;

/**
 * A server's error about its own state: not the primary, shutting down, no majority, timed out,
 * disk full, not authenticated. Other errors are bugs in this program and stay unchanged.
 */
const unavailable = new Set<unknown>([
  6, 7, 13, 18, 50, 64, 89, 91, 100, 133, 134, 136, 189, 202, 262, 317, 334, 384, 9_001, 10_107, 11_600, 11_602, 13_388,
  13_435, 13_436, 14_031,
]);
export const duplicateKey = 11_000;

function faultOf(error: unknown, refuse: Refuse): Error {
  const { MongoError, MongoServerError, MongoBulkWriteError } = mongoose.mongo;
  if (!(error instanceof Error)) return refuse(String(error), error);
  const ofServer = error instanceof MongoServerError && !(error instanceof MongoBulkWriteError);
  if (ofServer) return unavailable.has(error.code) ? refuse(error.message, error) : error;
  // The driver's own errors: no server, no connection, no answer in time. A bulk error lists the errors of its parts.
  if (error instanceof MongoError || error instanceof mongoose.MongooseError) return refuse(error.message, error);
  return error;
}
