/** Where a command's words go: what was asked for, and why it could not be had. */
export interface Terminal {
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** What the process ends with: all is well, something wants attention, or it could not be done at all. */
export type ExitCode = 0 | 1 | 2;
