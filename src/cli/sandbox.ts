import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ExitCode } from './terminal.js';

/** Starts the sandbox as a separate program, and ends with its exit code. */
export function sandbox(program = new URL('../sandbox/main.js', import.meta.url)): Promise<ExitCode> {
  const child = spawn(process.execPath, [fileURLToPath(program)], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to the child too. A signal to this process alone is passed on, and the child's end is awaited.
  const passOn = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGTERM', passOn);
  process.on('SIGINT', passOn);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGTERM', passOn);
      process.off('SIGINT', passOn);
      resolve(code === 0 ? 0 : 2);
    });
  });
}
