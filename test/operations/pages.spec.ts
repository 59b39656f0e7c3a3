import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messages } from '../../src/modules/payments/customer-messages.js';
import { messages as ofRefunds } from '../../src/modules/refunds/customer-messages.js';

// What the pages for people say, held against the program.

const page = (name: string) => readFileSync(join('docs/operations', name), 'utf8');

it('The support playbook holds every message to payers, word for word in three languages', () => {
  const rows = page('support-playbook.md')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  for (const { en, rw, fr } of Object.values(messages))
    expect(rows).toContainEqual(['', expect.any(String), en, rw, fr, '']);
});

it('The page on refunds holds every message about a refund, word for word in three languages', () => {
  const rows = page('refunds.md')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  for (const [status, { en, rw, fr }] of Object.entries(ofRefunds))
    expect(rows).toContainEqual(['', `\`${status}\``, en, rw, fr, '']);
});

it('The go-live checklist and the page of the doctor name checks that there are', () => {
  const sources = [...globSync('src/cli/doctor/*.checks.ts'), 'src/modules/providers/mtn-momo/momo.diagnosis.ts']
    .concat('src/modules/providers/mtn-momo/momo.approved-authorities.ts')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const isCheck = (name: string) =>
    sources.includes(`'${name}'`) ||
    /^mtn-momo (collection|disbursement|callbacks|in the gateway|collection currency)$/.test(name);
  const ofList = [...page('go-live.md').matchAll(/doctor: ((?:`[^`]+`(?:, )?)+)/g)].map(([, names]) => names!);
  const ofPage = page('doctor.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|')[1]!);
  const named = [...ofList, ...ofPage].flatMap((names) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !isCheck(name))).toEqual([]);
});

it('Every link between the pages leads to a file', () => {
  const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')];
  const broken = pages.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target]) => target!)
      .filter((target) => !existsSync(join(dirname(file), target)))
      .map((target) => `${file} → ${target}`),
  );
  expect(broken).toEqual([]);
});

it('The overview of operations names every page', () => {
  const overview = page('README.md');
  const pages = readdirSync('docs/operations').filter((name) => name !== 'README.md');
  expect(pages.filter((name) => !overview.includes(`[${name}](${name})`))).toEqual([]);
});

describe('npm run sbom', () => {
  it('lists every dependency of the program in its pinned version, as CycloneDX, and marks those for development', () => {
    const { stdout } = spawnSync('npm', ['run', '-s', 'sbom'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
    const { bomFormat, components } = JSON.parse(stdout) as {
      readonly bomFormat: string;
      readonly components: readonly {
        readonly purl: string;
        readonly properties?: readonly { readonly name: string }[];
      }[];
    };
    expect(bomFormat).toBe('CycloneDX');
    const isForDevelopment = new Map(
      components.map(({ purl, properties = [] }) => [
        decodeURIComponent(purl.replace(/\?.*$/, '')),
        properties.some(({ name }) => name === 'cdx:npm:package:development'),
      ]),
    );
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Readonly<
      Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
    >;
    const marks = Object.entries(dependencies).map(([name, version]) =>
      isForDevelopment.get(`pkg:npm/${name}@${version}`),
    );
    expect(new Set(marks)).toEqual(new Set([false]));
    // Others are needed by a dependency as well.
    expect(isForDevelopment.get(`pkg:npm/jest@${devDependencies['jest']}`)).toBe(true);
  });
});
