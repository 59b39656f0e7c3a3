import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sandbox } from './sandbox.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ishyura-cli-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const program = (code: string) => {
  const file = join(directory, 'a program.mjs');
  writeFileSync(file, code);
  return pathToFileURL(file);
};

it.each([
  ['', 0],
  ['process.exit(1)', 2],
  ['process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1_000)', 2],
])('ends as the program ends: %s', async (code, expected) => {
  expect(await sandbox(program(code))).toBe(expected);
});
