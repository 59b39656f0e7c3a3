import { describe, it } from '@jest/globals';
import { after, creation, reattempt } from '../../../test/support/specify-payment.js';
import { specifyView } from '../../../test/support/specify.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { RecordClaimed } from '../payments/contract.js';
import { PayerErased } from './payer.events.js';
import { payerView } from './payer.view.js';

const { given } = specifyView(payerView);

const claimed = (keyId: string, seconds: number) =>
  RecordClaimed({
    recordKey: creation.recordKey,
    paymentId: `pay_${seconds}`,
    attempt: 1,
    begins: { creation: { ...creation, payer: `sealed.aline.${keyId}.payer` as Sealed<never> } },
    at: after(seconds),
  });
const erased = (keyId: string, seconds: number) =>
  PayerErased({ subject: 'aline', keyIds: [keyId], reason: 'Asked for', cause: 'request', at: after(seconds) });

const kept = {
  id: 'aline',
  status: 'kept',
  keyIds: ['k1'],
  erasedKeyIds: [],
  lastAskedAt: after(1),
  erasedAt: null,
} as const;

describe('the view of payers', () => {
  it('shows under which key a payer is kept, and when a payment was last asked', () =>
    given(claimed('k1', 0), claimed('k1', 1)).thenShows('aline', kept));

  it('shows a payer as erased once every key is', () =>
    given(claimed('k1', 1), erased('k1', 2)).thenShows('aline', {
      ...kept,
      status: 'erased',
      erasedKeyIds: ['k1'],
      erasedAt: after(2),
    }));

  it('shows a payer who paid again as kept, with what stays erased', () =>
    given(claimed('k1', 0), erased('k1', 2), claimed('k2', 3)).thenShows('aline', {
      ...kept,
      keyIds: ['k1', 'k2'],
      erasedKeyIds: ['k1'],
      lastAskedAt: after(3),
      erasedAt: after(2),
    }));

  it('shows a payment that was on its way during the erasure as erased with the others', () =>
    given(claimed('k1', 0), erased('k1', 2), claimed('k1', 3)).thenShowsPartly('aline', { status: 'erased' }));

  it('shows an erasure that was repeated from the list also where the log has lost the payments', () =>
    given(erased('k1', 2)).thenShows('aline', {
      ...kept,
      status: 'erased',
      erasedKeyIds: ['k1'],
      lastAskedAt: null,
      erasedAt: after(2),
    }));

  it('learns nothing from the claim of a further attempt', () => {
    const { recordKey, paymentId, attempt } = reattempt;
    given(RecordClaimed({ recordKey, paymentId, attempt, begins: { reattempt }, at: after(4) })).thenShowsOnly();
  });
});
