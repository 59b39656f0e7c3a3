#!/usr/bin/env node
// Nothing is imported before the version check: an older Node would fail at an unknown import, without naming the cause.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  console.error(`ishyura needs Node.js 22.13 or newer, and this is ${process.versions.node}`);
  process.exit(2);
}

// Only this user can read the files that a command writes.
process.umask(0o077);
const { run } = await import('./run.js');
process.exitCode = await run(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  ...(process.stderr.isTTY ? { progress: (text) => process.stderr.write(`\r\x1b[K${text}`) } : {}),
  input: process.stdin,
  output: process.stdout,
});

export {};
