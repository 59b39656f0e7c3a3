import Runtime from 'jest-runtime';

/** Every module that is no test, by its address, for as long as the worker lives. */
const modules = new Map();
const commonModules = new Map();

/**
 * The sources and the packages are loaded once for each worker, as in a program, and not once for each test file. What keeps state (a test file, what
 * Jest gives it, and the test language with its counters) is loaded anew for each. docs/decisions/0094 says why, and what follows for sources.
 */
export default class OneRegistry extends Runtime {
  constructor(...parts) {
    super(...parts);
    const { watch, watchAll } = parts.at(-1);
    // The sources change while it watches them.
    if (watch || watchAll) modules.clear();
    for (const address of modules.keys()) if (ofTests.test(address)) modules.delete(address);
    this.registries.esModuleRegistry = modules;
    this.registries.moduleRegistry = commonModules;
    // For the name of a plugin that has none Fastify looks among all loaded modules, and Jest makes a list of them anew each time: 40 ms for each app.
    this.registries.requireCacheProxy = {};
  }

  /** A module imports what it loads late through the runtime of the file that first loaded it, which has long ended. */
  leaveTestCode() {}

  /** Instead of forgetting all modules. */
  teardown() {
    this.restoreAllMocks();
  }
}

// The OpenAPI document and its compiled schemas are the same for every app, and knowing them takes half a second.
const ofTests = /^@jest\/globals|\.spec\.ts$|\/test\/(?!support\/documentation\.ts$)/;
