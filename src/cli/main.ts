#!/usr/bin/env node
// Nothing is imported before the version is known: an older Node would stop at a name that it lacks, and say only that.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  console.error(`ishyura needs Node.js 22.13 or newer, and this is ${process.versions.node}`);
  process.exit(2);
}

// Whatever a command writes is this user's alone.
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
