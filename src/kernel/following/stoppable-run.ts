/** One run at a time of work that continues until it is stopped. */
export class StoppableRun {
  #now: { readonly stopping: AbortController; readonly running: Promise<void> } | null = null;

  get isRunning(): boolean {
    return this.#now !== null;
  }

  /** `run` ends soon after its signal is aborted, and never rejects. */
  start(run: (signal: AbortSignal) => Promise<void>): void {
    const stopping = new AbortController();
    this.#now = { stopping, running: run(stopping.signal) };
  }

  /** Resolves when the run has ended. Until then it counts as running. */
  async stop(): Promise<void> {
    this.#now?.stopping.abort();
    await this.#now?.running;
    this.#now = null;
  }
}
