import { TestEnvironment } from 'jest-environment-node';

const worker = { environment: null };

/** One context for all test files of a worker: modules can be shared only within a context (one-registry.mjs). */
export default class OneContext extends TestEnvironment {
  constructor(config, context) {
    if (worker.environment !== null) return worker.environment;
    super(config, context);
    this.variables = { ...this.global.process.env };
    worker.environment = this;
  }

  /** After each test file: what Jest and the file have left here would reach the next one. */
  async teardown() {
    for (const symbol of Object.getOwnPropertySymbols(this.global))
      if (ofOneFile.test(symbol.description)) delete this.global[symbol];
    const { env } = this.global.process;
    for (const name of Object.keys(env)) if (!(name in this.variables)) delete env[name];
    Object.assign(env, this.variables);
  }
}

/** The state of a run, and what a file asks of it: `jest.setTimeout` and `jest.retryTimes` hold for that file alone. */
const ofOneFile =
  /^(JEST_STATE_SYMBOL|EVENT_HANDLERS|TEST_TIMEOUT_SYMBOL|WAIT_BEFORE_RETRY|LOG_ERRORS_BEFORE_RETRY|RETRY_\w+)$/;
