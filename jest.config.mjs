import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
delete swc.exclude;

// What needs a server, or a double of one, is run by `npm run test:servers`, which says on which it ran.
const needsServer = ['\\.mongo\\.spec\\.ts$', '\\.eventstoredb\\.spec\\.ts$', '/test/(eventstoredb|servers)/'];
// Stories of files on a disk and of the programs that write them; and of a restart, after which a member of a group on a server does not know how
// far its group is (test/servers tells that story with programs).
const ofEmbeddedStores = [
  '/test/journeys/(client|doctor|erasure-restored|killed|lost-log|moved|restart|secrets|start|test-cases)\\.spec\\.ts$',
];
// Threads and programs that tests start load the same files again and again. Node strips types and compiles once, and keeps the result here.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));
const isForServers = process.env['TEST_SERVERS'] === '1';
// A browser costs more than most of the other tests together: `npm run test:browser`.
const isForBrowser = process.env['TEST_BROWSER'] === '1';
const inBrowser = '\\.browser\\.spec\\.ts$';

/** @type {import('jest').Config} */
export default {
  // The sources are loaded once for each worker.
  testEnvironment: '<rootDir>/test/support/one-context.mjs',
  runtime: '<rootDir>/test/support/one-registry.mjs',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: isForServers
    ? [
        '**/*.mongo.spec.ts',
        '**/*.eventstoredb.spec.ts',
        '**/test/eventstoredb/*.spec.ts',
        '**/test/{journeys,servers}/*.spec.ts',
      ]
    : [isForBrowser ? '**/*.browser.spec.ts' : '**/*.spec.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(isForServers ? ofEmbeddedStores : needsServer),
    ...(isForBrowser ? [] : [inBrowser]),
  ],
  extensionsToTreatAsEsm: ['.ts'],
  // Sources name their neighbours as they will be called when built.
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // Two libraries of 200 and 400 modules are loaded as one file each.
    '^rxjs(/operators)?$': '<rootDir>/node_modules/rxjs/dist/bundles/rxjs.umd.js',
    '^es-toolkit/compat$': '<rootDir>/test/support/es-toolkit-compat.js',
  },
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  ...(isForServers && {
    globalSetup: '<rootDir>/test/servers/global-setup.mjs',
    globalTeardown: '<rootDir>/test/servers/global-teardown.mjs',
  }),
  setupFiles: ['reflect-metadata'],
  // One more than the cores have hands: some of the longest wait for programs that they start and kill.
  maxWorkers: isForServers ? 2 : 3,
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  // As many concurrent tests of one file as killed.spec.ts has installations: a test's time would else run while it waits for one.
  maxConcurrency: 3,
  // What test files leave in a worker's heap is never freed, and a process of 1 GB takes longer to end than the half second that Jest waits for it.
  workerIdleMemoryLimit: '512MB',
  // Against what hangs, and for all tests alike: machines differ by more than tests do. A day of the fake clock is many questions to a server.
  testTimeout: isForServers ? 600_000 : 180_000,
};
