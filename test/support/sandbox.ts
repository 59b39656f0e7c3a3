import type { Behaviour } from '../../src/sandbox/behaviour.js';
import type { Control, ShownTransaction } from '../../src/sandbox/control.js';
import type { FaultRule } from '../../src/sandbox/faults.js';

/** What happens on the payer's side and at the provider, told by our payments' ids. */
export class SandboxPhone {
  readonly #silent = new Set<string>();

  constructor(readonly control: Control) {}

  /** Every transaction that the sandbox has of a payment: one for each attempt that reached it. */
  transactions(paymentId: string): readonly ShownTransaction[] {
    return this.control.transactions({ externalId: paymentId, limit: 1_000 });
  }

  /** That of the newest attempt. */
  transaction(paymentId: string): ShownTransaction {
    const [newest] = this.transactions(paymentId);
    if (newest === undefined) throw new Error(`The sandbox has never heard of ${paymentId}`);
    return newest;
  }

  loseCallbackFor(paymentId: string): void {
    this.#silent.add(paymentId);
  }

  payerApproves(paymentId: string): Promise<void> {
    return this.says(paymentId, 'SUCCESSFUL');
  }

  payerRejects(paymentId: string): Promise<void> {
    return this.says(paymentId, 'FAILED', 'APPROVAL_REJECTED');
  }

  payerDoesNotAnswer(paymentId: string): Promise<void> {
    return this.says(paymentId, 'FAILED', 'EXPIRED');
  }

  async says(paymentId: string, status: string, reason: string | null = null): Promise<void> {
    const callback = !this.#silent.has(paymentId);
    await this.control.decide(this.transaction(paymentId).referenceId, { status, reason, callback });
  }

  goesWrong(...rules: FaultRule[]): void {
    this.control.setFaults(rules);
  }

  behaves(changes: Partial<Behaviour>): void {
    this.control.behave(changes);
  }

  calls(name: string): number {
    return this.control.calls[name] ?? 0;
  }

  /** Where the provider calls back about the newest attempt. */
  callbackPath(paymentId: string): string {
    const { callbackUrl } = this.transaction(paymentId);
    return new URL(callbackUrl!).pathname;
  }
}
