import type { Money } from '../../kernel/domain/money.js';
import { keptFee, type Tariffs } from '../tariffs/contract.js';
import type { StatementLine } from './reading/statement-line.js';

/**
 * What a line should cost by the tariffs that somebody has compared with the contract. One that nobody has confirmed would call the provider wrong where
 * perhaps the tariff is.
 */
export const expectedFeeBy = (tariffs: Tariffs) => {
  const confirmed = tariffs.filter((tariff) => tariff.confirmed);
  return ({ kind, at, amount }: Pick<StatementLine, 'kind' | 'at' | 'amount'>, provider: string): Money | null => {
    if (confirmed.length === 0) return null;
    const product = kind === 'payment' ? 'collection' : 'disbursement';
    return keptFee(confirmed, { provider, product, at, amount });
  };
};
