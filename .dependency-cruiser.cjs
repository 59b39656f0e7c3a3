/* The architecture. Its first lines are the map of who may know whom: a module may look into these modules' doors. */
const knows = {
  access: [],
  tariffs: [],
  people: ['access', 'notices'],
  providers: [],
  notices: [],
  webhooks: ['notices'],
  float: ['providers', 'notices'],
  callbacks: [],
  movements: ['providers', 'callbacks'],
  payments: ['providers', 'callbacks', 'movements', 'webhooks'],
  outgoing: ['providers', 'movements'],
  refunds: ['providers', 'movements', 'payments', 'outgoing', 'webhooks', 'float'],
  payouts: ['providers', 'movements', 'outgoing', 'webhooks', 'float'],
  receipts: ['payments', 'webhooks', 'notices'],
  dashboard: [
    'payments',
    'outgoing',
    'refunds',
    'payouts',
    'reviews',
    'providers',
    'webhooks',
    'audit',
    'reconciliation',
    'settlements',
    'ledger',
    'reports',
  ],
  'payment-links': ['providers', 'payments', 'receipts'],
  reconciliation: ['providers', 'movements', 'payments', 'refunds', 'payouts', 'ledger', 'tariffs', 'webhooks'],
  reviews: ['payments', 'callbacks', 'movements', 'reconciliation', 'webhooks', 'notices'],
  payers: ['payments', 'payouts', 'callbacks', 'receipts', 'reviews'],
  audit: [
    'providers',
    'payments',
    'refunds',
    'payouts',
    'outgoing',
    'ledger',
    'callbacks',
    'receipts',
    'reviews',
    'settlements',
    'webhooks',
  ],
  settlements: ['providers', 'tariffs', 'ledger', 'reconciliation'],
  ledger: ['payments', 'refunds', 'payouts', 'reviews', 'reconciliation', 'settlements', 'audit'],
  reports: ['payments', 'refunds', 'payouts', 'reconciliation', 'settlements', 'tariffs', 'ledger', 'audit', 'notices'],
};

const modules = Object.keys(knows);
const inModule = (name) => `^src/modules/${name}/`;
/** Of one provider: any folder of the module but the one that all providers share. */
const providerFolder = '^src/modules/providers/(?!rate/)([^/]+)/';
const pure = '\\.(events|orders|lifecycle|state|rule|decider|view)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...modules.map((name) => ({
      name: `${name}-knows`,
      comment: `${name} may know ${knows[name].join(', ') || 'no other module'}`,
      severity: 'error',
      from: { path: inModule(name) },
      to: { path: '^src/modules/', pathNot: [name, ...knows[name]].map(inModule) },
    })),
    ...modules.map((name) => ({
      name: `${name}-door`,
      comment:
        'Modules meet at contract.ts, their edges at contract.http.ts too; index.ts is for the composition; a provider’s folder has a door of its own',
      severity: 'error',
      from: { path: '^src/', pathNot: inModule(name) },
      to: {
        path: inModule(name),
        pathNot: [`^src/modules/${name}/(contract(\\.http)?|index)\\.ts$`, `${providerFolder}index\\.ts$`],
      },
    })),
    {
      name: 'the-composition-alone-wires-modules',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/app/', '\\.spec\\.ts$'] },
      to: { path: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'edges-meet-at-contract-http',
      comment: 'It loads Nest: queries of the bus, what the OpenAPI document says, what is injected',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/app/', '\\.(controller|documentation|handlers|module|resource)\\.ts$'] },
      to: { path: '^src/modules/[^/]+/contract\\.http\\.ts$' },
    },
    {
      name: 'edges-go-over-the-bus',
      comment:
        'A controller or a route sends commands and queries; the service that carries them out is behind the bus',
      severity: 'error',
      from: { path: '^src/modules/.*\\.(controller|route)\\.ts$' },
      to: { path: '^src/modules/[^/]+/[^./-]+\\.ts$', pathNot: '/(contract|index)\\.ts$' },
    },
    {
      name: 'contracts-load-no-framework',
      comment: 'Whatever a contract leads to, it is neither Nest nor a driver nor an HTTP client',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/contract\\.ts$' },
      to: {
        path: '^(node_modules/(@nestjs|undici|cockatiel|mongoose|@eventstore|fastify)/|node:sqlite$|sqlite$)',
        reachable: true,
      },
    },
    {
      name: 'kernel-knows-only-itself',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/(?!kernel/)' },
    },
    {
      name: 'adapters-know-only-the-kernel',
      comment: 'An adapter implements ports, and knows nothing of the other adapters',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/', pathNot: ['^src/kernel/', '^src/adapters/$1/'] },
    },
    {
      name: 'http-and-transfer-know-only-the-kernel',
      severity: 'error',
      from: { path: '^src/(http|transfer)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/', pathNot: ['^src/kernel/', '^src/$1/'] },
    },
    {
      name: 'only-the-composition-opens-stores',
      comment: 'Other code knows ports',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(adapters|app|cli)/', '\\.spec\\.ts$'] },
      to: { path: '^src/adapters/' },
    },
    {
      name: 'only-programs-import-the-composition',
      comment: 'src/app puts the parts together; only the programs start it',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(app|cli)/', '^src/main\\.ts$', '\\.spec\\.ts$'] },
      to: { path: '^src/app/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'What decides money stands on itself and zod',
      severity: 'error',
      from: { path: '^src/kernel/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^src/kernel/domain/', '^node_modules/zod/'] },
    },
    {
      name: 'deciders-are-pure',
      comment:
        'Events, rules, deciders and views import one another, the kernel’s pure parts, other modules’ contracts and zod',
      severity: 'error',
      from: { path: `^src/modules/.*${pure}` },
      to: {
        pathNot: [
          pure,
          '^src/kernel/(domain|following)/',
          '^src/kernel/masking\\.ts$',
          '^src/modules/[^/]+/contract\\.ts$',
          '^src/modules/reconciliation/reading/statement-line\\.ts$',
          '^node_modules/zod/',
        ],
      },
    },
    {
      name: 'drivers-stay-in-adapters',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/adapters/sqlite/', '^src/sandbox/.*sqlite[^/]*\\.ts$'] },
      to: { path: '^(node:sqlite|sqlite)$' },
    },
    {
      name: 'clients-of-servers-are-loaded-when-there-are-servers',
      comment: 'They cost an embedded installation a quarter of its start and a fifth of its memory',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/adapters/(mongodb|eventstoredb)/', '^src/app/server-stores\\.ts$'] },
      to: {
        path: [
          '^src/adapters/(mongodb|eventstoredb)/',
          '^src/app/server-stores\\.ts$',
          '^node_modules/(mongoose|@eventstore)/',
        ],
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    {
      name: 'providers-stand-alone',
      comment:
        'A provider knows what all providers share, and Node; no other provider, and nothing else of the gateway',
      severity: 'error',
      from: { path: providerFolder, pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: [
          '^src/modules/providers/$1/',
          '^src/modules/providers/(rate/|(provider|provider-watch|token-client|wire)\\.ts$)',
          '^src/kernel/domain/',
        ],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'only-the-composition-makes-providers',
      comment: 'Other code knows what a provider can do, never which one it is',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [providerFolder, '^src/app/(serve|settings|built-in-sandbox|provider-checks)\\.ts$'],
      },
      to: { path: providerFolder },
    },
    {
      name: 'the-wire-is-the-only-http-client',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/modules/providers/wire\\.ts$', '^src/modules/webhooks/guarded-http\\.ts$', '^src/sandbox/'],
      },
      to: { path: '^node_modules/(undici|cockatiel)/' },
    },
    {
      name: 'sandbox-imports-only-itself',
      severity: 'error',
      from: { path: '^src/sandbox/' },
      to: { path: '^src/(?!sandbox/)' },
    },
    {
      name: 'sandbox-is-imported-by-nothing',
      comment: 'It is started as a program, never imported',
      severity: 'error',
      from: { path: '^src/(?!sandbox/)' },
      to: { path: '^src/sandbox/' },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphan',
      severity: 'error',
      from: { orphan: true, pathNot: ['(^|/)(main|index)\\.ts$', '\\.spec\\.ts$', '\\.d\\.ts$', '\\.worker\\.ts$'] },
      to: {},
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(test|bench)/|\\.spec\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
