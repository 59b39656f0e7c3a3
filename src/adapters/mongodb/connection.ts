import mongoose, { type Connection } from 'mongoose';

/**
 * How long an answer may take, retries and all. The driver has no such limit (it takes a `timeoutMS` and does nothing with it, 7.8), and a limit on
 * its sockets would cut what walks over a whole collection; so it is kept here.
 */
const longestAnswerMs = 10_000;
/** How long a server is looked for. Short, because a caller is better served by a quick 503. */
const longestSearchMs = 2_000;

/**
 * What every adapter for MongoDB stands on. Writes are answered once a majority has them, and reads ask the primary for what a majority
 * has: what one instance has been promised, every instance reads.
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

/** Makes the error that a port promises when its store cannot be reached. */
type Refuse = (why: string, cause?: unknown) => Error;

/** Lets calls through until it is closed, and gives their errors the port's name. */
export class MongoConnection {
  readonly #inHand = new Set<Promise<unknown>>();
  #closing: Promise<void> | null = null;

  constructor(
    readonly connection: Connection,
    private readonly refuse: Refuse,
    private readonly answerWithinMs: number,
  ) {}

  /** Gives up after the time of so many answers. What is not done by then may be done all the same. */
  async call<T>(work: (connection: Connection) => Promise<T>, answers = 1): Promise<T> {
    if (this.#closing) throw this.refuse('it is closed');
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

  /** Lets what was called before come to its end. */
  close(): Promise<void> {
    this.#closing ??= Promise.allSettled([...this.#inHand]).then(() => this.connection.close());
    return this.#closing;
  }
}

/** In answers: for what walks over a whole collection, to build an index or to empty it. */
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
 * A server's error that speaks of its state and not of our question: not the primary (any more), shutting down, no majority, out of time,
 * out of disk, not (yet) let in. The others are bugs of ours and stay what they are.
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
  // The driver's own: no server, no connection, no answer in time. A bulk's names what its parts died of, which is not for our caller.
  if (error instanceof MongoError || error instanceof mongoose.MongooseError) return refuse(error.message, error);
  return error;
}
