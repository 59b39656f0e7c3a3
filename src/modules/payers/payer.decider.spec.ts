import { describe, it } from '@jest/globals';
import { after } from '../../../test/support/specify-payment.js';
import { specify } from '../../../test/support/specify.js';
import { payer, type OpenMatters } from './payer.decider.js';
import { PayerDataExported, PayerErased } from './payer.events.js';

const { given } = specify(payer);

const subject = 'aline';
const none: OpenMatters = { paymentIds: [], refundIds: [], payoutIds: [], batchIds: [], reviewIds: [] };
const facts = { subject, reason: 'Asked for', cause: 'request' } as const;
const erasure = { ...facts, keyIds: ['k1'], at: after(0) };
const later = { ...facts, keyIds: ['k1', 'k2'], at: after(60) };

describe('a payer', () => {
  it('is erased by the ids of the keys that live', () =>
    given()
      .when({ Erase: { ...erasure, open: none } })
      .thenEmits(PayerErased(erasure)));

  it('is erased once, however often that is asked for', () =>
    given(PayerErased(erasure))
      .when({ Erase: { ...erasure, at: after(9), open: none } })
      .thenNothing());

  it('who paid again is erased again, by the new key alone', () =>
    given(PayerErased(erasure))
      .when({ Erase: { ...later, open: none } })
      .thenEmits(PayerErased({ ...later, keyIds: ['k2'] })));

  it('who was never here has nothing to be erased', () =>
    given()
      .when({ Erase: { ...erasure, keyIds: [], open: none } })
      .thenNothing());

  it('is named once where a key is named twice', () =>
    given()
      .when({ Erase: { ...erasure, keyIds: ['k1', 'k1'], open: none } })
      .thenEmits(PayerErased(erasure)));

  it.each([
    { ...none, paymentIds: ['pay_1'] },
    { ...none, refundIds: ['ref_1'] },
    { ...none, payoutIds: ['out_1'] },
    { ...none, batchIds: ['bat_1'] },
    { ...none, reviewIds: ['rev_1'] },
  ])('is not erased while something is open: %j', (open) =>
    given()
      .when({ Erase: { ...erasure, open } })
      .thenRefuses('PAYER_NOT_ERASABLE', open),
  );

  it('who is erased already is refused nothing by what was opened since', () =>
    given(PayerErased(erasure))
      .when({ Erase: { ...erasure, open: { ...none, reviewIds: ['rev_1'] } } })
      .thenNothing());

  it('is erased from the list whatever a restored log says is open, at the time of the list', () =>
    given().when({ Repeat: erasure }).thenEmits(PayerErased(erasure)));

  it('whose erasure the log knows is not erased from the list again', () =>
    given(PayerErased(erasure)).when({ Repeat: erasure }).thenNothing());

  it('has each export on record', () =>
    given()
      .when({ NoteExport: { subject, at: after(0) } }, { notIdempotent: true })
      .thenEmits(PayerDataExported({ subject, at: after(0) })));
});
