import type { Readable, Writable } from 'node:stream';

/** The output of a command: its results and its errors. */
export interface Terminal {
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Shows the progress line until the next output; empty clears it. Absent where the output is no terminal. */
  readonly progress?: (text: string) => void;
  /** The data that is piped in and out: whole logs, never messages. */
  readonly input: Readable;
  readonly output: Writable;
}

/** The exit code: success, something needs attention, or failure. */
export type ExitCode = 0 | 1 | 2;
