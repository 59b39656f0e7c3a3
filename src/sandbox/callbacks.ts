import { Agent } from 'undici';
import type { Delivery } from './transactions.js';

/** MTN's timeout for a receiver. */
const patienceMs = 2_000;

/** Sends one callback once. Its caller decides about retries. */
export class CallbackSender {
  private readonly agent = new Agent({
    connections: 128,
    connect: { timeout: patienceMs },
    headersTimeout: patienceMs,
    bodyTimeout: patienceMs,
    keepAliveTimeout: 30_000,
  });
  private inFlight = 0;
  private idlers: (() => void)[] = [];

  async send(at: number, method: 'PUT' | 'POST', url: string, body: string): Promise<Delivery> {
    this.inFlight++;
    try {
      return { at, method, url, answered: await this.answerOf(method, url, body) };
    } finally {
      this.inFlight--;
      if (this.inFlight === 0) for (const wake of this.idlers.splice(0)) wake();
    }
  }

  get busy(): boolean {
    return this.inFlight > 0;
  }

  /** Resolves when no callback is in progress. */
  idle(): Promise<void> {
    return this.inFlight === 0 ? Promise.resolve() : new Promise((resolve) => this.idlers.push(resolve));
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }

  private async answerOf(method: 'PUT' | 'POST', url: string, body: string): Promise<number | string> {
    try {
      const { origin, pathname, search } = new URL(url);
      const response = await this.agent.request({
        origin,
        path: pathname + search,
        method,
        headers: { 'content-type': 'application/json' },
        body,
      });
      await response.body.dump();
      return response.statusCode;
    } catch (error) {
      return (error as { code?: string }).code ?? (error as Error).message;
    }
  }
}
