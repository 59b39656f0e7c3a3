import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ExitCode } from './terminal.js';

/** Starts the sandbox as the separate program that it is, and ends as it ends. */
export function sandbox(program = new URL('../sandbox/main.js', import.meta.url)): Promise<ExitCode> {
  const child = spawn(process.execPath, [fileURLToPath(program)], { stdio: 'inherit' });
  // A terminal tells the child of Ctrl-C by itself; a signal sent to us alone is passed on, and then its end is waited for.
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
