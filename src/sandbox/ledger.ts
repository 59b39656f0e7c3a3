import { airtelCallback } from './airtel-bodies.js';
import type { Behaviour } from './behaviour.js';
import type { CallbackSender } from './callbacks.js';
import type { Chance } from './chance.js';
import { environments } from './environments.js';
import type { Environment } from './environments.js';
import type { FaultRule } from './faults.js';
import { operationNamed } from './operations.js';
import type { OperationName } from './operations.js';
import type { Scenario } from './scenarios.js';
import { statusBody } from './status.js';
import type { SandboxTime } from './time.js';
import { accounts } from './products.js';
import { isFinal } from './transactions.js';
import type { Product } from './products.js';
import type { Step, Transaction } from './transactions.js';
import type { TransactionStore } from './transactions.sqlite.js';
import type { Asked } from './validation.js';

/** A validated request. */
export interface Request {
  reference: string;
  product: Product;
  operation: OperationName;
  environment: Environment;
  party: string | null;
  asked: Asked;
  amount: number;
  currency: string | null;
  callbackUrl: string | null;
}

/** A person's decision about a transaction, which replaces its planned outcome. */
export interface Decision {
  status: string;
  reason?: string | null;
  /** False: no callback. An object: the callback has these fields. Default: true. */
  callback?: boolean | Record<string, unknown>;
}

/** The platform: it accepts transactions, advances them in sandbox time, keeps the balances and sends callbacks. */
export class Ledger {
  private balances: Map<string, number>;
  /** Callbacks in progress, by reference and step: they stay in the plan until they are answered, and are sent once. */
  private readonly calling = new Set<string>();
  /** Transactions whose callback is due while too many are out: a name each, because a whole request would be dear. */
  private held: string[] = [];
  private firstLedgerNumber = 0;
  private balanceMoved = false;
  private stopped = false;
  private releasing = false;

  constructor(
    private readonly store: TransactionStore,
    private readonly time: SandboxTime,
    private readonly behaviour: Behaviour,
    private readonly sender: CallbackSender,
    chance: Chance,
    /** The key of Airtel's application for hashes of callbacks. */
    private readonly airtelKey: () => string,
  ) {
    this.firstLedgerNumber = store.recall<number>('first ledger number') ?? this.numberFrom(chance);
    this.balances = new Map(store.recall<[string, number][]>('balances') ?? startingBalances());
    for (const { reference, nextAt } of store.planned()) time.at(nextAt, () => this.moveAlong(reference));
  }

  find(reference: string): Transaction | null {
    return this.store.find(reference);
  }

  /** `early` resolves when a callback that is to overtake the answer has been answered. */
  accept(request: Request, scenario: Scenario, twists: readonly FaultRule[]): { early: Promise<unknown> | null } {
    const acceptedAt = this.time.now();
    const { environment, ...asked } = request;
    const early = twists.some(({ fault }) => fault === 'callback-early');
    const draft: Transaction = {
      ...asked,
      sequence: 0,
      environment: environment.name,
      status: scenario.starts,
      reason: null,
      acceptedAt,
      settledAt: null,
      plan: this.planFor(scenario, acceptedAt, request.callbackUrl !== null, early, twists),
      deliveries: [],
      repeats: 0,
    };
    this.settleDue(draft, acceptedAt);
    const transaction = this.store.add(draft);
    const overtaking = early ? this.callBackDue(transaction, acceptedAt) : null;
    this.schedule(transaction);
    return { early: overtaking };
  }

  /** By the provider's own number. */
  numbered(number: number): Transaction | null {
    const [found] = this.store.after(number - this.firstLedgerNumber - 1);
    return found !== undefined && this.firstLedgerNumber + found.sequence === number ? found : null;
  }

  repeated(transaction: Transaction): void {
    this.store.change({ ...transaction, repeats: transaction.repeats + 1 });
  }

  /** Resolves with the transaction when its callback, if there is one, has been answered. */
  async decide(transaction: Transaction, { status, reason, callback = true }: Decision): Promise<Transaction> {
    const at = this.time.now();
    transaction.plan = [];
    this.settle(transaction, status, status === 'FAILED' ? (reason ?? 'APPROVAL_REJECTED') : (reason ?? null), at);
    if (transaction.callbackUrl && callback !== false && (isFinal(status) || callback !== true)) {
      const step: Step = {
        id: this.newStepId(transaction),
        at,
        does: 'call-back',
        retriesLeft: this.behaviour.callbackRetries,
      };
      transaction.plan.push(typeof callback === 'object' ? { ...step, fields: callback } : step);
    }
    this.store.change(transaction);
    await this.callBackDue(transaction, at);
    return this.store.find(transaction.reference) ?? transaction;
  }

  balance(product: Product, currency: string): number {
    return this.balances.get(`${product}/${currency}`) ?? 0;
  }

  setBalance(product: Product, currency: string, minor: number): void {
    this.balances.set(`${product}/${currency}`, minor);
    this.store.remember('balances', [...this.balances]);
  }

  /** MTN's own number of a transaction: ten digits, none twice. */
  ledgerNumberOf({ sequence }: Transaction): string {
    return String(this.firstLedgerNumber + sequence);
  }

  /** What is on its way now is not recorded: the next start sends it again. */
  stop(): void {
    this.stopped = true;
  }

  get callingBack(): boolean {
    return !this.stopped && (this.calling.size > 0 || this.held.length > 0);
  }

  restart(chance: Chance): void {
    this.firstLedgerNumber = this.numberFrom(chance);
    this.calling.clear();
    this.held = [];
    this.balances = startingBalances();
    this.store.remember('balances', [...this.balances]);
  }

  /** Stored, because another seed must not renumber the entries of a statement. */
  private numberFrom(chance: Chance): number {
    const first = 1_000_000_000 + (parseInt(chance.hex('ledger', 12), 16) % 8_000_000_000);
    this.store.remember('first ledger number', first);
    return first;
  }

  private planFor(
    scenario: Scenario,
    acceptedAt: number,
    callsBack: boolean,
    early: boolean,
    twists: readonly FaultRule[],
  ): Step[] {
    const { ends } = scenario;
    if (!ends) return [];
    const { latencyMs, callbackDelayMs, callbackRetries } = this.behaviour;
    const settlesAt = early ? acceptedAt : acceptedAt + (scenario.afterMs ?? callbackDelayMs);
    const plan: Step[] = [{ id: 1, at: settlesAt, does: 'settle', status: ends.status, reason: ends.reason ?? null }];
    if (callsBack) {
      // A callback does not overtake the answer of its own request, unless that was asked for.
      let at = early ? acceptedAt : Math.max(settlesAt, acceptedAt + latencyMs);
      let copies = 1;
      let twist: { fields?: Record<string, unknown>; host?: string } = {};
      for (const { fault, ms, host, fields } of twists) {
        if (fault === 'callback-lost') copies = 0;
        if (fault === 'callback-doubled') copies = 2;
        if (fault === 'callback-late') at += ms ?? 60_000;
        if (fault === 'callback-wrong-host') twist = { ...twist, host: host ?? '127.0.0.1:9' };
        if (fault === 'callback-lie') twist = { ...twist, fields: fields ?? opposite(ends.status) };
      }
      for (let copy = 0; copy < copies; copy++) {
        plan.push({ id: plan.length + 1, at, does: 'call-back', retriesLeft: callbackRetries, ...twist });
      }
    }
    const flip = twists.find(({ fault }) => fault === 'flip');
    if (flip) {
      const { status, reason } = opposite(ends.status);
      plan.push({ id: plan.length + 1, at: settlesAt + (flip.ms ?? 60_000), does: 'settle', status, reason });
    }
    return plan;
  }

  private moveAlong(reference: string): void {
    const transaction = this.store.find(reference);
    if (!transaction) return;
    const now = this.time.now();
    if (this.settleDue(transaction, now)) this.store.change(transaction);
    if (this.calling.size >= mostCallbacksAtOnce) {
      this.held.push(reference);
      return;
    }
    void this.callBackDue(transaction, now);
    this.schedule(transaction);
  }

  private releaseHeld(): void {
    if (this.held.length === 0 || this.releasing) return;
    this.releasing = true;
    setImmediate(() => {
      this.releasing = false;
      if (this.stopped) return;
      for (const reference of this.held.splice(0, mostCallbacksAtOnce - this.calling.size)) this.moveAlong(reference);
    });
  }

  /** Takes the steps out of the plan that change the status and whose time has come. */
  private settleDue(transaction: Transaction, now: number): boolean {
    const isDue = (step: Step) => step.does === 'settle' && step.at <= now;
    const due = transaction.plan.filter(isDue);
    if (due.length === 0) return false;
    transaction.plan = transaction.plan.filter((step) => !isDue(step));
    for (const step of due) if (step.does === 'settle') this.settle(transaction, step.status, step.reason, step.at);
    return true;
  }

  private settle(transaction: Transaction, status: string, reason: string | null, at: number): void {
    const { effect } = operationNamed(transaction.operation);
    const was = transaction.status === 'SUCCESSFUL' ? 1 : 0;
    const account = `${transaction.product}/${transaction.currency}`;
    const balance = this.balances.get(account) ?? 0;
    let ends = status;
    let because = reason;
    if (effect < 0 && status === 'SUCCESSFUL' && !was && balance < transaction.amount) {
      ends = 'FAILED';
      because = 'NOT_ENOUGH_FUNDS';
    }
    const moves = (ends === 'SUCCESSFUL' ? 1 : 0) - was;
    if (effect !== 0 && moves !== 0) this.moveBalance(account, balance + moves * effect * transaction.amount);
    transaction.status = ends;
    transaction.reason = because;
    transaction.settledAt = isFinal(ends) ? at : null;
  }

  /** Written once for all that settles in one turn. */
  private moveBalance(account: string, minor: number): void {
    if (!this.balanceMoved) {
      this.balanceMoved = true;
      this.store.beforeCommit(() => {
        this.balanceMoved = false;
        this.store.remember('balances', [...this.balances]);
      });
    }
    this.balances.set(account, minor);
  }

  private schedule({ reference, plan }: Transaction): void {
    let next = Infinity;
    for (const step of plan) if (step.at < next && !this.calling.has(`${reference}/${step.id}`)) next = step.at;
    if (next !== Infinity) this.time.at(next, () => this.moveAlong(reference));
  }

  /** Neither in the plan nor on its way: a decision empties the plan while an older callback may still be out. */
  private newStepId({ reference, plan }: Transaction): number {
    let id = 10;
    while (plan.some((step) => step.id === id) || this.calling.has(`${reference}/${id}`)) id++;
    return id;
  }

  private async callBackDue(transaction: Transaction, now: number): Promise<void> {
    const { reference, plan } = transaction;
    const deliveries: Promise<void>[] = [];
    for (const step of plan) {
      const key = `${reference}/${step.id}`;
      if (step.does !== 'call-back' || step.at > now || this.calling.has(key)) continue;
      this.calling.add(key);
      deliveries.push(this.callBack(transaction, step, key));
    }
    if (deliveries.length > 0) await Promise.all(deliveries);
  }

  private async callBack(transaction: Transaction, step: Step & { does: 'call-back' }, key: string): Promise<void> {
    const url = new URL(transaction.callbackUrl!);
    if (step.host) url.host = step.host;
    const { callbackMethod, callbackScheme, callbackRetryMs } = this.behaviour;
    const airtel = transaction.product === 'airtel';
    const method = airtel
      ? this.behaviour.airtelCallbackMethod
      : callbackMethod === 'by-operation'
        ? operationNamed(transaction.operation).callbackMethod
        : callbackMethod;
    const at = this.time.now();
    const body = airtel
      ? airtelCallback(transaction, this.ledgerNumberOf(transaction), this.behaviour, this.airtelKey(), step.fields)
      : JSON.stringify({
          ...statusBody(transaction, this.ledgerNumberOf(transaction), this.behaviour),
          ...step.fields,
        });
    // A receiver that checks the status at once must find the callback's outcome, also after a crash.
    await new Promise<void>((resolve) => this.store.afterCommit(resolve));
    const delivery =
      callbackScheme === 'both' || url.protocol === `${callbackScheme}:`
        ? await this.sender.send(at, method, url.href, body)
        : { at, method, url: url.href, answered: 'not sent: scheme' };
    if (this.stopped) return;
    this.calling.delete(key);
    this.releaseHeld();

    // Hours of sandbox time may have passed, and a reset.
    const current = this.store.find(transaction.reference);
    if (!current || current.sequence !== transaction.sequence) return;
    const { answered } = delivery;
    const delivered = typeof answered === 'number' && answered >= 200 && answered < 300;
    current.deliveries.push(delivery);
    current.plan = current.plan.filter(({ id }) => id !== step.id);
    if (!delivered && step.retriesLeft > 0) {
      const again = {
        ...step,
        id: this.newStepId(current),
        at: this.time.now() + callbackRetryMs,
        retriesLeft: step.retriesLeft - 1,
      };
      current.plan.push(again);
      this.time.at(again.at, () => this.moveAlong(current.reference));
    }
    this.store.change(current);
  }
}

const mostCallbacksAtOnce = 128;
const disbursementFloat = 1_000_000_000;

function startingBalances(): Map<string, number> {
  const balances = new Map<string, number>();
  for (const { currency, minorDigits } of Object.values(environments)) {
    for (const product of accounts) {
      balances.set(`${product}/${currency}`, product === 'collection' ? 0 : disbursementFloat * 10 ** minorDigits);
    }
  }
  return balances;
}

function opposite(status: string) {
  return status === 'SUCCESSFUL'
    ? { status: 'FAILED', reason: 'INTERNAL_PROCESSING_ERROR' }
    : { status: 'SUCCESSFUL', reason: null };
}
