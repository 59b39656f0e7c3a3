import { filtersOf } from '../../http/list-query.js';
import { isDay } from '../ledger/contract.js';
import { paymentStatuses } from '../payments/contract.js';
import { ifSet, oneOf, withinDays, type Filters } from './list-filters.js';
import { statusesOf, statusGroups } from './payment-groups.rule.js';

/** What may stand in the filters of the list of payments. */
export const paymentFilters = {
  status: oneOf([...paymentStatuses, ...Object.keys(statusGroups)]),
  provider: null,
  recordId: null,
  service: null,
  branch: null,
  from: isDay,
  to: isDay,
};

export type PaymentFilter = keyof typeof paymentFilters;

/** As the question of the list. */
export const conditionsOf = ({ status, provider, recordId, service, branch, from, to }: Filters<PaymentFilter>) =>
  filtersOf({
    status: status === '' ? undefined : { in: statusesOf(status) },
    provider: ifSet(provider),
    'record.id': ifSet(recordId),
    'dimensions.service': ifSet(service),
    'dimensions.branch': ifSet(branch),
    createdAt: withinDays(from, to),
  });
