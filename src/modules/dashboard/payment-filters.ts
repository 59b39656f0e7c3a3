import { instant } from '../../kernel/domain/clock.js';
import type { Condition } from '../../kernel/ports/document-store.js';
import { filtersOf } from '../../http/list-query.js';
import { paymentStatuses } from '../payments/contract.js';

/** The filters of the list as they stand in its address; empty: not set. */
export interface PaymentFilters {
  readonly status: string;
  readonly provider: string;
  readonly recordId: string;
  readonly service: string;
  readonly branch: string;
  /** Days in Kigali; `to` belongs to the range. */
  readonly from: string;
  readonly to: string;
}

export const filterNames = ['status', 'provider', 'recordId', 'service', 'branch', 'from', 'to'] as const;

/** What cannot be read is left out, and named. */
export function filtersIn(query: Readonly<Record<string, unknown>>): {
  readonly filters: PaymentFilters;
  readonly wrong: readonly ('status' | 'from' | 'to')[];
} {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim().slice(0, 100) : '';
  };
  const given = Object.fromEntries(filterNames.map((name) => [name, text(name)])) as unknown as PaymentFilters;
  const wrong = [
    ...(given.status === '' || isStatus(given.status) ? [] : ['status' as const]),
    ...(given.from === '' || isDay(given.from) ? [] : ['from' as const]),
    ...(given.to === '' || isDay(given.to) ? [] : ['to' as const]),
  ];
  return { filters: { ...given, ...Object.fromEntries(wrong.map((name) => [name, ''])) }, wrong };
}

/** As the question of the list. */
export function conditionsOf({ status, provider, recordId, service, branch, from, to }: PaymentFilters) {
  const set = (text: string) => (text === '' ? undefined : text);
  const createdAt = withinDays(from, to);
  return filtersOf({
    status: set(status),
    provider: set(provider),
    'record.id': set(recordId),
    'dimensions.service': set(service),
    'dimensions.branch': set(branch),
    createdAt,
  });
}

/** The address of the list with these filters. */
export function addressOf(filters: Partial<PaymentFilters>, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(
    [...filterNames.map((name) => [name, filters[name] ?? ''] as const), ...Object.entries(more)]
      .filter(([, value]) => value !== '')
      .map(([name, value]): [string, string] => [name, value]),
  ).toString();
  return `/payments${query === '' ? '' : `?${query}`}`;
}

const isStatus = (text: string): boolean => paymentStatuses.some((status) => status === text);

/** Of days in Kigali; empty: not bounded. `to` belongs to the range. */
export const withinDays = (from: string, to: string): Condition | undefined =>
  from === '' && to === ''
    ? undefined
    : { ...(from !== '' && { gte: startOf(from) }), ...(to !== '' && { lt: startOf(to, 1) }) };

export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  // JavaScript reads the 30th of February as the 2nd of March.
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** The first moment of a day in Kigali, or of a later one. */
const startOf = (day: string, later = 0): string => instant(Date.parse(`${day}T00:00:00+02:00`) + later * dayMs);
const dayMs = 86_400_000;
