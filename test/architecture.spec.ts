import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';

interface Rule {
  readonly name: string;
}
interface Violation {
  readonly rule: Rule;
  readonly from: string;
  readonly to: string;
}

const root = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const { forbidden } = require('../.dependency-cruiser.cjs') as { forbidden: readonly (Rule & KnowsRule)[] };
interface KnowsRule {
  readonly to: { readonly pathNot?: string | readonly string[] };
}

function violationsIn(directory: string): readonly Violation[] {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (!stdout) throw new Error(stderr);
  return (JSON.parse(stdout) as { summary: { violations: readonly Violation[] } }).summary.violations;
}

it('finds no violation in the tree as it is', () => {
  expect(violationsIn(root).map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
});

/** One file that breaks a rule, and the file that it must not import. */
interface ViolationCase {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

const modules = forbidden.flatMap(({ name }) => /^(.*)-knows$/.exec(name)?.[1] ?? []);
const mayKnow = (one: string, other: string): boolean =>
  [forbidden.find(({ name }) => name === `${one}-knows`)?.to.pathNot ?? []]
    .flat()
    .some((path) => new RegExp(path).test(`src/modules/${other}/index.ts`));

const violationCases: readonly ViolationCase[] = [
  ...modules.flatMap((one) =>
    modules
      .filter((other) => !mayKnow(one, other))
      .map((other) => ({
        rule: `${one}-knows`,
        from: `src/modules/${one}/knows-${other}.ts`,
        to: `src/modules/${other}/index.ts`,
      })),
  ),
  ...modules.map((name) => ({
    rule: `${name}-door`,
    from: `src/app/operations/enters-${name}-by-the-window.ts`,
    to: `src/modules/${name}/inside.ts`,
  })),
  {
    rule: 'the-composition-alone-wires-modules',
    from: 'src/modules/receipts/wires.ts',
    to: 'src/modules/payments/index.ts',
  },
  {
    rule: 'edges-meet-at-contract-http',
    from: 'src/modules/receipts/receipts.ts',
    to: 'src/modules/payments/contract.http.ts',
  },
  {
    rule: 'edges-go-over-the-bus',
    from: 'src/modules/receipts/forbidden.controller.ts',
    to: 'src/modules/receipts/receipts.ts',
  },
  {
    rule: 'contracts-load-no-framework',
    from: 'src/modules/receipts/contract.ts',
    to: 'node_modules/@nestjs/index.js',
  },
  { rule: 'kernel-knows-only-itself', from: 'src/kernel/domain/knows.ts', to: 'src/modules/payments/index.ts' },
  { rule: 'kernel-knows-only-itself', from: 'src/kernel/following/answers.ts', to: 'src/http/knows.ts' },
  { rule: 'adapters-know-only-the-kernel', from: 'src/adapters/sqlite/knows.ts', to: 'src/http/knows.ts' },
  { rule: 'adapters-know-only-the-kernel', from: 'src/adapters/sqlite/borrows.ts', to: 'src/adapters/other/inside.ts' },
  { rule: 'http-and-transfer-know-only-the-kernel', from: 'src/http/moves.ts', to: 'src/transfer/lines.ts' },
  { rule: 'http-and-transfer-know-only-the-kernel', from: 'src/transfer/pays.ts', to: 'src/modules/payments/index.ts' },
  {
    rule: 'only-the-composition-opens-stores',
    from: 'src/modules/payments/opens.ts',
    to: 'src/adapters/other/inside.ts',
  },
  { rule: 'only-the-composition-opens-stores', from: 'src/dashboard/opens.ts', to: 'src/adapters/other/inside.ts' },
  {
    rule: 'only-programs-import-the-composition',
    from: 'src/modules/payments/configures.ts',
    to: 'src/app/settings.ts',
  },
  { rule: 'domain-is-pure', from: 'src/kernel/domain/impure.ts', to: 'src/kernel/ports/event-store.ts' },
  { rule: 'domain-is-pure', from: 'src/kernel/domain/reads.ts', to: 'node:fs' },
  {
    rule: 'deciders-are-pure',
    from: 'src/modules/payments/forbidden.decider.ts',
    to: 'src/modules/payments/inside.ts',
  },
  { rule: 'deciders-are-pure', from: 'src/modules/payments/forbidden.events.ts', to: 'src/http/knows.ts' },
  { rule: 'deciders-are-pure', from: 'src/modules/payments/forbidden.view.ts', to: 'node:crypto' },
  { rule: 'deciders-are-pure', from: 'src/modules/payments/forbidden.rule.ts', to: 'src/modules/payments/inside.ts' },
  { rule: 'deciders-are-pure', from: 'src/modules/payments/forbidden.state.ts', to: 'node:fs' },
  { rule: 'deciders-are-pure', from: 'src/modules/payments/forbidden.lifecycle.ts', to: 'node:crypto' },
  { rule: 'deciders-are-pure', from: 'src/modules/payments/forbidden.orders.ts', to: 'src/http/knows.ts' },
  { rule: 'drivers-stay-in-adapters', from: 'src/modules/payments/drives.ts', to: 'node:sqlite' },
  { rule: 'drivers-stay-in-adapters', from: 'src/kernel/ports/drives.ts', to: 'node:sqlite' },
  {
    rule: 'clients-of-servers-are-loaded-when-there-are-servers',
    from: 'src/cli/loads.ts',
    to: 'src/adapters/mongodb/leases.ts',
  },
  {
    rule: 'clients-of-servers-are-loaded-when-there-are-servers',
    from: 'src/app/operations/loads.ts',
    to: 'src/app/server-stores.ts',
  },
  {
    rule: 'providers-stand-alone',
    from: 'src/modules/providers/some-money/knows.ts',
    to: 'src/modules/providers/other-money/inside.ts',
  },
  {
    rule: 'providers-stand-alone',
    from: 'src/modules/providers/some-money/chooses.ts',
    to: 'src/modules/providers/providers.ts',
  },
  {
    rule: 'only-the-composition-makes-providers',
    from: 'src/modules/payments/makes.ts',
    to: 'src/modules/providers/some-money/index.ts',
  },
  {
    rule: 'only-the-composition-makes-providers',
    from: 'src/modules/providers/rate/knows.ts',
    to: 'src/modules/providers/some-money/index.ts',
  },
  {
    rule: 'the-wire-is-the-only-http-client',
    from: 'src/modules/payments/calls.ts',
    to: 'node_modules/undici/index.js',
  },
  {
    rule: 'the-wire-is-the-only-http-client',
    from: 'src/modules/providers/some-money/calls.ts',
    to: 'node_modules/undici/index.js',
  },
  { rule: 'sandbox-imports-only-itself', from: 'src/sandbox/knows.ts', to: 'src/kernel/domain/money.ts' },
  { rule: 'sandbox-is-imported-by-nothing', from: 'src/cli/knows.ts', to: 'src/sandbox/ledger.ts' },
  { rule: 'no-cycle', from: 'src/kernel/about.ts', to: 'src/kernel/round.ts' },
  { rule: 'no-orphan', from: 'src/kernel/lonely.ts', to: 'src/kernel/lonely.ts' },
  { rule: 'no-test-code-in-the-product', from: 'src/kernel/tests.ts', to: 'test/support/fake-clock.ts' },
  { rule: 'no-test-code-in-the-product', from: 'src/kernel/specs.ts', to: 'src/kernel/some.spec.ts' },
];

describe('dependency-cruiser sees', () => {
  let directory: string;
  let violations: readonly Violation[];

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'ishyura-violations-'));
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json'])
      copyFileSync(join(root, file), join(directory, file));
    const write = (file: string, text: string) => {
      mkdirSync(join(directory, dirname(file)), { recursive: true });
      writeFileSync(join(directory, file), text);
    };
    write('node_modules/@nestjs/package.json', '{ "name": "@nestjs", "version": "0.0.0", "main": "index.js" }');
    write('node_modules/undici/package.json', '{ "name": "undici", "version": "0.0.0", "main": "index.js" }');
    for (const { to } of violationCases) if (!to.startsWith('node:')) write(to, 'export const it = 1;\n');
    for (const { rule, from, to } of violationCases) {
      if (rule !== 'no-orphan') write(from, `import * as it from '${specifier(from, to)}';\nexport const used = it;\n`);
    }
    write('src/kernel/round.ts', "import * as it from './about.js';\nexport const used = it;\n");
    violations = violationsIn(directory);
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('breaks every rule once', () => {
    expect([...new Set(violationCases.map(({ rule }) => rule))].toSorted()).toEqual(
      forbidden.map(({ name }) => name).toSorted(),
    );
  });

  it.each(violationCases)('$rule: $from → $to', ({ rule, from, to }) => {
    const seen = violations.filter((violation) => violation.rule.name === rule && violation.from === from);
    expect(seen.map((violation) => violation.to.replace(/^(?=sqlite$|fs$|crypto$)/, 'node:'))).toEqual([to]);
  });
});

function specifier(from: string, to: string): string {
  if (to.startsWith('node:')) return to;
  if (to.startsWith('node_modules/')) return to.split('/')[1]!;
  const path = posix.relative(posix.dirname(from), to).replace(/\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
}

describe('ESLint sees', () => {
  const decider = 'src/modules/payments/payment.decider.ts';
  const event = 'src/modules/payments/payment.events.ts';
  const view = 'src/modules/payments/payment.view.ts';
  const state = 'src/modules/payments/payment.state.ts';
  const rule = 'src/modules/payments/record-outcome.rule.ts';
  const domain = 'src/kernel/domain/money.ts';
  const elsewhere = 'src/app/stores.ts';
  const cases: readonly (readonly [what: string, file: string, code: string, rule: string | null])[] = [
    ['the clock in a decider', decider, 'export const at = Date.now();', 'no-restricted-syntax'],
    ['the clock in an event', event, 'export const at = new Date();', 'no-restricted-syntax'],
    ['chance in a view', view, 'export const luck = Math.random();', 'no-restricted-syntax'],
    ['chance in the domain', domain, 'export const luck = Math.random();', 'no-restricted-syntax'],
    ['the clock in a state', state, 'export const at = Date.now();', 'no-restricted-syntax'],
    ['chance in a rule', rule, 'export const luck = Math.random();', 'no-restricted-syntax'],
    ['waiting in a rule', rule, 'export const f = async () => { await f(); };', 'no-restricted-syntax'],
    ['waiting in a decider', decider, 'export const f = async () => { await f(); };', 'no-restricted-syntax'],
    ['no fault in a date that is given', decider, 'export const at = new Date(0);', null],
    ['the environment outside settings.ts', elsewhere, 'export const it = process.env;', 'no-restricted-syntax'],
    ['no fault in the environment in settings.ts', 'src/app/settings.ts', 'export const it = process.env;', null],
    [
      'a floating promise',
      elsewhere,
      'const f = async () => 1;\nexport const g = () => { f(); };',
      '@typescript-eslint/no-floating-promises',
    ],
    [
      'a switch that forgets a case',
      elsewhere,
      "export const f = (of: 'a' | 'b') => { switch (of) { case 'a': return 1; } return 2; };",
      '@typescript-eslint/switch-exhaustiveness-check',
    ],
    ['an empty catch', elsewhere, 'try { process.exit(0); } catch {}', 'no-empty'],
  ];
  let rules: readonly (readonly string[])[];

  beforeAll(() => {
    // In a process of its own: ESLint loads its configuration by itself, which Jest's modules would not let it.
    const program = `
      import { ESLint } from 'eslint';
      import { text } from 'node:stream/consumers';
      const eslint = new ESLint();
      const seen = [];
      for (const [, filePath, code] of JSON.parse(await text(process.stdin))) {
        const [{ messages }] = await eslint.lintText(code, { filePath });
        seen.push(messages.map(({ ruleId, message }) => ruleId ?? message));
      }
      console.log(JSON.stringify(seen));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: root,
      encoding: 'utf8',
      input: JSON.stringify(cases),
    });
    if (!stdout) throw new Error(stderr);
    rules = JSON.parse(stdout) as readonly (readonly string[])[];
  });

  it.each(cases.map(([what, , , rule], index) => ({ what, rule, index })))('$what', ({ rule, index }) => {
    expect(rules[index]).toEqual(rule === null ? [] : [rule]);
  });
});

describe('the names of use cases', () => {
  const files = readdirSync(join(root, 'src/modules'), { recursive: true, encoding: 'utf8' });
  const filesIn = (ending: string): string[] =>
    files
      .filter((file) => file.endsWith(`.${ending}.ts`))
      .map((file) => readFileSync(join(root, 'src/modules', file), 'utf8'));
  const named = (ending: string, pattern: RegExp): string[] =>
    filesIn(ending).flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]!));
  const commands = named('commands', /export class (\w+) extends (?:Command|Query)</g);
  const handled = named('handlers', /@(?:Command|Query)Handler\((\w+)\)/g);
  const orders = ['orders', 'decider'].flatMap((ending) =>
    filesIn(ending).flatMap((text) =>
      [...text.matchAll(/export interface \w+Orders \{(.*?)\n\}/gs)].flatMap(([, body]) =>
        [...body!.matchAll(/^ {2}readonly (\w+):/gm)].map((match) => match[1]!),
      ),
    ),
  );

  it('are found at all', () => {
    expect(commands).toContain('CreatePayment');
    expect(orders).toEqual(expect.arrayContaining(['Create', 'Claim', 'Resolve', 'Issue', 'Register', 'Record']));
  });
  it('are each one class with one handler', () => {
    expect(commands.toSorted()).toEqual([...new Set(commands)].toSorted());
    expect(handled.toSorted()).toEqual(commands.toSorted());
  });
  it('are no names of orders to a decider', () => {
    expect(commands.filter((name) => orders.includes(name))).toEqual([]);
  });
});

it('CONTRIBUTING.md names one file for each rule of money, and each of them is there', () => {
  const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const tables = text.slice(text.indexOf('Where to find the rules'), text.indexOf('## Tests'));
  const rows = tables.split('\n').filter((line) => /^\| (?!rule|-)/.test(line));
  const named = rows.map((row) => [...row.split('|')[2]!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!));
  expect(named.map((files) => files.length)).toEqual(rows.map(() => 1));
  expect(named.flat().filter((file) => !existsSync(join(root, 'src', file)))).toEqual([]);
});
