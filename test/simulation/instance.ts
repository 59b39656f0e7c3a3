import { pino } from 'pino';
import { views } from '../../src/app/collections.js';
import type { Clock } from '../../src/kernel/domain/clock.js';
import type { Position } from '../../src/kernel/domain/position.js';
import {
  DocumentStoreUnavailable,
  type Change,
  type Checkpoint,
  type Collection,
  type Document,
  type DocumentStore,
  type Page,
  type Query,
  type Stored,
} from '../../src/kernel/ports/document-store.js';
import { CheckpointedConsumption } from '../../src/adapters/sqlite/checkpointed-consumption.js';
import {
  matches,
  MayBeRecorded,
  StoreUnavailable,
  type Append,
  type Appended,
  type ClaimedCheckpoint,
  type Consumer,
  type Consumption,
  type EventFilter,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type ParkedEvent,
  type Place,
  type PolicyCheckpoint,
  type ReadStream,
  type RecordedEvent,
  type EventBatch,
  type TextBatch,
} from '../../src/kernel/ports/event-store.js';
import { OwnEvents } from '../../src/adapters/eventstoredb/own-events.js';
import type { ApiClient } from '../../src/http/authentication.js';
import { Disclosure } from '../../src/http/shown-to.js';
import { KeysInFlight } from '../../src/http/idempotency.js';
import type { DomainEvent } from '../../src/kernel/domain/events.js';
import type { Leases } from '../../src/kernel/ports/leases.js';
import type { View } from '../../src/kernel/following/view.js';
import { KeyedHash } from '../../src/kernel/keyed-hash.js';
import { PersonalData } from '../../src/kernel/personal-data/personal-data.js';
import type { KeyStore } from '../../src/kernel/ports/key-store.js';
import { Followers } from '../../src/kernel/following/followers.js';
import { CallbackAddresses } from '../../src/modules/callbacks/callback-addresses.js';
import { Callbacks, Persons } from '../../src/modules/callbacks/callbacks.js';
import type { Days } from '../../src/modules/ledger/days.js';
import { followLedger } from '../../src/modules/ledger/follow-ledger.js';
import { balanceView, dayView, entryView } from '../../src/modules/ledger/ledger.view.js';
import { checkWhenCalledBack } from '../../src/modules/movements/check-when-called-back.policy.js';
import { ChaseSilentMovements, Movements, submitWhenBegun } from '../../src/modules/movements/contract.js';
import {
  CreatePayment,
  ReattemptPayment,
  type Answered,
  type Ask,
} from '../../src/modules/payments/payment.commands.js';
import {
  CreatePaymentHandler,
  ReattemptPaymentHandler,
  type PaymentParts,
} from '../../src/modules/payments/payment.handlers.js';
import { LinkAddresses, linkIdFor } from '../../src/modules/payment-links/link-identity.js';
import { LinkMaker } from '../../src/modules/payment-links/link-maker.js';
import { PressPaymentLink } from '../../src/modules/payment-links/payment-link.commands.js';
import {
  PressPaymentLinkHandler,
  type PaymentLinkParts,
} from '../../src/modules/payment-links/payment-link.handlers.js';
import { PaymentLinks } from '../../src/modules/payment-links/payment-links.js';
import { hearPerhapsPaid } from '../../src/modules/payments/hear-perhaps-paid.policy.js';
import { Fallback } from '../../src/modules/payments/fallback.js';
import { PaymentMovements } from '../../src/modules/payments/payment.movement.js';
import { paymentView } from '../../src/modules/payments/payment.view.js';
import { PaymentResources } from '../../src/modules/payments/payment.resource.js';
import { Payments } from '../../src/modules/payments/payments.js';
import { RecentAsks } from '../../src/modules/payments/recent-asks.js';
import { suspectDuplicates } from '../../src/modules/payments/suspect-duplicates.policy.js';
import { noRoutes, Providers, Router, type Provider } from '../../src/modules/providers/contract.js';
import { CreditNotes } from '../../src/modules/receipts/credit-notes.js';
import { issueCreditNotes } from '../../src/modules/receipts/issue-credit-notes.policy.js';
import { issueReceipts } from '../../src/modules/receipts/issue-receipts.policy.js';
import { Receipts } from '../../src/modules/receipts/receipts.js';
import { anyIssuer } from '../support/issuer.js';
import { openReviews } from '../../src/modules/reviews/open-reviews.policy.js';
import type { Decision } from '../../src/modules/reviews/review.events.js';
import { Reviews } from '../../src/modules/reviews/reviews.js';
import { Refusal } from '../../src/kernel/domain/refusal.js';
import { readThresholds, signerOf, type ApprovalThresholds } from '../../src/kernel/domain/approvals.js';
import { OutgoingDoubts, OutgoingMovements } from '../../src/modules/outgoing/contract.js';
import { recordReversals } from '../../src/modules/refunds/record-reversals.policy.js';
import { ApproveRefund, RejectRefund, RequestRefund } from '../../src/modules/refunds/refund.commands.js';
import {
  ApproveRefundHandler,
  RejectRefundHandler,
  RequestRefundHandler,
  type RefundParts,
} from '../../src/modules/refunds/refund.handlers.js';
import { RefundKind } from '../../src/modules/refunds/refund.movement.js';
import { sealWords } from '../../src/modules/refunds/refund-request.js';
import { Refunds } from '../../src/modules/refunds/refunds.js';
import { tellPayment } from '../../src/modules/refunds/tell-payment.policy.js';
import {
  ApprovePayout,
  ReattemptPayout,
  RequestPayout,
  type AnsweredPayout,
  type AskedPayout,
} from '../../src/modules/payouts/payout.commands.js';
import {
  ApprovePayoutHandler,
  ReattemptPayoutHandler,
  RequestPayoutHandler,
  type PayoutParts,
} from '../../src/modules/payouts/payout.handlers.js';
import { PayoutKind } from '../../src/modules/payouts/payout.movement.js';
import type { Sheet } from '../../src/http/sheet-file.js';
import { BatchResults } from '../../src/modules/payouts/batch-results.js';
import type { KnownBatch } from '../../src/modules/payouts/batch.decider.js';
import { Batches } from '../../src/modules/payouts/batches.js';
import { SendBatches } from '../../src/modules/payouts/send-batches.js';
import { Payouts } from '../../src/modules/payouts/payouts.js';
import { doubtsOf } from '../support/doubts.js';
import { MemoryFiles, reconciling } from './statements.js';
import type { SimulatedPlatform } from './provider.js';
import type { Life, Scheduler } from './scheduler.js';

/** The disk, which outlives every process. */
export interface Disk {
  readonly events: EventStore;
  /** Replaced by an empty one when the documents are lost. */
  documents: DocumentStore;
  readonly keys: KeyStore;
  readonly leases: Leases;
  /** The files of statements. */
  readonly statements: MemoryFiles;
  /** Whether it takes appends to several streams together. */
  readonly appendsTogether: boolean;
  /** Whether a file of payouts was ever sent. */
  holdsBatches: boolean;
}

export interface StoreFaults {
  /** Shares of writes that fail: before anything is written, and after it was. */
  fullBefore: number;
  brokenAfter: number;
}

export const masterKey = Buffer.alloc(32, 7);
export const client: ApiClient = {
  kind: 'client',
  id: 'cli_shop',
  name: 'shop',
  roles: ['service'],
  owner: null,
  scope: 'own',
  correlationId: 'simulation',
};
const boss: ApiClient = { ...client, id: 'cli_boss', name: 'boss', roles: ['approver'], scope: 'all' };
const thresholds = readThresholds('0:1', 'RWF') as ApprovalThresholds;
export const patience = { scheduleMs: [5_000, 10_000, 20_000, 30_000, 60_000], giveUpAfterMs: 3_600_000 };

/** One gateway process: the real deciders, policies, saga, views and stores over ports with random faults. */
export class Instance {
  readonly payments: Payments;
  readonly callbacks: Callbacks;
  readonly #followers: Followers;
  readonly #saga: ChaseSilentMovements;
  readonly #reviews: Reviews;
  readonly #days: Days;
  readonly #reconcile: ReturnType<typeof reconciling>;
  readonly #refund: RequestRefundHandler;
  readonly #approve: ApproveRefundHandler;
  readonly #reject: RejectRefundHandler;
  readonly #payOut: RequestPayoutHandler;
  readonly #approvePayout: ApprovePayoutHandler;
  readonly #reattemptPayout: ReattemptPayoutHandler;
  readonly #batches: Batches;
  readonly #sending: SendBatches;
  readonly #create: CreatePaymentHandler;
  readonly #links: PaymentLinkParts;
  readonly #press: PressPaymentLinkHandler;
  readonly #reattempt: ReattemptPaymentHandler;
  readonly #files: Pick<Disk, 'holdsBatches'>;
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;

  constructor(
    readonly life: Life,
    scheduler: Scheduler,
    disk: Disk,
    growth: Growth,
    faults: StoreFaults,
    alone: boolean,
    all: readonly Provider[],
  ) {
    const clock = scheduler.clockOf(life);
    const newId = () => scheduler.chance.uuid();
    const store = new ReachedEventStore(
      disk.events,
      life,
      scheduler,
      faults,
      alone,
      clock,
      growth,
      disk.appendsTogether || null,
    );
    const documents = new ReachedDocuments(disk.documents, life, scheduler, faults);
    const kernel = { store, clock, newId };
    const personalData = new PersonalData(masterKey, reachedKeys(disk.keys, life), clock);
    const providers = new Providers(all);
    const addresses = new CallbackAddresses('http://gateway', new KeyedHash(masterKey, 'callback-token'));
    this.#clock = clock;
    this.#scheduler = scheduler;
    this.payments = new Payments(kernel);
    const router = new Router(providers, { routes: noRoutes, kyc: false, fallback: true }, () => null);
    const movements = new Movements(providers, personalData, addresses, clock);
    const fallback = new Fallback(this.payments, router, personalData, new KeyedHash(masterKey, 'provider-reference'));
    const ofPayments = new PaymentMovements(this.payments, personalData, documents, clock, fallback);
    movements.add(ofPayments);
    const doubts = doubtsOf(this.payments);
    const persons = new Persons();
    persons.of = (movement) => movements.personOf(movement);
    this.callbacks = new Callbacks(kernel, addresses, personalData, persons);
    this.#followers = new Followers(kernel, documents, silent, alone ? null : reachedLeases(disk.leases, life), {
      ttlMs: leaseMs,
    });
    const view = this.#followers.addView(paymentView);
    this.#saga = new ChaseSilentMovements(movements, store, documents, patience, clock, newId);
    const receipts = new Receipts(kernel, this.payments, anyIssuer);
    const creditNotes = new CreditNotes(kernel, receipts, anyIssuer);
    this.#reviews = new Reviews(kernel, doubts, this.payments, personalData);
    const { days } = followLedger({
      kernel,
      documents,
      followers: this.#followers,
      providers: [],
      currency: 'RWF',
      standing: async () => null,
    });
    this.#days = days;
    const added: readonly unknown[] = [paymentView, entryView, dayView, balanceView];
    for (const other of views.filter((each) => !added.includes(each)))
      this.#followers.addView(other as unknown as View<Document, DomainEvent>);
    this.#followers.addLeasedProcess(this.#saga);
    this.#followers.addOrderedPolicy(issueReceipts(receipts));
    this.#followers.addOrderedPolicy(issueCreditNotes(creditNotes));
    const refunds = new Refunds(kernel, this.payments, () => []);
    const ofRefunds = new RefundKind(refunds, personalData, documents, clock);
    const refundMovements = new OutgoingMovements(ofRefunds);
    movements.add(refundMovements);
    doubts.add(new OutgoingDoubts(ofRefunds));
    this.#followers.addPolicy(submitWhenBegun(movements, refundMovements));
    this.#followers.addPolicy(tellPayment(refunds));
    this.#followers.addPolicy(recordReversals(refunds, this.payments, sealWords(personalData)));
    const payouts = new Payouts(
      kernel,
      new KeyedHash(masterKey, 'provider-reference'),
      () => ({ needed: 1, left: [] }),
      900,
    );
    const ofPayouts = new PayoutKind(payouts, personalData, documents, clock);
    const payoutMovements = new OutgoingMovements(ofPayouts);
    movements.add(payoutMovements);
    doubts.add(new OutgoingDoubts(ofPayouts));
    this.#followers.addPolicy(submitWhenBegun(movements, payoutMovements));
    const countApprovers = () => ({ needed: 1, left: [] });
    const files = new KeyedHash(masterKey, 'payout-file');
    this.#batches = new Batches(kernel, files, providers, personalData, documents, countApprovers, thresholds);
    const results = new BatchResults(this.#batches, documents, { waitsFor: () => null });
    this.#sending = new SendBatches(
      this.#batches,
      payouts,
      router,
      personalData,
      documents,
      kernel,
      countApprovers,
      (batchId) => results.counts(batchId),
      silent,
      linesUnderWay,
    );
    this.#files = disk;
    this.#followers.addPolicy(submitWhenBegun(movements, ofPayments));
    this.#followers.addPolicy(checkWhenCalledBack(movements));
    const recentAsks = alone ? new RecentAsks(windowSeconds * 1_000, clock.now()) : null;
    this.#followers.addPolicy(
      suspectDuplicates(this.payments, documents, (position) => view.reached(position), windowSeconds, recentAsks),
    );
    this.#followers.addPolicy(openReviews(this.#reviews, doubts));
    this.#followers.addPolicy(hearPerhapsPaid(this.payments));
    this.#reconcile = reconciling({ kernel, documents, personalData, movements, providers, files: disk.statements });
    const noLookup = { of: async () => new Map<string, never>(), now: async () => null };
    const parts: PaymentParts = {
      payments: this.payments,
      movements,
      providers,
      router,
      personalData,
      resources: new PaymentResources(
        personalData,
        noLookup,
        noLookup,
        this.payments,
        new Disclosure({ numberSeen: async () => undefined }),
      ),
      keysInFlight: new KeysInFlight(),
      documents,
      clock,
      references: new KeyedHash(masterKey, 'provider-reference'),
      expirySeconds: 300,
    };
    const refundParts: RefundParts = {
      ...parts,
      refunds,
      seal: sealWords(personalData),
      queries: { execute: ({ paymentId }: { paymentId: string }) => this.#paymentOf(paymentId) } as never,
      thresholds,
      decisionDays: 7,
    };
    this.#refund = new RequestRefundHandler(refundParts);
    this.#approve = new ApproveRefundHandler(refundParts);
    this.#reject = new RejectRefundHandler(refundParts);
    const payoutParts: PayoutParts = { ...parts, payouts };
    this.#payOut = new RequestPayoutHandler(payoutParts);
    this.#approvePayout = new ApprovePayoutHandler(payoutParts);
    this.#reattemptPayout = new ReattemptPayoutHandler(payoutParts);
    this.#create = new CreatePaymentHandler(parts);
    const links = new PaymentLinks(kernel, this.payments);
    const anything = { take: () => undefined };
    this.#links = {
      ...parts,
      links,
      maker: new LinkMaker(links, personalData, providers, { least: '1', most: '2000000' }, clock),
      addresses: new LinkAddresses('http://gateway', new KeyedHash(masterKey, 'payment-link')),
      clients: { withId: () => client } as never,
      commands: { execute: (command: CreatePayment) => this.#create.execute(command) } as never,
      receiptOf: async () => null,
      prompts: anything as never,
      openings: anything as never,
      mostPressesInAnHour: 1_000,
    };
    this.#press = new PressPaymentLinkHandler(this.#links);
    this.#reattempt = new ReattemptPaymentHandler(parts);
  }

  async run(): Promise<void> {
    await this.#followers.start();
    for (;;) {
      await this.#clock.sleep(5_000);
      await this.#saga.tick().catch(() => undefined);
      // On each of the instances, and not every second: a run in which nothing is sent costs some steps.
      if (this.#files.holdsBatches) await this.#sending.run().catch(() => undefined);
    }
  }

  create(key: string, ask: Ask): Promise<Answered> {
    const body = JSON.stringify({ ...ask, amount: ask.amount.toJSON() });
    return this.#create.execute(new CreatePayment(client, key, ask, body, this.#by()));
  }

  /** Somebody opens the page of a link for this record and presses, on the newest form or on an old one. */
  async press(key: string, ask: Ask, press: number | null): Promise<unknown> {
    const { links, maker, addresses } = this.#links;
    const linkId = linkIdFor(client.id, key);
    const terms = {
      currency: 'RWF',
      least: null,
      most: null,
      name: null,
      reference: null,
      expiresAt: null,
      language: null,
    };
    const { link } = await maker.make(linkId, client.id, key, { ...ask, ...terms }, this.#by());
    const number = press ?? (await links.standing(link)).nextPress;
    const correlationId = this.#scheduler.chance.uuid();
    return this.#press.execute(
      new PressPaymentLink(addresses.tokenOf(linkId), number, ask.msisdn, null, 'somewhere', correlationId),
    );
  }

  /** Takes a statement in, and does all that follows from it; after a crash, what is left of it. */
  reconcile(file: string | null): Promise<void> {
    return this.#reconcile(file, this.#by());
  }

  reattempt(paymentId: string, key: string): Promise<Answered> {
    return this.#reattempt.execute(new ReattemptPayment(client, paymentId, key, undefined, '{}', this.#by()));
  }

  /** A person asks for money back; null: all that is left. */
  refund(paymentId: string, key: string, amount: string | null): Promise<unknown> {
    const ask = { amount, reason: 'It seems so', complaintReference: null, method: 'automatic' } as const;
    return this.#refund.execute(new RequestRefund(client, paymentId, key, ask, JSON.stringify(ask), this.#by()));
  }

  /** Another person approves a refund, or rejects it. */
  approve(refundId: string): Promise<unknown> {
    return this.#approve.execute(new ApproveRefund(boss, refundId, this.#by()));
  }

  reject(refundId: string): Promise<unknown> {
    return this.#reject.execute(new RejectRefund(boss, refundId, 'It seems not', this.#by()));
  }

  payOut(key: string, ask: AskedPayout): Promise<AnsweredPayout> {
    const body = JSON.stringify({ ...ask, amount: ask.amount.toJSON() });
    return this.#payOut.execute(new RequestPayout(client, key, ask, body, this.#by()));
  }

  approvePayout(payoutId: string): Promise<unknown> {
    return this.#approvePayout.execute(new ApprovePayout(boss, payoutId, this.#by()));
  }

  /** A person sends a file of payouts, and sends it again when there was no answer. */
  async receiveBatch(file: Sheet): Promise<KnownBatch> {
    const sender = { client: client.id, signer: signerOf(client), scope: client.id };
    return (await this.#batches.receive(file, sender, this.#by())).batch;
  }

  approveBatch(batchId: string): Promise<KnownBatch> {
    return this.#batches.approve(batchId, signerOf(boss), true, this.#by());
  }

  /** To the same payee at once, or to another one when it is approved again. */
  reattemptPayout(payoutId: string, key: string, payee: AskedPayout['payee'] | null): Promise<unknown> {
    return this.#reattemptPayout.execute(
      new ReattemptPayout(client, payoutId, key, payee, JSON.stringify(payee), this.#by()),
    );
  }

  async #paymentOf(paymentId: string) {
    const payment = await this.payments.find(paymentId);
    if (payment === null) throw new Refusal('not-found', 'PAYMENT_NOT_FOUND', { paymentId });
    return payment;
  }

  /** A person's decision of a waiting review, right or wrong. */
  async decide(reviewId: string, decision: Decision, force: boolean): Promise<void> {
    const grounds = { evidence: 'as it seems', note: null };
    const paid = { amount: '1001', providerTransactionId: '1' };
    await this.#reviews.resolve(reviewId, { decision, grounds, force, ...paid }, this.#by());
  }

  /** A person closes a day. */
  async closeDay(day: string): Promise<void> {
    await this.#days.close(day, this.#by());
  }

  #by() {
    return {
      actor: { kind: 'client' as const, id: client.id, name: client.name },
      correlationId: this.#scheduler.chance.uuid(),
      causationId: null,
    };
  }
}

/** So few that a file of five lines is sent in several parts. */
const linesUnderWay = 2;
/** Longer than the product's, because every renewal takes a few steps of the simulation; a freeze lasts even longer. */
export const leaseMs = 60_000;
/** So short that a whole one is often followed before a crash. */
const windowSeconds = 60;
const silent = pino({ level: 'silent' });

/** The log as one process reaches it: every call may be the last, and may fail before or after it was heard. */
class ReachedEventStore implements EventStore {
  readonly soleWriter: boolean;
  /** The appends of this process for each of its groups: memory that is lost with the process. */
  readonly #own = new Map<Consumer, OwnEvents>();

  constructor(
    private readonly disk: EventStore,
    private readonly life: Life,
    private readonly scheduler: Scheduler,
    private readonly faults: StoreFaults,
    alone: boolean,
    private readonly clock: Clock,
    private readonly growth: Growth,
    private readonly together: true | null,
  ) {
    this.soleWriter = alone;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const [appended] = await this.#append([{ stream, expected, events }], async () => [
      await this.disk.append(stream, expected, events),
    ]);
    return appended!;
  }

  /** As a server, some single ones append to one stream at a time, and die in between. */
  get appendTogether(): EventStore['appendTogether'] {
    const { appendTogether } = this.disk;
    return this.together && appendTogether && ((appends) => this.#append(appends, () => appendTogether(appends)));
  }

  async #append(appends: readonly Append[], write: () => Promise<readonly Appended[]>): Promise<readonly Appended[]> {
    await this.life.point();
    const { chance } = this.scheduler;
    if (chance.happens(this.faults.fullBefore)) throw new StoreUnavailable('disk full');
    for (const [{ filter }, own] of this.#own)
      for (const { stream, events } of appends)
        for (const { id, type } of events) if (matches(filter, { stream, type })) own.appending(id);
    const appended = await write();
    for (const { events } of appends)
      for (const { id, type, data } of events) this.growth.journal.push({ appended: { id, type, data } });
    this.growth.happened();
    await this.life.point();
    if (chance.happens(this.faults.brokenAfter)) throw new MayBeRecorded('no answer');
    return appended;
  }

  async readStream(stream: string, options?: ReadStream): Promise<readonly RecordedEvent[]> {
    await this.life.point();
    this.growth.looked(stream, this.life);
    return this.disk.readStream(stream, options);
  }

  async readAll(after: Position, limit: number, filter?: EventFilter): Promise<EventBatch> {
    await this.life.point();
    return this.disk.readAll(after, limit, filter);
  }

  async readTexts(after: Position, limit: number): Promise<TextBatch> {
    await this.life.point();
    return this.disk.readTexts(after, limit);
  }

  async *subscribe(after: Position, filter: EventFilter, signal: AbortSignal): AsyncIterable<EventBatch> {
    let position = after;
    while (!signal.aborted) {
      const batch = await this.readAll(position, 1 + this.scheduler.chance.below(20), filter);
      if (batch.position > position) {
        position = batch.position;
        yield batch;
      } else {
        await this.growth.after(position, this.disk, signal);
      }
    }
  }

  async head(): Promise<Position> {
    await this.life.point();
    return this.disk.head();
  }

  async at(position: Position): Promise<Place> {
    await this.life.point();
    return this.disk.at(position);
  }

  consume(consumer: Consumer): Consumption {
    const memory = checkpointsOf(this.disk);
    const reached = {
      checkpoint: async (group: string) => (await this.life.point(), memory.checkpoint(group)),
      parked: async (group: string) => (await this.life.point(), memory.parked(group)),
      saveCheckpoint: async (group: string, position: Position) => (
        await this.life.point(),
        memory.saveCheckpoint(group, position)
      ),
      park: async (group: string, position: Position, reason: string) => (
        await this.life.point(),
        memory.park(group, position, reason)
      ),
      unpark: async (group: string, position: Position) => (await this.life.point(), memory.unpark(group, position)),
      again: () => memory.again(),
    };
    // Where instances share a group, each event comes to all of them here, in any order, and again after a crash: more often than any server
    // repeats. The first is the delivery to its author, as in `EventstoredbConsumption`.
    const own = new OwnEvents();
    this.#own.set(consumer, own);
    const certain: Consumer = this.soleWriter
      ? consumer
      : { ...consumer, handle: (event) => consumer.handle(event, { first: own.hand(event.id) }) };
    return new CheckpointedConsumption(this, reached, certain, this.clock, () => undefined);
  }

  async checkpoint(policy: string): Promise<PolicyCheckpoint | null> {
    await this.life.point();
    return this.disk.checkpoint(policy);
  }

  async claimCheckpoint(policy: string): Promise<ClaimedCheckpoint> {
    await this.life.point();
    const { last, keep } = await this.disk.claimCheckpoint(policy);
    const reached = async (checkpoint: PolicyCheckpoint) => {
      await this.life.point();
      if (this.scheduler.chance.happens(this.faults.fullBefore)) throw new StoreUnavailable('disk full');
      await keep(checkpoint);
    };
    return { last, keep: reached };
  }

  async checkWritable(): Promise<void> {
    await this.life.point();
  }

  async parkedCounts(): Promise<ReadonlyMap<string, number>> {
    return new Map();
  }

  async parked(): Promise<readonly ParkedEvent[]> {
    return [];
  }

  async replayParked(): Promise<number> {
    return 0;
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }
}

/** The queue of followers that wait for new events. */
export class Growth {
  #waiting: (() => void)[] = [];

  constructor(
    readonly journal: SimulatedPlatform['journal'],
    private readonly looks: SimulatedPlatform['looks'],
  ) {}

  looked(stream: string, by: Life): void {
    if (stream.startsWith('refund-')) this.looks.push({ stream, by, at: this.journal.length });
  }

  happened(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  async after(position: Position, log: EventStore, signal: AbortSignal): Promise<void> {
    if (signal.aborted || (await log.head()) > position) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}

/** The groups' checkpoints, which are on the disk too. */
const checkpointsByDisk = new WeakMap<EventStore, ReturnType<typeof newCheckpoints>>();
export const checkpointsOf = (disk: EventStore) => {
  const known = checkpointsByDisk.get(disk) ?? newCheckpoints();
  checkpointsByDisk.set(disk, known);
  return known;
};

function newCheckpoints() {
  const positions = new Map<string, Position>();
  const parked = new Map<string, Map<Position, string>>();
  return {
    everything: parked,
    async checkpoint(group: string): Promise<Position> {
      return positions.get(group) ?? 0n;
    },
    async parked(group: string): Promise<readonly Position[]> {
      return [...(parked.get(group)?.keys() ?? [])];
    },
    async saveCheckpoint(group: string, position: Position): Promise<void> {
      positions.set(group, position);
    },
    async park(group: string, position: Position, reason: string): Promise<void> {
      parked.set(group, (parked.get(group) ?? new Map<Position, string>()).set(position, reason));
    },
    async unpark(group: string, position: Position): Promise<void> {
      parked.get(group)?.delete(position);
    },
    async again(): Promise<readonly RecordedEvent[]> {
      return [];
    },
  };
}

class ReachedDocuments implements DocumentStore {
  constructor(
    private readonly disk: DocumentStore,
    private readonly life: Life,
    private readonly scheduler: Scheduler,
    private readonly faults: StoreFaults,
  ) {}

  async declare(collection: Collection): Promise<void> {
    await this.life.point();
    await this.disk.declare(collection);
  }

  async get<D extends Document>(
    collection: Collection<D>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Stored<D>>> {
    await this.life.point();
    return this.disk.get(collection, ids);
  }

  async write<D extends Document>(
    collection: Collection<D>,
    changes: readonly Change<D>[],
    checkpoint?: Checkpoint,
  ): Promise<void> {
    await this.life.point();
    if (this.scheduler.chance.happens(this.faults.fullBefore)) throw new DocumentStoreUnavailable('disk full');
    await this.disk.write(collection, changes, checkpoint);
    await this.life.point();
  }

  async query<D extends Document>(collection: Collection<D>, query: Query): Promise<Page<D>> {
    await this.life.point();
    return this.disk.query(collection, query);
  }

  async count(collection: Collection, where?: Query['where']): Promise<number> {
    await this.life.point();
    return this.disk.count(collection, where);
  }

  async checkpoint(reader: string): Promise<Position | null> {
    await this.life.point();
    return this.disk.checkpoint(reader);
  }

  async clear(collection: Collection, readers: readonly string[]): Promise<void> {
    await this.life.point();
    await this.disk.clear(collection, readers);
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }
}

const reachedLeases = (server: Leases, life: Life): Leases => ({
  acquire: async (...what) => (await life.point(), server.acquire(...what)),
  renew: async (...what) => (await life.point(), server.renew(...what)),
  release: async (...what) => (await life.point(), server.release(...what)),
  close: () => Promise.resolve(),
});

const reachedKeys = (disk: KeyStore, life: Life): KeyStore => ({
  keep: async (subject, fresh) => (await life.point(), disk.keep(subject, fresh)),
  of: async (subject) => (await life.point(), disk.of(subject)),
  find: async (keyId) => (await life.point(), disk.find(keyId)),
  all: () => disk.all(),
  checkWritable: async () => (await life.point(), disk.checkWritable()),
  erase: async (subject) => (await life.point(), disk.erase(subject)),
  bury: async (keys) => (await life.point(), disk.bury(keys)),
  close: () => Promise.resolve(),
});
