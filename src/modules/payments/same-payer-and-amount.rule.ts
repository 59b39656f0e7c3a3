import { subjectOf, type Sealed } from '../../kernel/domain/sealed.js';
import type { Money } from '../../kernel/domain/money.js';

/**
 * The same payer and amount: two payments for different records that ask one payer for one amount are perhaps one debt, asked for twice. It is
 * the condition under which the view of payments finds them, served by its index of these three fields.
 */
export function samePayerAndAmount({ payer, amount }: { readonly payer: Sealed; readonly amount: Money }) {
  const { amount: text, currency } = amount.toJSON();
  return { subject: subjectOf(payer), 'amount.currency': currency, 'amount.amount': text };
}
