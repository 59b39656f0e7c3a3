import type { ApiClient } from '../../http/authentication.js';
import type { Disclosure } from '../../http/shown-to.js';
import type { Recorded } from '../../kernel/domain/events.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { MismatchEvent } from './mismatch.events.js';
import type { Item } from './mismatches.js';
import type { ItemsPage, ResolvedItems } from './reconciliation.commands.js';
import { rowOf } from './reading/statement-line.js';
import { isReason, reasons } from './reasons.rule.js';
import type { StatementTotals, StoredLine } from './statement.events.js';
import { planOf, type CheckedStatement, type Standing } from './statements.js';

/** Statements and their items as the HTTP contract shows them to a client. */
export class ReconciliationResources {
  constructor(
    private readonly personalData: PersonalData,
    private readonly disclosure: Disclosure,
  ) {}

  statement({ statement, soFar, totals, waitsForFile }: Standing) {
    const { id, status, provider, account, bytes, currency, notices, from, to, receivedBy } = statement;
    const isCancelled = status === 'cancelled';
    return {
      id,
      status,
      provider,
      account,
      currency,
      format: planOf(statement).format,
      progress: {
        lines: soFar.lines,
        bytes: status === 'importing' || isCancelled ? soFar.bytes : bytes,
        totalBytes: bytes,
      },
      totals: isCancelled ? {} : shownTotals(totals),
      fees: isCancelled ? {} : soFar.fees,
      notices,
      notes: planOf(statement).notes,
      from: from ?? soFar.from,
      to: to ?? soFar.to,
      waitsFor: waitsForFile ? 'FILE' : null,
      receivedBy: receivedBy.id,
      createdAt: statement.createdAt,
      importedAt: statement.importedAt,
      reconciledAt: statement.reconciledAt,
    };
  }

  /** Of a file that is not on record: nobody's data was looked up, and numbers are masked as everywhere. */
  async check(checked: CheckedStatement, client: ApiClient) {
    const { plan, currency, earlier, soFar, totals, findings, missed, notices } = checked;
    const shown = await Promise.all([
      ...findings.map((line) =>
        this.#shown(foundItem(line.outcome, line, null, plan.columns), client, null, line.cells),
      ),
      ...missed.map((one) => this.#shown(foundItem('missing-at-provider', null, one, []), client, null, null)),
    ]);
    return {
      id: null,
      status: 'checked',
      currency,
      format: plan.format,
      earlier: earlier && { id: earlier.id, receivedBy: earlier.receivedBy.id, createdAt: earlier.createdAt },
      progress: { lines: soFar.lines, bytes: soFar.bytes, totalBytes: soFar.bytes },
      totals: shownTotals(totals),
      fees: soFar.fees,
      notices,
      notes: plan.notes,
      from: soFar.from,
      to: soFar.to,
      findings: shown,
    };
  }

  async item(item: Item, client: ApiClient) {
    const { line, work } = item;
    const sealed = line?.sealed ?? null;
    const cells = sealed === null ? (line?.cells ?? null) : await this.personalData.open(sealed);
    const note = work.resolution === null ? null : await this.personalData.open(work.resolution.note);
    return this.#shown(item, client, note, cells);
  }

  items(items: readonly Item[], client: ApiClient) {
    return Promise.all(items.map((item) => this.item(item, client)));
  }

  /** What people have done about an item, with what they wrote. */
  story(events: readonly Recorded<MismatchEvent>[], client: ApiClient) {
    return Promise.all(
      events.map(async ({ type, data, metadata: { actor } }) => {
        const {
          at,
          note = null,
          reason = null,
        } = data as { at: string; note?: Sealed<string>; reason?: Sealed<string> };
        const sealed = note ?? reason;
        const { assignee = null, resolution = null } = data as { assignee?: string; resolution?: string };
        const about = sealed === null ? [] : [sealed];
        const said = sealed === null ? null : await this.personalData.open(sealed);
        return this.disclosure.shownTo(client, null, about, { type, at, by: actor.name, said, assignee, resolution });
      }),
    );
  }

  async page({ documents, nextCursor, ageing }: ItemsPage, client: ApiClient) {
    return { data: await this.items(documents, client), nextCursor, ageing };
  }

  async resolved({ found, resolved, items }: ResolvedItems, preview: boolean, client: ApiClient) {
    return { preview, found, resolved, left: found - resolved, items: await this.items(items, client) };
  }

  #shown(item: Item, client: ApiClient, note: string | null, cells: readonly string[] | null) {
    const { id, statementId, outcome, line, missed, columns, work, status, metLater, openedAt } = item;
    const meant = line?.meant ?? missed;
    const { resolution } = work;
    const isPastDeadline = statementId === null && id !== '';
    const codes = line?.reasons ?? [isPastDeadline ? 'PAST_ITS_DEADLINE' : 'ON_NO_LINE'];
    const shown = {
      id,
      statementId,
      outcome,
      line: line?.line ?? null,
      row: cells === null ? null : rowOf(columns, cells),
      amount: line?.amount ?? missed?.amount ?? null,
      currency: line?.currency ?? missed?.currency ?? null,
      fee: line?.fee ?? null,
      expectedFee: line?.expectedFee ?? null,
      occurredAt: line?.at ?? missed?.confirmedAt ?? null,
      providerTransactionId: line?.transactionId ?? missed?.transactionId ?? null,
      paymentId: meant?.paymentId ?? null,
      refundId: meant?.kind === 'refund' ? meant.id : null,
      payoutId: meant?.kind === 'payout' ? meant.id : null,
      rule: line?.rule ?? null,
      reasons: codes.map((code) => ({ code, text: isReason(code) ? reasons[code] : code })),
      confidence: line?.confidence ?? 1,
      wrong: line?.wrong ?? null,
      suggestion: suggestionOf(line),
      status,
      metLater,
      assignee: work.assignee,
      resolution: resolution?.resolution ?? null,
      note,
      adjustmentId: resolution?.adjustmentId ?? null,
      resolvedBy: resolution?.resolvedBy.id ?? null,
      approvedBy: resolution?.approvedBy?.id ?? null,
      resolvedAt: resolution?.at ?? null,
      writeOffRequestedBy: work.writeOff?.requestedBy.id ?? null,
      acceptedSuggestion: work.accepted?.id ?? null,
      notes: work.notes,
      openedAt,
    };
    const sealed = line?.sealed ?? null;
    const about = sealed === null ? [] : [sealed];
    return this.disclosure.shownTo(client, null, about, shown);
  }
}

const shownTotals = (totals: StatementTotals): StatementTotals => totals;

function suggestionOf(line: StoredLine | null) {
  const suggestion = line?.suggestion ?? null;
  if (suggestion === null) return null;
  const { kind, id, paymentId, score, reasons: codes } = suggestion;
  return {
    paymentId,
    refundId: kind === 'refund' ? id : null,
    payoutId: kind === 'payout' ? id : null,
    score,
    reasons: codes.map((code) => ({ code, text: isReason(code) ? reasons[code] : code })),
  };
}

const foundItem = (
  outcome: Item['outcome'],
  line: StoredLine | null,
  missed: Item['missed'],
  columns: readonly string[],
): Item => ({
  id: '',
  statementId: null,
  outcome,
  line,
  missed,
  columns,
  work: { assignee: null, resolution: null, writeOff: null, accepted: null, notes: 0 },
  status: 'none',
  metLater: false,
  openedAt: null,
  provider: '',
});
