import { setFlagsFromString } from 'node:v8';
import { startSandbox } from './sandbox.js';
import type { Sandbox } from './sandbox.js';
import { airtelNames, credentialNames, settingsFrom, WrongSetting } from './settings.js';

/** `npm run sandbox`. A gateway that starts it beside itself reads the lines it prints. */
const waitForPortMs = 3_000;

// A load that comes in bursts would let the young generation grow for good: half the memory, for no measurable time.
setFlagsFromString('--semi-space-growth-factor=0');

try {
  const sandbox = await startSandbox({ ...settingsFrom(process.env), waitForPortMs });
  stopWith(sandbox);
  announce(sandbox);
} catch (error) {
  process.stderr.write(`sandbox: ${inOneLine(error)}\n`);
  process.exit(1);
}

function announce({ url, credentials, airtel }: Sandbox): void {
  const lines = [
    `The sandbox of MTN MoMo and Airtel Money listens on ${url} (phone at ${url}/, control at ${url}/control)`,
    `MOMO_BASE_URL=${url}`,
  ];
  for (const [product, member, name] of credentialNames) lines.push(`${name}=${credentials[product][member]}`);
  lines.push(`AIRTEL_BASE_URL=${url}`);
  for (const [member, name] of airtelNames) lines.push(`${name}=${airtel[member]}`);
  lines.push(`AIRTEL_PIN_PUBLIC_KEY=${airtel.publicKey}`);
  process.stdout.write(`${lines.join('\n')}\nready\n`);
}

function stopWith(sandbox: Sandbox): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void sandbox.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // A killed gateway cannot stop the sandbox, but its end of the channel closes.
  if (process.channel) process.on('disconnect', stop);
}

function inOneLine(error: unknown): string {
  if (error instanceof WrongSetting) return error.message;
  const { code, message, syscall, port } = error as NodeJS.ErrnoException & { port?: number };
  if (syscall === 'mkdir') return `DATA_DIR cannot be made: ${message}`;
  if (code === 'EADDRINUSE')
    return `SANDBOX_PORT ${port} is taken by another program: stop it, or set SANDBOX_PORT to a free port`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
    return `SANDBOX_HOST and SANDBOX_PORT cannot be listened on (${code})`;
  if (/database is locked/.test(message)) return 'DATA_DIR is in use by another sandbox';
  if (/another version|not a database|malformed/.test(message))
    return `the files in DATA_DIR/sandbox cannot be used: ${message}`;
  return message;
}
