import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse, parseAllDocuments, type CollectionTag, type ScalarTag } from 'yaml';
import { OperationsController } from '../../src/app/operations/operations.controller.js';
import { settingsFrom } from '../../src/sandbox/settings.js';
import { readSettings } from '../../src/app/settings.js';

// What the files for Compose and Kubernetes say, held against the program that they start. Whether an engine takes them is another question.

interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly ports?: readonly string[];
  readonly stop_grace_period?: string;
  readonly [more: string]: unknown;
}

interface Compose {
  readonly services: Readonly<Record<string, Service | null>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
}

const override = {
  tag: '!override',
  collection: 'map',
  resolve: (map: unknown) => map as never,
} satisfies CollectionTag;
const reset = { tag: '!reset', resolve: () => null } satisfies ScalarTag;
const compose = (file: string) =>
  parse(readFileSync(file, 'utf8'), { merge: true, customTags: [override, reset] }) as Compose;
const base = compose('docker-compose.yml');
const production = compose('docker-compose.production.yml');

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Container {
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly lifecycle: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
}

const folder = 'deploy/kubernetes';
const manifests = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')))
  .map((document) => document.toJS() as { readonly kind: string; readonly [part: string]: unknown });
const manifest = <T>(kind: string): T => {
  const [found, ...more] = manifests.filter((each) => each.kind === kind);
  expect([found === undefined, more]).toEqual([false, []]);
  return found as T;
};
const pod = manifest<{
  readonly spec: {
    readonly template: {
      readonly spec: { readonly terminationGracePeriodSeconds: number; readonly containers: readonly [Container] };
    };
  };
}>('Deployment').spec.template.spec;
const [container] = pod.containers;
const { stringData: exampleSecret } = manifest<{ readonly stringData: Readonly<Record<string, string>> }>('Secret');
const settingsMap = Object.fromEntries(
  readFileSync(join(folder, 'settings.env'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

interface Measured {
  readonly gatewayOptions: readonly string[];
  readonly gatewayEnvironment: Readonly<Record<string, string>>;
}

describe('the image', () => {
  const file = (name: string) => readFileSync(name, 'utf8');
  const dockerfile = file('Dockerfile');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) => names!.split(' '));

  it('holds the program and its backup', () =>
    expect(copied).toEqual(expect.arrayContaining(['src', 'deploy/backup.mjs'])));

  it('starts the program as npm does, as the README says and as it is measured', async () => {
    const [, variable] = /^ENV (MALLOC_ARENA_MAX=.+)$/m.exec(dockerfile)!;
    const command = JSON.parse(/^CMD (.+)$/m.exec(dockerfile)![1]!) as readonly string[];
    const { scripts } = JSON.parse(file('package.json')) as { scripts: { start: string } };
    expect(scripts.start).toContain(` ${[variable, ...command].join(' ')}`);
    expect(file('README.md')).toContain(`${variable} node_modules/.bin/${command.join(' ')}\n`);
    const { gatewayOptions, gatewayEnvironment } = (await import(resolve('bench/support/program.js'))) as Measured;
    expect([gatewayOptions, gatewayEnvironment]).toEqual([
      command.slice(1, -1),
      Object.fromEntries([variable!.split('=')]),
    ]);
  });

  it('is given every file that it copies', () => {
    const given = file('.dockerignore').split('\n');
    for (const name of copied) expect(given).toContain(`!${name.replace(/^\.\//, '')}`);
  });
});

/** The names that a reader of an environment looks for. */
function namesLookedFor(read: (environment: Record<string, string>) => unknown, set: Record<string, string>) {
  const names = new Set<string>();
  const noting = new Proxy(set, {
    get: (target, name) => {
      names.add(String(name));
      return target[String(name)];
    },
  });
  read(noting);
  return names;
}

const credentials = Object.fromEntries(
  ['COLLECTION', 'DISBURSEMENT'].flatMap((product) =>
    ['SUBSCRIPTION_KEY', 'API_USER', 'API_KEY'].map((name) => [
      `MOMO_${product}_${name}`,
      '11111111-1111-4111-8111-111111111111',
    ]),
  ),
);
const aMomo = { MOMO_BASE_URL: 'http://sandbox:3101', MOMO_TARGET_ENVIRONMENT: 'mtnrwanda', ...credentials };
const gatewayNames = namesLookedFor(readSettings, aMomo);
const sandboxNames = namesLookedFor(settingsFrom, {});

/** What must never stand in a file that is not itself a secret: the stores' addresses carry passwords. */
const isSecret = (name: string): boolean =>
  /(PASSWORD|TOKEN|MASTER_KEY|SUBSCRIPTION_KEY|API_KEY|API_USER)$|^(EVENTSTORE|MONGODB)_URL$/.test(name);

const environmentsOf = ({ services }: Compose) =>
  Object.entries(services).flatMap(([name, service]) =>
    service?.environment === undefined ? [] : [{ name, environment: service.environment }],
  );
const isGateway = (name: string) => name.startsWith('gateway');

/** Seconds, as `15s` says them. */
const seconds = (text: string | undefined): number => Number(/^(\d+)s$/.exec(text ?? '')?.[1]);
const longestStop = Number(
  /stopWithinMs = ([\d_]+);/.exec(readFileSync('src/app/serve.ts', 'utf8'))?.[1]?.replace('_', ''),
);

describe('The files for Compose', () => {
  it.each([
    ['docker-compose.yml', base],
    ['docker-compose.production.yml', production],
  ])('set for the gateways only what the program knows: %s', (_, file) => {
    const set = environmentsOf(file).filter(({ name }) => isGateway(name));
    expect(set.map(({ name }) => name)).toEqual(['gateway-1', 'gateway-2']);
    for (const { environment } of set) {
      expect(Object.keys(environment).filter((name) => !gatewayNames.has(name))).toEqual([]);
    }
  });

  it('set for the sandbox only what it knows', () => {
    const { environment = {} } = base.services['sandbox']!;
    expect(Object.keys(environment).filter((name) => !sandboxNames.has(name))).toEqual([]);
  });

  it.each([
    ['docker-compose.yml', base],
    ['docker-compose.production.yml', production],
  ])('make both gateways alike but for the port of the machine: %s', (_, { services }) => {
    const alike = ({ ports: _ports, ...service }: Service) => service;
    expect(isDeepStrictEqual(alike(services['gateway-1']!), alike(services['gateway-2']!))).toBe(true);
    expect(Object.keys(services).filter(isGateway)).toHaveLength(2);
  });

  it('give both of them the stores, the same keys and a provider that is not theirs alone', () => {
    const { environment = {} } = base.services['gateway-1']!;
    for (const name of ['EVENTSTORE_URL', 'MONGODB_URL', 'MASTER_KEY', 'BOOTSTRAP_API_KEY', 'MOMO_BASE_URL'])
      expect([name, environment[name]]).toEqual([name, expect.stringMatching(/./)]);
  });

  it('are read by the program without a complaint', () => {
    const environment = base.services['gateway-1']!.environment!;
    const BOOTSTRAP_API_KEY = environment['BOOTSTRAP_API_KEY']!.replace(/^\$\{.*:-|\}$/g, '');
    expect(() => readSettings({ ...environment, BOOTSTRAP_API_KEY })).not.toThrow();
  });

  it('provide every production secret as a file, and each file to the services that name it', () => {
    for (const { environment } of environmentsOf(production)) {
      expect(Object.keys(environment).filter(isSecret)).toEqual([]);
    }
    const named = (service: Service) => [...JSON.stringify(service).matchAll(/\/run\/secrets\/([\w-]+)/g)];
    const given = Object.values(production.services).flatMap((service) => service?.secrets ?? []);
    for (const service of Object.values(production.services)) {
      if (service === null) continue;
      const files = named(service).map(([, name]) => name!);
      expect(files.filter((name) => !service.secrets?.includes(name))).toEqual([]);
    }
    expect([...new Set(given)].toSorted()).toEqual(Object.keys(production.secrets ?? {}).toSorted());
  });

  it('have make-secrets.sh make what is ours of them', () => {
    const script = readFileSync('deploy/compose/make-secrets.sh', 'utf8');
    const names = Object.keys(production.secrets ?? {});
    expect(names.filter((name) => !new RegExp(`^keep ${name} |\\b${name}\\b.*; do$`, 'm').test(script))).toEqual([]);
  });

  it('publish no port of a store, leave the sandbox out of a production, and open none beyond this machine', () => {
    const published = [base, production].flatMap(({ services }) =>
      Object.entries(services).flatMap(([name, service]) =>
        (service?.ports ?? []).map((port) => [name, port] as const),
      ),
    );
    expect(published.map(([name]) => name)).toEqual(['gateway-1', 'gateway-2', 'sandbox']);
    expect(published.filter(([, port]) => !port.startsWith('127.0.0.1:'))).toEqual([]);
    expect(production.services).toHaveProperty('sandbox', null);
  });

  it('let the program stop by itself', () => {
    expect(longestStop).toBeGreaterThan(0);
    for (const name of ['gateway-1', 'gateway-2']) {
      expect(seconds(base.services[name]!.stop_grace_period) * 1_000).toBeGreaterThan(longestStop);
    }
  });
});

describe('The manifests for Kubernetes', () => {
  it('set only what the program knows, in the map and in the pod', () => {
    const names = [...Object.keys(settingsMap), ...container.env.map(({ name }) => name)];
    expect(names.filter((name) => !gatewayNames.has(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(10);
  });

  it('are read by the program without a complaint', () => {
    const { HOST, PORT } = settingsMap;
    const secrets = {
      ...credentials,
      EVENTSTORE_URL: exampleSecret['eventstore-url']!,
      MONGODB_URL: exampleSecret['mongodb-url']!,
      MASTER_KEY: 'ab'.repeat(32),
    };
    expect(readSettings({ ...settingsMap, ...secrets })).toMatchObject({ host: HOST, port: Number(PORT) });
    expect(container.ports).toEqual([{ name: 'http', containerPort: Number(PORT) }]);
  });

  it('hand over every secret as a file of the Secret, of which the example has each', () => {
    expect(Object.keys(settingsMap).filter(isSecret)).toEqual([]);
    expect(container.env.filter(({ name, valueFrom }) => isSecret(name) && valueFrom === undefined)).toEqual([]);
    const files = container.env.map(({ value }) => /^\/run\/secrets\/ishyura\/([\w-]+)$/.exec(value ?? '')?.[1]);
    expect([...files, 'ca.crt'].toSorted()).toEqual(Object.keys(exampleSecret).toSorted());
    const kustomization = manifest<{ readonly resources: readonly string[] }>('Kustomization');
    expect(kustomization.resources.filter((file) => file.includes('example'))).toEqual([]);
  });

  it('look where the program answers', () => {
    const path = (method: 'live' | 'ready') =>
      `/${Reflect.getMetadata('path', OperationsController.prototype[method]) as string}`;
    const { startupProbe, livenessProbe, readinessProbe } = container;
    expect([startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet)).toEqual([
      { path: path('live'), port: 'http' },
      { path: path('live'), port: 'http' },
      { path: path('ready'), port: 'http' },
    ]);
  });

  it('let the program stop by itself, after the pause before it is told', () => {
    const [command, pause] = container.lifecycle.preStop.exec.command;
    expect([command, Number(pause)]).toEqual(['sleep', expect.any(Number)]);
    expect(pod.terminationGracePeriodSeconds * 1_000).toBeGreaterThan(Number(pause) * 1_000 + longestStop + 1_000);
  });

  it('pass on what is for the outside, and nothing else', () => {
    const ingress = manifest<{
      readonly spec: {
        readonly rules: readonly [{ readonly http: { readonly paths: readonly { readonly path: string }[] } }];
      };
    }>('Ingress');
    expect(ingress.spec.rules[0].http.paths.map(({ path }) => path)).toEqual(['/v1', '/callbacks', '/r']);
  });
});

describe('Images', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

  it('are of a version that is named, and ours is this one', () => {
    const images = Object.values(base.services).map((service) => service!.image!);
    expect(images.filter((image) => !/^[\w/]+:\d+\.\d+/.test(image))).toEqual([]);
    expect(new Set(images.filter((image) => image.startsWith('ishyura')))).toEqual(new Set([`ishyura:${version}`]));
    const { images: ours } = manifest<{ readonly images: readonly object[] }>('Kustomization');
    expect(ours).toEqual([{ name: 'ishyura', newTag: version }]);
  });
});

describe('The pages for operators', () => {
  it('name metrics and collections that there are', () => {
    const sources = ['src/app/operations/metrics.ts', ...sourcesUnder('src/adapters/mongodb')];
    const known = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
    const named = readdirSync('docs/operations').flatMap((page) =>
      [...readFileSync(join('docs/operations', page), 'utf8').matchAll(/\bishyura_\w+/g)].map(([name]) => name),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !known.includes(`'${name}'`))).toEqual([]);
  });
});

function sourcesUnder(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((file) => join(directory, file));
}
