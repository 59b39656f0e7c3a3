import type { Readable, Writable } from 'node:stream';

/** Where a command's words go: what was asked for, and why it could not be had. */
export interface Terminal {
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  /** What stands in the line of progress until the next word; empty: nothing. Absent where the output is no terminal. */
  readonly progress?: (text: string) => void;
  /** What is piped in and out: whole logs, never words. */
  readonly input: Readable;
  readonly output: Writable;
}

/** What the process ends with: all is well, something wants attention, or it could not be done at all. */
export type ExitCode = 0 | 1 | 2;
