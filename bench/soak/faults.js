/** 5 % of each kind, at each place where it can strike. `times` is only there to be counted down: that is how often it struck. */
const percent = 5;
const times = 1_000_000_000;

const kinds = [
  ...['drop-before', '429', '500', '503', 'html', 'truncated'].flatMap((fault) =>
    ['create', 'status', 'token'].map((on) => ({ fault, on })),
  ),
  { fault: 'drop-after', on: 'create' },
  // The answer says no, and it is on record all the same.
  { fault: '500', on: 'create', recorded: true },
  { fault: 'html', on: 'create', recorded: true },
  // A slow answer, and one after the caller's timeout.
  { fault: 'latency', on: 'create', ms: 3_000 },
  { fault: 'latency', on: 'status', ms: 8_000 },
  { fault: 'latency', on: 'token', ms: 1_000 },
  // False: an unknown status, another amount, another payer.
  { fault: 'status-word', on: 'status' },
  { fault: 'wrong-amount', on: 'status' },
  { fault: 'status-lie', on: 'status', fields: { payer: { partyIdType: 'MSISDN', partyId: '250789999999' } } },
  { fault: 'callback-lost', on: 'create' },
  { fault: 'callback-doubled', on: 'create' },
  { fault: 'callback-late', on: 'create', ms: 20_000 },
  { fault: 'callback-early', on: 'create' },
  { fault: 'callback-wrong-host', on: 'create' },
  { fault: 'callback-lie', on: 'create' },
];

/** `flip`, and a false outcome, are not among them: no callback reports them, and only a statement could show them. */
export const faultRules = kinds.map((kind) => ({ ...kind, percent, times }));

const callsOf = { create: 'requesttopay', status: 'requesttopay status', token: 'token' };

/** How often each rule has struck, of how many calls: `{ name, struck, calls }`. */
export const struckBy = (rules, calls) =>
  rules.map(({ fault, on, recorded, times: left }) => ({
    name: `${fault} on ${on}${recorded ? ', on record' : ''}`,
    struck: times - left,
    calls: calls[callsOf[on]] ?? 0,
  }));

/** What the gateway is told for the soak beyond what the bench tells it. */
export const gatewaySettings = {
  // What the slowest answers are late for.
  PROVIDER_TIMEOUT_MS: '5000',
  LOG_LEVEL: 'warn',
};

/** As slow as a platform is, and with a token that has to be renewed all the time. */
export const sandboxSettings = { SANDBOX_LATENCY_MS: '50', SANDBOX_CALLBACK_DELAY_MS: '2000' };
export const sandboxBehaviour = { tokenLifetimeSeconds: 10 };
