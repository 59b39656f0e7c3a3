import { Inject } from '@nestjs/common';
import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Disclosure } from '../../http/shown-to.js';
import { instant } from '../../kernel/domain/clock.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { yieldToRequests } from '../../kernel/yield-to-requests.js';
import {
  AuditEventsWhere,
  KeysOfSeals,
  LogVerdict,
  MakeEvidencePack,
  PaymentAsOf,
  SealsFrom,
  StoryAsOf,
} from './audit.commands.js';
import { AuditEvents } from './audit-events.js';
import { Evidence } from './evidence.js';
import { Histories } from './history.js';
import { EvidencePackMade } from './note.events.js';
import { note } from './notes.js';
import { OtherHistories, type ReplayedKind } from './other-replay.js';
import { replay } from './replay.js';
import { sealKeysOf, SealKeys } from './seal-keys.js';
import { sealView } from './seal.view.js';
import { verifyLog, type Verdict } from './verify-log.js';

@QueryHandler(AuditEventsWhere)
export class AuditEventsWhereHandler implements IQueryHandler<AuditEventsWhere> {
  constructor(@Inject(AuditEvents) private readonly events: AuditEvents) {}

  execute({ query }: AuditEventsWhere) {
    return this.events.list(query);
  }
}

@QueryHandler(PaymentAsOf)
export class PaymentAsOfHandler implements IQueryHandler<PaymentAsOf> {
  constructor(
    @Inject(kernelToken) private readonly kernel: Kernel,
    @Inject(Histories) private readonly histories: Histories,
    @Inject(PersonalData) private readonly personalData: PersonalData,
  ) {}

  async execute({ paymentId, at }: PaymentAsOf) {
    const moment = at ?? instant(this.kernel.clock.now());
    const replayed = await replay(this.histories, this.personalData, paymentId, moment);
    if (replayed === null) throw new Refusal('not-found', 'PAYMENT_NOT_FOUND', { paymentId });
    return replayed;
  }
}

const notFound: Readonly<Record<ReplayedKind, (id: string) => Refusal>> = {
  payout: (payoutId) => new Refusal('not-found', 'PAYOUT_NOT_FOUND', { payoutId }),
  batch: (batchId) => new Refusal('not-found', 'BATCH_NOT_FOUND', { batchId }),
  adjustment: (adjustmentId) => new Refusal('not-found', 'ADJUSTMENT_NOT_FOUND', { adjustmentId }),
  day: (date) => new Refusal('not-found', 'DAY_NOT_FOUND', { date }),
  settlement: (settlementId) => new Refusal('not-found', 'SETTLEMENT_NOT_FOUND', { settlementId }),
};

@QueryHandler(StoryAsOf)
export class StoryAsOfHandler implements IQueryHandler<StoryAsOf> {
  constructor(
    @Inject(kernelToken) private readonly kernel: Kernel,
    @Inject(OtherHistories) private readonly histories: OtherHistories,
  ) {}

  async execute({ kind, id, at }: StoryAsOf) {
    const replayed = await this.histories.replay(kind, id, at ?? instant(this.kernel.clock.now()));
    if (replayed === null) throw notFound[kind](id);
    return replayed;
  }
}

/** Reading the whole log is work enough for one at a time: callers meanwhile share its answer. */
@QueryHandler(LogVerdict)
export class LogVerdictHandler implements IQueryHandler<LogVerdict> {
  #verifying: Promise<Verdict> | null = null;

  constructor(@Inject(kernelToken) private readonly kernel: Kernel) {}

  execute(): Promise<Verdict> {
    this.#verifying ??= verifyLog(this.kernel.store, { pause: yieldToRequests }).finally(() => {
      this.#verifying = null;
    });
    return this.#verifying;
  }
}

@CommandHandler(MakeEvidencePack)
export class MakeEvidencePackHandler implements ICommandHandler<MakeEvidencePack> {
  constructor(
    @Inject(kernelToken) private readonly kernel: Kernel,
    @Inject(Evidence) private readonly evidence: Evidence,
    @Inject(Disclosure) private readonly disclosure: Disclosure,
  ) {}

  async execute({ client, paymentId, by }: MakeEvidencePack) {
    const pack = await this.evidence.of(paymentId, client.id, (about, value) =>
      this.disclosure.shownTo(client, null, about, value),
    );
    if (pack === null) throw new Refusal('not-found', 'PAYMENT_NOT_FOUND', { paymentId });
    const made = EvidencePackMade({ paymentId, at: instant(this.kernel.clock.now()) });
    await note(this.kernel, `evidence-${this.kernel.newId()}`, made, by);
    return pack;
  }
}

@QueryHandler(SealsFrom)
export class SealsFromHandler implements IQueryHandler<SealsFrom> {
  constructor(@Inject(documentsToken) private readonly documents: DocumentStore) {}

  execute({ number, limit, cursor, direction }: SealsFrom) {
    const sort = { field: 'number', direction } as const;
    return this.documents.query(sealView.collection, { where: { number: { gte: number } }, sort, limit, cursor });
  }
}

@QueryHandler(KeysOfSeals)
export class KeysOfSealsHandler implements IQueryHandler<KeysOfSeals> {
  constructor(
    @Inject(kernelToken) private readonly kernel: Kernel,
    @Inject(SealKeys) private readonly keys: SealKeys,
  ) {}

  async execute() {
    // The first request may come before the first seal.
    await this.keys.current();
    return sealKeysOf(this.kernel.store);
  }
}

export const auditHandlers = [
  AuditEventsWhereHandler,
  PaymentAsOfHandler,
  StoryAsOfHandler,
  LogVerdictHandler,
  MakeEvidencePackHandler,
  SealsFromHandler,
  KeysOfSealsHandler,
];
