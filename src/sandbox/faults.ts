import { firewallPage, gatewayError, loginFailed, platformError } from './answers.js';
import type { Answer } from './answers.js';
import type { Chance } from './chance.js';
import { isObject } from './validation.js';

/** The call that a fault affects: the creating call, the status call, the token call, or a query of an account. */
export type Stage = 'create' | 'status' | 'token' | 'account';

/**
 * The faults on demand. `answers` replaces one answer, `shows` changes the content of one status answer, `twists` changes
 * the transaction and its callback later; a fault affects its first stage unless the rule names another.
 */
export const faults = {
  latency: { kind: 'answers', stages: ['create', 'status', 'token', 'account'], says: 'the answer comes `ms` later' },
  'drop-before': {
    kind: 'answers',
    stages: ['create', 'status', 'token', 'account'],
    says: 'no answer, and nothing is on record',
  },
  'drop-after': { kind: 'answers', stages: ['create'], says: 'no answer, but the transaction is on record' },
  '429': {
    kind: 'answers',
    stages: ['create', 'status', 'token', 'account'],
    says: 'too many requests, with Retry-After',
  },
  '500': { kind: 'answers', stages: ['create', 'status', 'token', 'account'], says: 'INTERNAL_PROCESSING_ERROR' },
  '503': { kind: 'answers', stages: ['create', 'status', 'token', 'account'], says: 'SERVICE_UNAVAILABLE' },
  quota: {
    kind: 'answers',
    stages: ['create', 'status', 'token', 'account'],
    says: '403, the call quota is used up, with Retry-After',
  },
  html: { kind: 'answers', stages: ['create', 'status', 'token', 'account'], says: 'a firewall page with status 200' },
  'html-403': {
    kind: 'answers',
    stages: ['create', 'status', 'token', 'account'],
    says: 'a firewall page with status 403',
  },
  'login-failed': { kind: 'answers', stages: ['token'], says: 'user and key are refused with status 500' },
  'no-token': { kind: 'answers', stages: ['token'], says: '200, and the token is null' },
  truncated: {
    kind: 'answers',
    stages: ['status', 'create', 'token', 'account'],
    says: 'JSON that breaks off in the middle',
  },
  'status-word': { kind: 'shows', stages: ['status'], says: 'the status is `word` (default ONGOING)' },
  'wrong-amount': { kind: 'shows', stages: ['status'], says: 'the amount is `amount` (default: one unit more)' },
  'status-lie': { kind: 'shows', stages: ['status'], says: 'the status answer says `fields`' },
  flip: { kind: 'twists', stages: ['create'], says: '`ms` after it became final, the status turns into its opposite' },
  'callback-lost': { kind: 'twists', stages: ['create'], says: 'the callback is never sent' },
  'callback-doubled': { kind: 'twists', stages: ['create'], says: 'the callback is sent twice' },
  'callback-late': { kind: 'twists', stages: ['create'], says: 'the callback is sent `ms` late (default 60000)' },
  'callback-early': { kind: 'twists', stages: ['create'], says: 'the callback arrives before the 202' },
  'callback-wrong-host': {
    kind: 'twists',
    stages: ['create'],
    says: 'the callback goes to `host` (default 127.0.0.1:9)',
  },
  'callback-lie': {
    kind: 'twists',
    stages: ['create'],
    says: 'the callback says `fields` (default: the opposite status)',
  },
} as const satisfies Record<string, { kind: 'answers' | 'shows' | 'twists'; stages: readonly Stage[]; says: string }>;

type FaultName = keyof typeof faults;

export interface FaultRule {
  fault: FaultName;
  /** The percentage of cases; every case when absent. */
  percent?: number;
  /** Only for this payer or payee. */
  msisdn?: string;
  /** Only for this operation, as `requesttopay`. */
  operation?: string;
  on?: Stage;
  /** How often it applies before it is removed. */
  times?: number;
  /** For 429, 500, 503, quota, html and truncated answers of a creating call: the transaction is on record all the same. */
  recorded?: boolean;
  ms?: number;
  word?: string;
  amount?: string;
  host?: string;
  fields?: Record<string, unknown>;
}

export interface Occasion {
  stage: Stage;
  operation?: string;
  party?: string | null;
}

export class Faults {
  private active: FaultRule[] = [];

  constructor(private chance: Chance) {}

  get rules(): readonly FaultRule[] {
    return this.active;
  }

  replace(rules: readonly FaultRule[]): void {
    this.active = rules.map((rule) => ({ ...rule }));
  }

  restart(chance: Chance): void {
    this.chance = chance;
  }

  /** The rules that apply to this call. Every candidate rule takes one draw, so the seed decides all of them. */
  strike(occasion: Occasion): readonly FaultRule[] {
    if (this.active.length === 0) return none;
    return this.active.filter((rule) => {
      if (!fits(rule, occasion) || rule.times === 0) return false;
      if (rule.percent !== undefined && this.chance.draw() * 100 >= rule.percent) return false;
      if (rule.times !== undefined) rule.times--;
      return true;
    });
  }
}

/** The replacement of the answer, or null where no rule replaces it. */
export function spoiledAnswer(struck: readonly FaultRule[]): { answer: Answer; recorded: boolean } | null {
  for (const rule of struck) {
    const make = spoiled[rule.fault];
    if (make) return { answer: make(), recorded: rule.fault === 'drop-after' || (rule.recorded ?? false) };
  }
  return null;
}

export function lateBy(struck: readonly FaultRule[]): number {
  return struck.reduce((ms, rule) => (rule.fault === 'latency' ? ms + (rule.ms ?? 1_000) : ms), 0);
}

export function isTruncated(struck: readonly FaultRule[]): boolean {
  return struck.some(({ fault }) => fault === 'truncated');
}

const spoiled: { readonly [F in FaultName]?: () => Answer } = {
  'drop-before': () => ({ status: 0, drop: true }),
  'drop-after': () => ({ status: 0, drop: true }),
  '429': () => gatewayError(429, 'Rate limit is exceeded. Try again in 1 seconds.', { 'Retry-After': '1' }),
  '500': () => platformError('INTERNAL_PROCESSING_ERROR'),
  '503': () => platformError('SERVICE_UNAVAILABLE'),
  quota: () =>
    gatewayError(403, 'Out of call volume quota. Quota will be replenished in 00:00:01.', { 'Retry-After': '1' }),
  html: () => firewallPage,
  'html-403': () => ({ ...firewallPage, status: 403 }),
  'login-failed': () => loginFailed(500),
  'no-token': () => ({ status: 200, body: { access_token: null, token_type: 'access_token', expires_in: 3600 } }),
};

/** A status answer after the rules have changed it. */
export function told(shown: Record<string, unknown>, struck: readonly FaultRule[]): Record<string, unknown> {
  let telling = shown;
  for (const { fault, word, amount, fields } of struck) {
    if (fault === 'status-word') telling = { ...telling, status: word ?? 'ONGOING' };
    if (fault === 'wrong-amount') telling = { ...telling, amount: amount ?? String(Number(telling.amount) + 1) };
    if (fault === 'status-lie') telling = { ...telling, ...fields };
  }
  return telling;
}

const none: readonly FaultRule[] = [];

function fits(rule: FaultRule, { stage, operation, party }: Occasion): boolean {
  return (
    (rule.on ?? faults[rule.fault].stages[0]) === stage &&
    (rule.operation === undefined || rule.operation === operation) &&
    (rule.msisdn === undefined || rule.msisdn === party)
  );
}

/** Rules as JSON, or as a line for people: `5% drop-after, html for 250780000070, latency=3000 on status, 500 times 2`. */
export function readRules(given: unknown): { rules: FaultRule[] } | { wrong: string } {
  if (typeof given === 'string') return readLine(given);
  if (!Array.isArray(given)) return { wrong: 'rules is a list of rules, or one line of text' };
  const rules: FaultRule[] = [];
  for (const rule of given as unknown[]) {
    const wrong = isObject(rule) ? complaint(rule) : 'a rule is an object';
    if (wrong) return { wrong };
    rules.push(rule as unknown as FaultRule);
  }
  return { rules };
}

const ruleFields: Readonly<Record<string, (value: unknown) => boolean>> = {
  fault: (value) => typeof value === 'string',
  percent: (value) => typeof value === 'number' && value >= 0 && value <= 100,
  msisdn: (value) => typeof value === 'string',
  operation: (value) => typeof value === 'string',
  on: (value) => typeof value === 'string',
  times: (value) => Number.isInteger(value) && (value as number) >= 0,
  recorded: (value) => typeof value === 'boolean',
  ms: (value) => Number.isInteger(value) && (value as number) >= 0,
  word: (value) => typeof value === 'string',
  amount: (value) => typeof value === 'string',
  host: (value) => typeof value === 'string',
  fields: isObject,
};

function complaint(rule: Record<string, unknown>): string | null {
  for (const [name, value] of Object.entries(rule)) {
    if (!Object.hasOwn(ruleFields, name)) return `a rule has no member ${name}`;
    if (!ruleFields[name]!(value)) return `${name} of a rule is not what it should be`;
  }
  const { fault, on } = rule;
  if (typeof fault !== 'string' || !Object.hasOwn(faults, fault)) {
    return `fault is one of ${Object.keys(faults).join(', ')}`;
  }
  const stages: readonly unknown[] = faults[fault as FaultName].stages;
  return on === undefined || stages.includes(on) ? null : `${fault} strikes on ${stages.join(', ')}`;
}

/** The member that stands after the equals sign in a line of text. */
const lineValue: { readonly [F in FaultName]?: 'ms' | 'word' | 'amount' | 'host' } = {
  latency: 'ms',
  flip: 'ms',
  'callback-late': 'ms',
  'status-word': 'word',
  'wrong-amount': 'amount',
  'callback-wrong-host': 'host',
};

function readLine(line: string): { rules: FaultRule[] } | { wrong: string } {
  const rules: Record<string, unknown>[] = [];
  for (const part of line.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    const match =
      /^(?:(?<percent>[\d.]+)\s*%\s+)?(?<fault>[\w-]+)(?:=(?<value>\S+))?(?:\s+for\s+(?<msisdn>\d+))?(?:\s+on\s+(?<on>\w+))?(?:\s+times\s+(?<times>\d+))?$/.exec(
        part,
      );
    if (!match?.groups) return { wrong: `cannot read "${part}": [5%] fault[=value] [for number] [on stage] [times n]` };
    const { percent, fault, value, msisdn, on, times } = match.groups;
    const rule: Record<string, unknown> = { fault };
    if (percent !== undefined) rule.percent = Number(percent);
    if (msisdn !== undefined) rule.msisdn = msisdn;
    if (on !== undefined) rule.on = on;
    if (times !== undefined) rule.times = Number(times);
    if (value !== undefined) {
      const member = lineValue[fault as FaultName];
      if (!member) return { wrong: `${fault} takes no value` };
      rule[member] = member === 'ms' ? Number(value) : value;
    }
    rules.push(rule);
  }
  return readRules(rules);
}
