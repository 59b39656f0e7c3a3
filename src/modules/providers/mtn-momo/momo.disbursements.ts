import type { Money } from '../../../kernel/domain/money.js';
import { party } from './momo.product.js';
import type { MomoProduct } from './momo.product.js';
import { cannotMove } from './momo.profile.js';
import type { MomoEnvironment, MomoProfile } from './momo.profile.js';
import type {
  BalanceAnswer,
  DisbursementKind,
  Disbursements,
  Instrument,
  PayoutRequest,
  RefundRequest,
  StatusAnswer,
  SubmissionAnswer,
  Urgency,
} from '../provider.js';

/** Money from our float (REFERENCE §6). A refund is a new disbursement too, and can fail for lack of float. */
export class MomoDisbursements implements Disbursements {
  constructor(
    private readonly product: MomoProduct,
    private readonly environment: MomoEnvironment,
    private readonly profile: MomoProfile,
  ) {}

  get refundsBy(): 'refund' | 'transfer' {
    return this.profile.refundBy ?? 'refund';
  }

  cannotSend(amount: Money, payee: Instrument) {
    return cannotMove(this.environment, this.profile, amount, payee);
  }

  transfer(request: PayoutRequest): Promise<SubmissionAnswer> {
    return this.pay('transfer', request);
  }

  deposit(request: PayoutRequest): Promise<SubmissionAnswer> {
    return this.pay('deposit', request);
  }

  refund({ collectionReference, sentBefore = false, ...request }: RefundRequest): Promise<SubmissionAnswer> {
    const more = { referenceIdToRefund: collectionReference };
    return this.product.submit({ ...request, resource: 'refund', sentBefore, more });
  }

  status(kind: DisbursementKind, reference: string, urgency: Urgency): Promise<StatusAnswer> {
    return this.product.status(kind, reference, urgency);
  }

  balance(): Promise<BalanceAnswer> {
    return this.product.balance();
  }

  private pay(resource: 'transfer' | 'deposit', { payee, sentBefore = false, ...request }: PayoutRequest) {
    return this.product.submit({ ...request, resource, sentBefore, more: { payee: party(payee) } });
  }
}
