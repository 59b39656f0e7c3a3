import { describe, it } from '@jest/globals';
import { after, creation, paymentId, reattempt, rwf } from '../../../test/support/specify-payment.js';
import { specify } from '../../../test/support/specify.js';
import { RecordClaimed, RecordPerhapsPaid, RecordReleased, type PerhapsPaid } from './payment.events.js';
import { record, type Claim } from './record.decider.js';

const { given } = specify(record);

const recordKey = creation.recordKey;
const at = after(1);
const first: Claim = { paymentId, attempt: 1, begins: { creation } };
const second: Claim = { paymentId, attempt: 2, begins: { reattempt } };
const others: Claim = { paymentId: 'pay_2', attempt: 1, begins: { creation: { ...creation, paymentId: 'pay_2' } } };
const claimed = (claim: Claim) => RecordClaimed({ recordKey, ...claim, at });
const released = ({ paymentId, attempt }: Claim) => RecordReleased({ recordKey, paymentId, attempt, at });
const claim = (claim: Claim, over: Claim | null = null, decided = 0) => ({
  Claim: { recordKey, claim, over, decided, at },
});
const release = (claim: Claim) => ({ Release: { recordKey, claim, at } });
/** The same attempt, claimed by a request that came later. */
const later: Claim = { ...first, begins: { creation: { ...creation, at: after(600), expiresAt: after(900) } } };

describe('a record', () => {
  it('is claimed once, with all that the claim begins', () => given().when(claim(first)).thenEmits(claimed(first)));
  it('is held by its claim until the caller has found that claim to be over', () => {
    given(claimed(first)).when(claim(others)).thenRefuses('RECORD_HELD', { paymentId });
    given(claimed(first)).when(claim(others, second)).thenRefuses('RECORD_HELD', { paymentId });
    given(claimed(first)).when(claim(second)).thenRefuses('RECORD_HELD', { paymentId });
  });
  it('is claimed in place of a claim that is over', () => {
    given(claimed(first)).when(claim(others, first)).thenEmits(claimed(others));
    given(claimed(first)).when(claim(second, first)).thenEmits(claimed(second));
  });
  it('is not claimed in place of a claim that the caller has not read', () => {
    given(claimed(first), claimed(second)).when(claim(others, first)).thenRefuses('RECORD_HELD', { paymentId });
    given(claimed(first), claimed(others))
      .when(claim(second, first))
      .thenRefuses('RECORD_HELD', { paymentId: 'pay_2' });
  });
  it('keeps the first creation of a claim that is repeated', () =>
    given(claimed(first))
      .when(claim({ ...first, begins: { creation: { ...creation, fingerprint: 'another body' } } }))
      .thenNothing());
  it('is held against a repeated request until its attempt has begun or is released', () =>
    given(claimed(first)).when(claim(later)).thenRefuses('RECORD_HELD', { paymentId }));
  it('is released from the claim that holds it, and from no other', () => {
    given(claimed(first)).when(release(first)).thenEmits(released(first));
    given(claimed(first)).when(release(second)).thenNothing();
    given(claimed(first)).when(release(others)).thenNothing();
    given().when(release(first)).thenNothing();
    given(claimed(first), released(first), claimed(others)).when(release(first)).thenNothing();
    given(claimed(first), released(first), claimed(later)).when(release(first)).thenNothing();
  });
  it('may be claimed again once it is released', () =>
    given(claimed(first), released(first)).when(claim(others)).thenEmits(claimed(others)));
});

describe('a record for which money was perhaps taken', () => {
  const said = {
    recordKey,
    paymentId,
    attempt: 1,
    providerReference: 'f1',
    outcome: { is: 'successful', transactionId: 'tx-1', amount: rwf(5_000), payerSubject: null, externalId: null },
    answer: null,
    at,
  } as const;
  const note = (word: PerhapsPaid = said) => ({ NotePerhapsPaid: { said: word, at } });
  const noted = RecordPerhapsPaid(said);

  it('keeps each statement once, and another amount is another statement', () => {
    given(claimed(first)).when(note()).thenEmits(noted);
    given(claimed(first), noted).when(note()).thenNothing();
    const other = { ...said, outcome: { ...said.outcome, amount: rwf(4_500) } };
    given(claimed(first), noted).when(note(other)).thenEmits(RecordPerhapsPaid(other));
  });
  it('is claimed only by a caller that has found all statements to be decided', () => {
    given(claimed(first), noted).when(claim(others, first)).thenRefuses('RECORD_IN_DOUBT');
    given(claimed(first), noted)
      .when(claim(others, first, 1))
      .thenEmits(claimed(others));
    given(noted, claimed(first), released(first)).when(claim(others)).thenRefuses('RECORD_IN_DOUBT');
  });
});
