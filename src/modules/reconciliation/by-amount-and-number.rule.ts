import { epochMs, type Instant } from '../../kernel/domain/clock.js';
import type { Expectation } from './expectation.rule.js';
import { directionOf, type KnownOfLine } from './line-verdict.rule.js';
import type { Reason } from './reasons.rule.js';
import type { Suggestion } from './statement.events.js';
import { isOfMovements, type LineOfMoney } from './without-movement.rule.js';

/**
 * The same amount, the same phone number and nearly the same time, without a number that both know. It is a suggestion and no more: a payer who pays the
 * same amount twice within an hour is common, so only a person can say that this line is that payment.
 */
export function suggestByAmountAndNumber(line: LineOfMoney, { alike, metHere }: KnownOfLine): Suggestion | null {
  if (line.status !== 'successful' || !isOfMovements(line)) return null;
  const candidates = alike.filter(
    ({ id, kind, state, at }) =>
      (state === 'open' || state === 'missing') &&
      at !== null &&
      (line.direction === null || line.direction === directionOf(kind)) &&
      !metHere.has(id),
  );
  const best = candidates
    .map((candidate) => ({ candidate, ...scoreOf(line, candidate, candidates.length) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score || (one.candidate.id < other.candidate.id ? -1 : 1))[0];
  if (best === undefined) return null;
  const { candidate, score, reasons } = best;
  return { kind: candidate.kind, id: candidate.id, paymentId: candidate.paymentId, score, reasons };
}

/** Half of it is the amount with the number; the nearer in time the more, and less where several would fit. */
function scoreOf(
  { at }: LineOfMoney,
  { at: confirmedAt }: Expectation,
  candidates: number,
): { readonly score: number; readonly reasons: readonly Reason[] } {
  const apartMs = Math.abs(epochMs(at) - epochMs(confirmedAt as Instant));
  const near = nearness.find(({ withinMs }) => apartMs <= withinMs);
  if (near === undefined) return { score: 0, reasons: [] };
  const alone = candidates === 1 ? 0 : -0.2;
  return {
    score: Math.round((0.5 + near.adds + alone) * 100) / 100,
    reasons: ['SAME_AMOUNT', 'SAME_NUMBER', near.reason, ...(candidates === 1 ? [] : (['SEVERAL_ALIKE'] as const))],
  };
}

const minuteMs = 60_000;
const nearness: readonly { readonly withinMs: number; readonly adds: number; readonly reason: Reason }[] = [
  { withinMs: 5 * minuteMs, adds: 0.4, reason: 'WITHIN_MINUTES' },
  { withinMs: 60 * minuteMs, adds: 0.25, reason: 'WITHIN_AN_HOUR' },
  { withinMs: 24 * 60 * minuteMs, adds: 0.1, reason: 'WITHIN_A_DAY' },
];
