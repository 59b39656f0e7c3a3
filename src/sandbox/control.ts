import { badRequest } from './answers.js';
import type { Answer } from './answers.js';
import { changeBehaviour, choices, usualBehaviour } from './behaviour.js';
import type { Behaviour } from './behaviour.js';
import type { Chance } from './chance.js';
import { environments } from './environments.js';
import { faults as faultTable, readRules } from './faults.js';
import type { FaultRule } from './faults.js';
import { parseJson } from './http.js';
import type { Call, Handler, Router } from './http.js';
import type { Decision } from './ledger.js';
import type { Counted } from './momo.js';
import type { Platform } from './platform.js';
import { airtelNumber } from './airtel-bodies.js';
import { operationNamed } from './operations.js';
import { parseUrl } from './platform.js';
import { readStatementQuery, statement } from './statement.js';
import type { StatementQuery } from './statement.js';
import { accounts } from './products.js';
import type { Product } from './products.js';
import type { Delivery, Transaction } from './transactions.js';
import type { TransactionQuery } from './transactions.sqlite.js';
import { isObject, majorUnits, minorUnits, amount as amountCheck } from './validation.js';

/** A transaction as the control routes show it. */
export interface ShownTransaction {
  referenceId: string;
  product: string;
  operation: string;
  environment: string;
  status: string;
  reason: string | null;
  amount: string | null;
  currency: string | null;
  externalId: string | null;
  msisdn: string | null;
  financialTransactionId: string | null;
  callbackUrl: string | null;
  callbacks: readonly ShownCallback[];
  /** How often the reference was repeated and refused. */
  repeats: number;
  acceptedAt: string;
  settledAt: string | null;
  request: unknown;
}

export type ShownCallback = Omit<Delivery, 'at'> & { at: string };

interface SandboxClock {
  now: string;
  advancedSeconds: number;
}

/** The operations behind `/control`, for its routes and for tests that run the sandbox in their process. */
export class Control {
  /** Calls of MoMo's paths since the start or the last reset, by name. */
  readonly calls: Record<string, number> = {};

  constructor(
    private readonly platform: Platform,
    private readonly atStart: { behaviour: Behaviour; rules: readonly FaultRule[]; chance: () => Chance },
    private readonly idle: () => Promise<void>,
  ) {}

  transactions(query: TransactionQuery = {}): ShownTransaction[] {
    return this.platform.store.list(query).map((transaction) => this.show(transaction));
  }

  transaction(reference: string): ShownTransaction | null {
    const transaction = this.platform.ledger.find(reference.toLowerCase());
    return transaction && this.show(transaction);
  }

  /** Null when there is no such transaction. Resolves when the callback, if there is one, has been answered. */
  async decide(reference: string, decision: Decision): Promise<ShownTransaction | null> {
    const transaction = this.platform.ledger.find(reference.toLowerCase());
    return transaction && this.show(await this.platform.ledger.decide(transaction, decision));
  }

  /** Replaces every rule. */
  setFaults(given: readonly FaultRule[] | string): void {
    const read = readRules(given);
    if ('wrong' in read) throw new Error(read.wrong);
    this.platform.faults.replace(read.rules);
  }

  faults(): readonly FaultRule[] {
    return this.platform.faults.rules;
  }

  behave(changes: Partial<Behaviour>): Behaviour {
    const wrong = changeBehaviour(this.platform.behaviour, changes);
    if (wrong) throw new Error(wrong);
    return this.behaviour();
  }

  behaviour(): Behaviour {
    return { ...this.platform.behaviour };
  }

  /** Resolves when all due work is done and every callback of it has been answered. */
  async advance(seconds: number): Promise<SandboxClock> {
    const { time, store } = this.platform;
    time.advance(seconds * 1000);
    store.remember('advanced', time.advancedMs);
    await this.idle();
    return this.clock();
  }

  clock(): SandboxClock {
    const { time } = this.platform;
    return { now: new Date(time.now()).toISOString(), advancedSeconds: time.advancedMs / 1000 };
  }

  /** Resets everything: no transactions, full balances, no added time, no faults. Credentials stay. */
  reset(): void {
    const { behaviour, faults, ledger, store, time } = this.platform;
    const chance = this.atStart.chance();
    store.forgetTransactions();
    // The remaining steps are delayed answers, whose callers wait.
    time.runAll();
    time.advancedMs = 0;
    store.remember('seed', chance.seed);
    store.remember('advanced', 0);
    ledger.restart(chance);
    faults.restart(chance);
    faults.replace(this.atStart.rules);
    Object.assign(behaviour, this.atStart.behaviour);
    for (const name of Object.keys(this.calls)) delete this.calls[name];
  }

  statement(query: StatementQuery): Iterable<string> {
    return statement(this.platform.store, this.platform.ledger, query);
  }

  balances(): Record<Product, Record<string, string>> {
    const shown = {} as Record<Product, Record<string, string>>;
    for (const product of accounts) {
      shown[product] = {};
      for (const environment of Object.values(environments)) {
        shown[product][environment.currency] = majorUnits(
          this.platform.ledger.balance(product, environment.currency),
          environment,
        );
      }
    }
    return shown;
  }

  setBalance(product: Product, currency: string, amount: string): void {
    const environment = Object.values(environments).find((one) => one.currency === currency);
    const minor =
      environment && (amount === '0' || amountCheck(amount) === null) ? minorUnits(amount, environment) : null;
    if (minor === null) throw new Error(`no account of ${product} can hold ${amount} ${currency}`);
    this.platform.ledger.setBalance(product, currency, minor);
  }

  /** The address that Airtel calls back, as its portal has it; null: none. */
  get airtelCallbackUrl(): string | null {
    return this.platform.airtel.callbackUrl;
  }

  setAirtelCallbackUrl(url: string | null): void {
    if (url !== null && parseUrl(url) === null) throw new Error('callbackUrl is an http or https address, or null');
    this.platform.airtel.callbackUrl = url;
  }

  revokeTokens(): void {
    this.platform.credentials.revokeTokens(this.platform.time.now());
  }

  private show(transaction: Transaction): ShownTransaction {
    const { asked, currency, settledAt } = transaction;
    const environment = environments[transaction.environment];
    return {
      referenceId: transaction.reference,
      product: transaction.product,
      operation: operationNamed(transaction.operation).family,
      environment: transaction.environment,
      status: transaction.status,
      reason: transaction.reason,
      amount: currency === null ? null : majorUnits(transaction.amount, environment),
      currency,
      externalId: (asked.externalId as string | undefined) ?? null,
      msisdn: transaction.party,
      financialTransactionId:
        transaction.status === 'SUCCESSFUL'
          ? numberOf(transaction, this.platform.ledger.ledgerNumberOf(transaction))
          : null,
      callbackUrl: transaction.callbackUrl,
      callbacks: transaction.deliveries.map((delivery) => ({ ...delivery, at: new Date(delivery.at).toISOString() })),
      repeats: transaction.repeats,
      acceptedAt: new Date(transaction.acceptedAt).toISOString(),
      settledAt: settledAt === null ? null : new Date(settledAt).toISOString(),
      request: asked,
    };
  }
}

/** As the provider itself shows it. */
const numberOf = ({ product }: Transaction, number: string): string =>
  product === 'airtel' ? airtelNumber(number) : number;

interface ControlRoute {
  method: string;
  path: string;
  says: string;
  example?: string;
  handle: (control: Control, call: Call) => Answer | Promise<Answer>;
}

/** The routes and their documentation are one table. */
const routes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/control/transactions',
    says: 'The newest transactions of both networks, with the callbacks that went out. Query: msisdn, product, operation, status, externalId, waiting=true, limit (100, at most 1000).',
    handle: (control, { query }) => {
      const asked: TransactionQuery = { limit: Math.min(Math.max(Number(query.get('limit') ?? 100) || 100, 1), 1000) };
      for (const name of ['msisdn', 'product', 'operation', 'status', 'externalId'] as const) {
        const value = query.get(name);
        if (value !== null) asked[name] = value;
      }
      if (query.get('waiting') === 'true') asked.waiting = true;
      return ok({ data: control.transactions(asked) });
    },
  },
  {
    method: 'GET',
    path: '/control/transactions/{referenceId}',
    says: 'One transaction.',
    handle: (control, { parameters }) => orNotFound(control.transaction(parameters[0]!)),
  },
  {
    method: 'POST',
    path: '/control/transactions/{referenceId}',
    says: 'Decides a transaction, also one that was final: the payer approves or rejects, or MTN changes its mind. The callback goes out once (callback: false sends none; an object: it says these fields instead), and the answer comes after it.',
    example: '{"status": "FAILED", "reason": "APPROVAL_REJECTED", "callback": true}',
    handle: async (control, { parameters, body }) => {
      const decision = parseJson(body);
      if (!isObject(decision) || !/^[A-Z_]{1,40}$/.test(String(decision.status))) {
        return refused('status is PENDING, CREATED, SUCCESSFUL, FAILED or another word in capitals');
      }
      const { status, reason, callback } = decision;
      if (reason !== undefined && reason !== null && typeof reason !== 'string') return refused('reason is a string');
      if (callback !== undefined && typeof callback !== 'boolean' && !isObject(callback)) {
        return refused('callback is true, false or an object of fields');
      }
      return orNotFound(
        await control.decide(parameters[0]!, {
          status: status as string,
          reason: reason ?? null,
          callback: callback ?? true,
        }),
      );
    },
  },
  {
    method: 'GET',
    path: '/control/faults',
    says: 'The rules in force; `times` counts down.',
    handle: (control) => ok({ rules: control.faults() }),
  },
  {
    method: 'PUT',
    path: '/control/faults',
    says: 'Replaces the rules, as JSON or as a line: "5% drop-after, 3% html, callback-lost for 250780000099, latency=3000 on status, 500 times 2".',
    example:
      '{"rules": [{"fault": "drop-after", "percent": 5}, {"fault": "500", "msisdn": "250780000099", "times": 1}]}',
    handle: (control, { body }) => {
      const given = parseJson(body);
      if (!isObject(given)) return refused('{"rules": […]} or {"rules": "5% drop-after"} is needed');
      return attempt(() => {
        control.setFaults((given.rules ?? []) as FaultRule[] | string);
        return { rules: control.faults() };
      });
    },
  },
  {
    method: 'DELETE',
    path: '/control/faults',
    says: 'Removes all fault rules.',
    handle: (control) => attempt(() => (control.setFaults([]), { rules: [] })),
  },
  {
    method: 'GET',
    path: '/control/settings',
    says: 'Speed, quirks, and who answers for the payer.',
    handle: (control) => ok(control.behaviour()),
  },
  {
    method: 'PUT',
    path: '/control/settings',
    says: 'Changes the settings that are named, and only those.',
    example: '{"latencyMs": 0, "callbackDelayMs": 0, "approval": "by-hand", "reasonShape": "object"}',
    handle: (control, { body }) => {
      const changes = parseJson(body);
      return isObject(changes) ? attempt(() => control.behave(changes)) : refused('an object of settings is needed');
    },
  },
  {
    method: 'GET',
    path: '/control/clock',
    says: 'The sandbox’s time.',
    handle: (control) => ok(control.clock()),
  },
  {
    method: 'POST',
    path: '/control/clock',
    says: 'Moves the sandbox’s time forward; what becomes due happens, and its callbacks are answered before this is.',
    example: '{"advanceSeconds": 300}',
    handle: async (control, { body }) => {
      const given = parseJson(body);
      const seconds = isObject(given) ? given.advanceSeconds : undefined;
      if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= 3_155_760_000))
        return refused('advanceSeconds is a number from 0');
      return ok(await control.advance(seconds));
    },
  },
  {
    method: 'POST',
    path: '/control/reset',
    says: 'Forgets transactions, faults, changed settings, balances and added time. Credentials stay.',
    handle: (control) => attempt(() => (control.reset(), { reset: true })),
  },
  {
    method: 'GET',
    path: '/control/balances',
    says: 'The accounts, by product and currency.',
    handle: (control) => ok(control.balances()),
  },
  {
    method: 'PUT',
    path: '/control/balances',
    says: 'Sets the balances that are named.',
    example: '{"disbursement": {"RWF": "1000"}}',
    handle: (control, { body }) => {
      const given = parseJson(body);
      if (!isObject(given)) return refused('an object of products is needed');
      return attempt(() => {
        for (const product of accounts) {
          for (const [currency, amount] of Object.entries(given[product] ?? {}))
            control.setBalance(product, currency, String(amount));
        }
        return control.balances();
      });
    },
  },
  {
    method: 'GET',
    path: '/control/airtel',
    says: 'What Airtel’s portal holds of the application beside its keys: the address for all callbacks.',
    handle: (control) => ok({ callbackUrl: control.airtelCallbackUrl }),
  },
  {
    method: 'PUT',
    path: '/control/airtel',
    says: 'Sets that address, as a person would in Airtel’s portal. A gateway that starts this sandbox sets its own.',
    example: '{"callbackUrl": "http://localhost:3000/callbacks/airtel-money/…"}',
    handle: (control, { body }) => {
      const given = parseJson(body);
      const url = isObject(given) ? given.callbackUrl : undefined;
      if (typeof url !== 'string' && url !== null) return refused('{"callbackUrl": "…"} or null is needed');
      return attempt(() => {
        control.setAirtelCallbackUrl(url);
        return { callbackUrl: control.airtelCallbackUrl };
      });
    },
  },
  {
    method: 'GET',
    path: '/control/statement.csv',
    says: 'The statement of one account. Query: product (collection; airtel is Airtel’s account), environment (mtnrwanda), from, to, dateFormat (YYYY-MM-DD, DD/MM/YYYY, MM/DD/YYYY), separator (, or ;), failed=true.',
    handle: (control, { query }) => {
      const read = readStatementQuery(query);
      if ('wrong' in read) return refused(read.wrong);
      return { status: 200, type: 'text/csv;charset=utf-8', lines: control.statement(read) };
    },
  },
  {
    method: 'GET',
    path: '/control/calls',
    says: 'How often each operation of a provider was called since the start or the last reset.',
    handle: (control) => ok(control.calls),
  },
  {
    method: 'DELETE',
    path: '/control/tokens',
    says: 'Revokes every access token.',
    handle: (control) => attempt(() => (control.revokeTokens(), { revoked: true })),
  },
];

export function addControlPaths(router: Router<Handler>, control: Control): void {
  router.add('GET', '/control', ({ headers }) =>
    /text\/html/.test(headers.accept ?? '')
      ? { status: 200, type: 'text/html;charset=utf-8', text: documentation() }
      : ok({
          routes: routes.map(({ method, path, says, example }) => ({ method, path, says, example })),
          faults: faultTable,
          settings: { usual: usualBehaviour, choices },
        }),
  );
  for (const { method, path, handle } of routes) router.add(method, path, (call) => handle(control, call));
}

export function counting(control: Control, { name, handle }: Counted): Handler {
  return (call) => {
    control.calls[name] = (control.calls[name] ?? 0) + 1;
    return handle(call);
  };
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** The control routes are not part of MTN's API, so their refusals name the fault. */
function refused(why: string): Answer {
  return { ...badRequest(why), headers: {}, body: { message: why } };
}

function orNotFound(shown: unknown): Answer {
  return shown === null
    ? { status: 404, body: { message: 'There is no transaction with this reference.' } }
    : ok(shown);
}

function attempt(act: () => unknown): Answer {
  try {
    return ok(act());
  } catch (error) {
    return refused((error as Error).message);
  }
}

function documentation(): string {
  const list = routes.map(
    ({ method, path, says, example }) =>
      `<dt><code>${escape(`${method} ${path}`)}</code></dt><dd>${escape(says)}${example ? `<pre>${escape(example)}</pre>` : ''}</dd>`,
  );
  const faultRows = Object.entries(faultTable).map(
    ([name, { stages, says }]) =>
      `<tr><td><code>${name}</code></td><td>${stages.join(', ')}</td><td>${escape(says)}</td></tr>`,
  );
  const settingRows = Object.entries(usualBehaviour).map(
    ([name, usual]) =>
      `<tr><td><code>${name}</code></td><td>${escape(String(usual))}</td><td>${escape((choices[name as keyof Behaviour] ?? [typeof usual]).join(', '))}</td></tr>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Control of the MoMo sandbox</title></head><body>
<h1>Control of the MoMo sandbox</h1><p>JSON in and out. <a href="/">The simulated phone</a></p><dl>${list.join('')}</dl>
<h2>Faults</h2><p>A rule is <code>{fault, percent?, msisdn?, operation?, on?, times?, recorded?, ms?, word?, amount?, host?, fields?}</code>.</p>
<table><tr><th>fault</th><th>strikes on (the first, unless <code>on</code> says another)</th><th>what happens</th></tr>${faultRows.join('')}</table>
<h2>Settings</h2><table><tr><th>name</th><th>usual</th><th>may be</th></tr>${settingRows.join('')}</table></body></html>`;
}

export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
