import { Doubts } from '../../src/modules/movements/contract.js';
import type { Payments } from '../../src/modules/payments/contract.js';
import { PaymentDoubts } from '../../src/modules/payments/payment.doubts.js';

/** The doubts of payments alone. */
export function doubtsOf(payments: Payments): Doubts {
  const doubts = new Doubts();
  doubts.add(new PaymentDoubts(payments));
  return doubts;
}
