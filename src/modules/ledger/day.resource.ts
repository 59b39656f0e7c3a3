import type { ShownDay } from './day.state.js';

/** A day as the HTTP contract shows it. */
export function shownDay({ date, status, totals: [own, ...others], closedAt, seal }: ShownDay) {
  return {
    date,
    timeZone: 'Africa/Kigali',
    status,
    totals: own,
    otherTotals: others,
    closedAt,
    sealedAt: seal?.at ?? null,
    seal: seal === null ? null : { number: seal.number, head: seal.head, keyId: seal.keyId, signature: seal.signature },
  };
}
