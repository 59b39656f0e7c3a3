import { Money } from '../../src/kernel/domain/money.js';
import { parseMsisdn } from '../../src/kernel/domain/msisdn.js';
import { beginning } from '../../src/kernel/domain/position.js';
import { Refusal } from '../../src/kernel/domain/refusal.js';
import { DocumentStoreUnavailable } from '../../src/kernel/ports/document-store.js';
import { SqliteDocumentStore } from '../../src/adapters/sqlite/document-store.js';
import { StoreUnavailable, type RecordedEvent } from '../../src/kernel/ports/event-store.js';
import { SqliteEventStore } from '../../src/adapters/sqlite/event-store.js';
import { SqliteKeyStore } from '../../src/adapters/sqlite/key-store.js';
import type { Ask } from '../../src/modules/payments/payment.commands.js';
import type { Provider } from '../../src/modules/providers/contract.js';
import { decisionsFor } from '../../src/modules/reviews/review.decider.js';
import { refundView } from '../../src/modules/refunds/contract.js';
import { payoutView } from '../../src/modules/payouts/contract.js';
import type { Sheet } from '../../src/http/sheet-file.js';
import { Header } from '../../src/kernel/domain/sheet.js';
import { reviewView } from '../../src/modules/reviews/review.view.js';
import { MemoryLeases } from '../support/memory-leases.js';
import { Growth, Instance, leaseMs, type Disk, type StoreFaults } from './instance.js';
import { forgetSignals } from './forgotten-signals.js';
import { broken } from './invariants.js';
import { SimulatedPlatform, SimulatedProvider, type ProviderFaults } from './provider.js';
import { Chance, Life, Scheduler } from './scheduler.js';
import { MemoryFiles, statementOf, untrueStatements } from './statements.js';

export interface Run {
  readonly seed: number;
  readonly steps: number;
  readonly payments: number;
  /** That went on to another network. */
  readonly rerouted: number;
  /** That reached the provider. */
  readonly refunds: number;
  readonly payouts: number;
  readonly crashes: number;
  /** The broken invariants as sentences; empty without a defect. */
  readonly broken: readonly string[];
}

/** What a mutation puts between the gateway and the provider, and the weather in which its harm shows soonest. */
export interface Sabotage {
  readonly provider?: (honest: Provider) => Provider;
  readonly faults?: Partial<ProviderFaults>;
  /** There is a second network with faults of its own, and a payment may go on to it. */
  readonly other?: Partial<ProviderFaults>;
  readonly crashShare?: number;
  readonly instances?: number;
  /** Refunds and payouts take steps in which no payment is made: without them a broken rule of payments shows in fewer runs. */
  readonly onlyPayments?: boolean;
  /** People ask for a refund again as soon as one has failed, whose truth may be another; default: in about every third run. */
  readonly asksBackAgain?: boolean;
  /** The provider's statements are imported in the end; default: in every eighth run. */
  readonly statements?: boolean;
}

/** The accepted requests, which the gateway must honour. */
export interface Told {
  /** Ids that were answered 202. */
  readonly accepted: Set<string>;
  /** Payouts that were answered 201. */
  readonly payouts: Set<string>;
  /** Files of payouts whose approval was answered. */
  readonly batches: Set<string>;
}

/**
 * The whole gateway in one process, with a provider, a network, a clock and a scheduler driven by one seed: crashes at any point,
 * lost, repeated and reordered deliveries, full disks, documents that are lost at a crash, jumping clocks, two instances that share their stores, one of them frozen. Then the faults end, everything gets time
 * to settle, and the invariants are checked.
 */
export async function simulate(seed: number, stormSteps: number, sabotage: Sabotage = {}): Promise<Run> {
  const remember = forgetSignals();
  try {
    return await simulated(seed, stormSteps, sabotage);
  } finally {
    remember();
  }
}

async function simulated(seed: number, stormSteps: number, sabotage: Sabotage): Promise<Run> {
  const chance = new Chance(seed);
  const scheduler = new Scheduler(chance);
  const drawn = chance.happens(0.3) ? 2 : 1;
  const instances = sabotage.instances ?? drawn;
  const disk: Disk = {
    events: SqliteEventStore.inMemory(scheduler.clockOf(null)),
    documents: SqliteDocumentStore.inMemory(),
    keys: SqliteKeyStore.inMemory(),
    // Their server's clock is another one than the gateways', and does not jump.
    statements: new MemoryFiles(),
    leases: new MemoryLeases({ now: () => scheduler.elapsed, sleep: (ms) => scheduler.sleep(null, ms) }),
    // The embedded store does, and it is the one that a single instance has mostly; a server does not.
    appendsTogether: instances === 1 && chance.happens(0.7),
    holdsBatches: false,
  };
  const faults: StoreFaults = { fullBefore: chance.of([0, 0.01, 0.05]), brokenAfter: chance.of([0, 0.01, 0.03]) };
  const crashShare = sabotage.crashShare ?? chance.of([0, 0.001, 0.004]);
  const told: Told = { accepted: new Set(), payouts: new Set(), batches: new Set() };
  const running: (Instance | null)[] = Array(instances).fill(null);
  let crashes = 0;

  let storm = true;
  const platform = new SimulatedPlatform(
    scheduler,
    {
      unreachable: chance.of([0, 0, 0.1]),
      dropBefore: chance.of([0, 0.05, 0.2]),
      dropAfter: chance.of([0, 0.05, 0.2]),
      refuse: chance.of([0, 0, 0.05]),
      unknownStatus: chance.of([0, 0.1, 0.3]),
      notFoundThoughThere: chance.of([0, 0, 0.05]),
      wrongAmount: chance.of([0, 0, 0.1]),
      slander: chance.of([0, 0, 0.05]),
      confuse: chance.of([0, 0, 0.1]),
      recant: chance.of([0, 0, 0.3]),
      loseCallback: chance.of([0, 0.3, 1]),
      repeatCallback: chance.of([0, 0.3]),
      forgeCallback: chance.of([0, 0.1]),
      slowestPayerMs: chance.of([20_000, 400_000, 400_000, 1_000_000]),
      ...sabotage.faults,
    },
    (url, body) => deliver(url, body),
  );

  const growth = new Growth(platform.journal, platform.looks);
  const up = () => running.filter((instance): instance is Instance => instance !== null);
  const start = (index: number) => {
    const life = new Life(`gateway-${index}`, scheduler);
    const honest = new SimulatedProvider(platform, scheduler, life);
    const sabotaged = (each: Provider): Provider => sabotage.provider?.(each) ?? each;
    const ofOther = () => (storm ? { ...platform.faults, ...sabotage.other } : platform.faults);
    const other = sabotage.other && new SimulatedProvider(platform, scheduler, life, 'airtel-money', ofOther);
    const all = other === undefined ? [honest] : [honest, other];
    const instance = new Instance(life, scheduler, disk, growth, faults, instances === 1, all.map(sabotaged));
    running[index] = instance;
    void instance.run().catch(() => crash(index));
  };
  const crash = (index: number) => {
    const instance = running[index];
    if (instance === null || instance === undefined) return;
    instance.life.end();
    running[index] = null;
    crashes += 1;
    // As after every restored backup: the documents are not in it. Where others run, their server would be gone.
    if (instances === 1 && chance.happens(0.2)) disk.documents = SqliteDocumentStore.inMemory();
    void scheduler.sleep(null, chance.below(30_000)).then(() => start(index));
  };
  const freeze = (life: Life) => {
    life.frozen = true;
    void scheduler.sleep(null, chance.below(3 * leaseMs)).then(() => (life.frozen = false));
  };
  const deliver = async (url: string, body: string): Promise<boolean> => {
    const instance = up().length === 0 ? null : chance.of(up());
    if (instance === null) return false;
    await scheduler.point(null);
    const [, provider, token] = /callbacks\/([^/]+)\/(.+)$/.exec(url)!;
    const delivery = {
      provider: provider!,
      token: token!,
      method: 'PUT',
      headers: {},
      body,
      sourceAddress: '127.0.0.1',
    } as const;
    const recorded = instance.callbacks.record(delivery).then(
      () => true,
      () => false,
    );
    return (await within(scheduler, recorded)) ?? false;
  };

  let calmUntil = Infinity;
  /** Most payments are paid after the storm, and only then can they be refunded: of refunds the storm goes on for a while. */
  const givesBack = () => sabotage.onlyPayments !== true && !storm && scheduler.elapsed < calmUntil - restMs;
  scheduler.beforeStep = (owner) => {
    if (owner !== null && (storm || (givesBack() && chance.happens(0.2))) && chance.happens(crashShare))
      crash(running.findIndex((instance) => instance?.life === owner));
    // An instance that is frozen beyond its lease resumes work that another instance has taken over.
    if (storm && owner !== null && instances > 1 && chance.happens(0.001)) freeze(owner);
    if (storm && chance.happens(0.0005)) scheduler.wallOffset += chance.below(240_000) - 120_000;
  };

  for (let index = 0; index < instances; index += 1) start(index);
  for (let caller = 0; caller < 4; caller += 1) void call(caller, scheduler, chance, up, told, () => storm);
  if (sabotage.onlyPayments !== true) {
    void giveBack(scheduler, chance, disk, up, told, () => storm || givesBack());
    void pressLinks(scheduler, chance, up, () => storm);
    void payOut(scheduler, chance, disk, up, told, () => storm || givesBack());
    // Drawn apart, so that the other runs are what they are without files.
    const own = new Chance(seed ^ 0x5eed);
    if (own.happens(0.35)) void sendFile(scheduler, own, disk, up, told, () => storm || givesBack());
    const impatience = new Chance(seed ^ 0xa9a1);
    if (sabotage.asksBackAgain ?? impatience.happens(0.3))
      void askBackAgain(scheduler, impatience, disk, up, told, () => storm || givesBack());
  }
  // People go on for a while: what is uncertain is so only minutes after it was asked for.
  void decide(scheduler, chance, disk, up, () => storm || scheduler.elapsed < calmUntil - restMs);
  void closeDays(scheduler, chance, up, () => storm || scheduler.elapsed < calmUntil - restMs);
  if (platform.faults.forgeCallback > 0) void forge(scheduler, chance, platform, deliver, () => storm);

  let steps = 0;
  while (steps < stormSteps && (await scheduler.step())) steps += 1;

  storm = false;
  Object.assign(faults, { fullBefore: 0, brokenAfter: 0 });
  platform.faults = clearSky;
  calmUntil = scheduler.elapsed + calmMs;
  while (givesBack() && (await scheduler.step())) steps += 1;
  platform.refundFaults = clearSky;
  while (scheduler.elapsed < calmUntil && (await scheduler.step())) steps += 1;
  // A file that was approved late is sent some lines at a time, each when one before it has ended.
  for (let rests = 0; rests < 8 && (await isSendingFile(disk)); rests += 1) {
    const until = scheduler.elapsed + calmMs;
    while (scheduler.elapsed < until && (await scheduler.step())) steps += 1;
  }

  let result = await broken(disk, platform, told, instances === 1);
  const withStatements = sabotage.statements ?? (Object.keys(sabotage).length === 0 && seed % 8 === 0);
  if (withStatements && result.length === 0) {
    // Of its own, so that all before it is the same run with and without statements.
    const draws = new Chance(seed + 1_000_000);
    const before = await disk.events.head();
    let isOver = false;
    void reconcile(draws, platform, scheduler, up, crash).finally(() => (isOver = true));
    while (!isOver && (await scheduler.step())) steps += 1;
    // The ledger follows by itself.
    const restsUntil = scheduler.elapsed + ledgerMs;
    while (scheduler.elapsed < restsUntil && (await scheduler.step())) steps += 1;
    // What statements contradict is for people now: of the truth, only what statements may not touch is asked.
    result = [...(await untrueStatements(disk, platform, before))];
  }
  for (const instance of up()) instance.life.end();
  for (const store of [disk.events, disk.documents, disk.keys]) await store.close();
  const payouts = [...platform.disbursed.values()].filter(({ request }) =>
    request.externalId.startsWith('out_'),
  ).length;
  const refunds = platform.disbursed.size - payouts;
  const rerouted = platform.journal.filter(
    (entry) => 'appended' in entry && entry.appended.type === 'PaymentRerouted',
  ).length;
  return { seed, steps, payments: told.accepted.size, rerouted, refunds, payouts, crashes, broken: result };
}

/** Whether a file of payouts has been approved and is not done. */
async function isSendingFile({ events: log }: Disk): Promise<boolean> {
  const { events } = await log.readAll(beginning, 1_000_000);
  const filesWith = (isSo: (event: RecordedEvent) => boolean) =>
    new Set(events.filter(isSo).map(({ stream }) => stream));
  const approved = filesWith(({ type, data }) => type === 'BatchApproved' && (data as { isEnough: boolean }).isEnough);
  const done = filesWith(({ type }) => type === 'BatchCompleted');
  return [...approved].some((file) => !done.has(file));
}

/** Two statements of the account, the second with the lines of the first; a gateway dies in the middle of some of them. */
async function reconcile(
  chance: Chance,
  platform: SimulatedPlatform,
  scheduler: Scheduler,
  up: () => readonly Instance[],
  crash: (index: number) => void,
): Promise<void> {
  const first = statementOf(platform, chance, scheduler.clockOf(null).now());
  for (const file of [
    first,
    `${first}${statementOf(platform, chance, scheduler.clockOf(null).now()).split('\n').slice(1).join('\n')}`,
  ]) {
    let sent: string | null = file;
    for (let tries = 0; tries < 20; tries += 1) {
      await scheduler.sleep(null, 60_000);
      const [instance] = up();
      if (instance === undefined) continue;
      if (tries === 0 && chance.happens(0.5)) void scheduler.sleep(null, chance.below(3)).then(() => crash(0));
      const done = await within(
        scheduler,
        instance.reconcile(sent).then(() => true),
      ).catch(() => null);
      if (done === true) break;
      sent = chance.happens(0.5) ? file : null;
    }
  }
}

/** One caller: asks for payments of a few records, repeats itself as impatient callers do, and tries again after a failure. */
async function call(
  caller: number,
  scheduler: Scheduler,
  chance: Chance,
  up: () => readonly Instance[],
  told: Told,
  goesOn: () => boolean,
): Promise<void> {
  const mine: string[] = [];
  for (let turn = 0; goesOn(); turn += 1) {
    await scheduler.sleep(null, chance.below(8_000));
    if (!goesOn() || up().length === 0) continue;
    const instance = chance.of(up());
    const isAgain = mine.length > 0 && chance.happens(0.3);
    try {
      if (isAgain) {
        const paymentId = chance.of(mine);
        await within(scheduler, instance.reattempt(paymentId, `again-${chance.below(3)}`));
        continue;
      }
      const key = `key-${caller}-${chance.happens(0.3) ? chance.below(turn + 1) : turn}`;
      const answer = await within(scheduler, instance.create(key, ask(chance, key)));
      if (answer === null) continue;
      told.accepted.add(answer.payment.id);
      mine.push(answer.payment.id);
    } catch (error) {
      const isExpected =
        error instanceof Refusal || error instanceof StoreUnavailable || error instanceof DocumentStoreUnavailable;
      if (!isExpected) throw error;
    }
  }
}

/** Payers on the pages of links, for the records that callers ask about too: they press twice at once, on two instances, and on old forms. */
async function pressLinks(
  scheduler: Scheduler,
  chance: Chance,
  up: () => readonly Instance[],
  goesOn: () => boolean,
): Promise<void> {
  while (goesOn()) {
    await scheduler.sleep(null, chance.below(40_000));
    if (!goesOn() || up().length === 0) continue;
    const key = `link-${chance.below(4)}`;
    const press = () => chance.of(up()).press(key, ask(null, key), chance.happens(0.3) ? 1 : null);
    const presses = chance.happens(0.4) ? [press(), press()] : [press()];
    await Promise.all(presses.map((each) => within(scheduler, each).catch(unlessExpected)));
  }
}

const unlessExpected = (error: unknown): void => {
  const isExpected =
    error instanceof Refusal || error instanceof StoreUnavailable || error instanceof DocumentStoreUnavailable;
  if (!isExpected) throw error;
};

/** A process that died never answers; its caller stops waiting. */
const within = <T>(scheduler: Scheduler, answer: Promise<T>): Promise<T | null> => {
  const patience = new AbortController();
  return Promise.race([
    answer.finally(() => patience.abort(answered)),
    scheduler.sleep(null, 60_000, patience.signal).then(
      () => null,
      () => answer,
    ),
  ]);
};

/** Made once: every default reason of an abort has a stack, and takes as long as a whole step. */
const answered = new Error('answered');

/** The same key asks for the same thing, mostly. */
function ask(chance: Chance | null, key: string): Ask {
  const number = [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000, 7);
  return {
    amount: Money.ofMinor(BigInt(1_000 + (number % 3) * 500 + (chance?.happens(0.05) ? 1 : 0)), 'RWF'),
    msisdn: parseMsisdn(`+25078800000${number % 3}`)!,
    provider: undefined,
    // In two ways for one record.
    record: { type: 'invoice', id: `INV-${number % 6}`, part: Math.floor(number / 6) % 2 === 0 ? '1' : null },
    description: null,
    dimensions: {},
    metadata: {},
    expiresInSeconds: undefined,
  };
}

/** A person at the queue of reviews, who decides in the middle of it all, and is sometimes wrong. */
async function decide(
  scheduler: Scheduler,
  chance: Chance,
  disk: Disk,
  up: () => readonly Instance[],
  goesOn: () => boolean,
): Promise<void> {
  while (goesOn()) {
    await scheduler.sleep(null, chance.below(200_000));
    if (!goesOn() || up().length === 0) continue;
    const { documents } = await disk.documents
      .query(reviewView.collection, { where: { status: 'open' }, limit: 100 })
      .catch(() => ({ documents: [] }));
    if (documents.length === 0) continue;
    const { id, reason } = chance.of(documents);
    const decision = chance.of(decisionsFor[reason]);
    await within(scheduler, chance.of(up()).decide(id, decision, chance.happens(0.5))).catch(unlessExpected);
  }
}

/** A person who closes the day on which it all begins, soon after midnight and in the middle of it all, and again when no answer came. */
async function closeDays(
  scheduler: Scheduler,
  chance: Chance,
  up: () => readonly Instance[],
  goesOn: () => boolean,
): Promise<void> {
  while (goesOn()) {
    await scheduler.sleep(null, 20_000 + chance.below(40_000));
    if (!goesOn() || up().length === 0) continue;
    await within(scheduler, chance.of(up()).closeDay('2026-11-22')).catch(unlessExpected);
  }
}

/** People who ask for money back of any payment that they find, repeat themselves, and approve or reject what others have asked for. */
async function giveBack(
  scheduler: Scheduler,
  chance: Chance,
  disk: Disk,
  up: () => readonly Instance[],
  told: Told,
  goesOn: () => boolean,
): Promise<void> {
  while (goesOn()) {
    await scheduler.sleep(null, chance.below(20_000));
    if (!goesOn() || up().length === 0 || told.accepted.size === 0) continue;
    const instance = chance.of(up());
    if (chance.happens(0.5)) {
      const paymentId = chance.of([...told.accepted]);
      const ask = () => instance.refund(paymentId, `refund-${chance.below(3)}`, chance.of([null, '600', '1000']));
      // Two who ask at once, sometimes.
      const asks = chance.happens(0.3) ? [ask(), ask()] : [ask()];
      await Promise.all(asks.map((each) => within(scheduler, each).catch(unlessExpected)));
      continue;
    }
    const { documents } = await disk.documents
      .query(refundView.collection, { where: { status: 'requested' }, limit: 100 })
      .catch(() => ({ documents: [] }));
    if (documents.length === 0) continue;
    const { id } = chance.of(documents);
    const decide = () => (chance.happens(0.8) ? chance.of(up()).approve(id) : chance.of(up()).reject(id));
    await Promise.all([decide(), decide()].map((each) => within(scheduler, each).catch(unlessExpected)));
  }
}

/** People who ask for everything back of a payment at once, and again, as soon as that has failed: what a provider calls failed is paid after all, sometimes. */
async function askBackAgain(
  scheduler: Scheduler,
  chance: Chance,
  disk: Disk,
  up: () => readonly Instance[],
  told: Told,
  goesOn: () => boolean,
): Promise<void> {
  const withStatus = (status: string) =>
    disk.documents
      .query(refundView.collection, { where: { status }, limit: 100 })
      .then(({ documents }) => documents)
      .catch(() => []);
  for (let turn = 0; goesOn(); turn += 1) {
    await scheduler.sleep(null, chance.below(10_000));
    const failed = (await withStatus('failed')).map(({ paymentId }) => paymentId);
    const payments = failed.length > 0 && chance.happens(0.7) ? failed : [...told.accepted];
    if (!goesOn() || up().length === 0 || payments.length === 0) continue;
    const asked = chance.of(up()).refund(chance.of(payments), `again-${turn}`, null);
    await within(scheduler, asked).catch(unlessExpected);
    for (const { id } of await withStatus('requested'))
      if (up().length > 0) await within(scheduler, chance.of(up()).approve(id)).catch(unlessExpected);
  }
}

/** People who pay for a few records from the float, twice at once and under other keys, approve, and try again after a failure. */
async function payOut(
  scheduler: Scheduler,
  chance: Chance,
  disk: Disk,
  up: () => readonly Instance[],
  told: Told,
  goesOn: () => boolean,
): Promise<void> {
  const payee = (last: number) => ({ msisdn: parseMsisdn(`+25078800001${last}`)!, name: null });
  const withStatus = (status: string) =>
    disk.documents
      .query(payoutView.collection, { where: { status }, limit: 100 })
      .then(({ documents }) => documents)
      .catch(() => []);
  for (let turn = 0; goesOn(); turn += 1) {
    await scheduler.sleep(null, chance.below(90_000));
    if (!goesOn() || up().length === 0) continue;
    const what = chance.of(['ask', 'ask', 'approve', 'approve', 'again']);
    if (what === 'ask') {
      const record = { type: 'other', id: `ALLOWANCE-${chance.below(4)}`, part: '1' } as const;
      const asks = Array.from({ length: chance.happens(0.4) ? 2 : 1 }, async (_, each) => {
        const answered = await chance.of(up()).payOut(`payout-${turn}-${each}`, {
          amount: Money.ofMinor(1_000n, 'RWF'),
          payee: payee(chance.below(3)),
          provider: undefined,
          record,
          description: null,
          dimensions: {},
          metadata: {},
          expiresInSeconds: null,
        });
        told.payouts.add(answered.payout.id);
      });
      await Promise.all(asks.map((each) => within(scheduler, each).catch(unlessExpected)));
      continue;
    }
    const found = await withStatus(what === 'approve' ? 'requested' : 'failed');
    if (found.length === 0 || up().length === 0) continue;
    const { id } = chance.of(found);
    const act = () =>
      what === 'approve'
        ? chance.of(up()).approvePayout(id)
        : chance.of(up()).reattemptPayout(id, `again-${turn}`, chance.happens(0.3) ? payee(chance.below(3)) : null);
    await Promise.all([act(), act()].map((each) => within(scheduler, each).catch(unlessExpected)));
  }
}

/** A person who sends a file of five payouts until it is answered, and another who approves it: one line is for a record that others pay too. */
async function sendFile(
  scheduler: Scheduler,
  chance: Chance,
  disk: Disk,
  up: () => readonly Instance[],
  told: Told,
  goesOn: () => boolean,
): Promise<void> {
  const cells = (record: string, place: number) => [record, `25078800002${place}`, '1000', 'RWF'];
  const records = ['FILE-0', 'FILE-1', `ALLOWANCE-${chance.below(4)}`, 'FILE-2', 'FILE-3'];
  const file: Sheet = {
    sha256: 'the file',
    header: Header.of(['Record', 'Msisdn', 'Amount', 'Currency']),
    rows: records.map((record, place) => ({ line: place + 2, cells: cells(record, place) })),
  };
  disk.holdsBatches = true;
  await scheduler.sleep(null, chance.below(60_000));
  const untilAnswered = async <T>(act: (instance: Instance) => Promise<T>): Promise<T | null> => {
    while (goesOn()) {
      await scheduler.sleep(null, 1_000 + chance.below(20_000));
      if (up().length === 0) continue;
      // Two at once, sometimes.
      const acts = Array.from({ length: chance.happens(0.3) ? 2 : 1 }, () => act(chance.of(up())));
      const answers = await Promise.all(acts.map((each) => within(scheduler, each).catch(unlessExpected)));
      const answer = answers.find((each) => each !== null && each !== undefined);
      if (answer !== undefined) return answer as T;
    }
    return null;
  };
  const received = await untilAnswered((instance) => instance.receiveBatch(file));
  if (received === null) return;
  const approved = await untilAnswered((instance) => instance.approveBatch(received.id));
  if (approved !== null) told.batches.add(received.id);
}

/** A forged callback, to a known or an invented address, that says that everything is paid. */
async function forge(
  scheduler: Scheduler,
  chance: Chance,
  platform: SimulatedPlatform,
  deliver: (url: string, body: string) => Promise<boolean>,
  goesOn: () => boolean,
): Promise<void> {
  while (goesOn()) {
    await scheduler.sleep(null, chance.below(60_000));
    const [charge] = [...platform.charges.values(), ...platform.disbursed.values()].slice(-1);
    const url =
      charge === undefined || chance.happens(0.5)
        ? 'http://gateway/callbacks/mtn-momo/made-up'
        : charge.request.callbackUrl;
    await deliver(url, JSON.stringify({ status: 'SUCCESSFUL', amount: '1000', currency: 'RWF' }));
  }
}

const clearSky = {
  unreachable: 0,
  dropBefore: 0,
  dropAfter: 0,
  refuse: 0,
  unknownStatus: 0,
  notFoundThoughThere: 0,
  wrongAmount: 0,
  slander: 0,
  confuse: 0,
  recant: 0,
  loseCallback: 0,
  repeatCallback: 0,
  forgeCallback: 0,
  slowestPayerMs: 400_000,
};

/** Longer than the longest life of an attempt: its expiry, the slowest payer and the last lost delivery together. */
const calmMs = 40 * 60_000;
/** The time without decisions before the invariants are checked. */
const restMs = 25 * 60_000;
/** A gateway that has died is back after half a minute, and its lease is free by then. */
const ledgerMs = 2 * 60_000;
