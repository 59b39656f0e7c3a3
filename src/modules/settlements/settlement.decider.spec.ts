import { describe, it } from '@jest/globals';
import { Money } from '../../kernel/domain/money.js';
import { noon } from '../../../test/support/fake-clock.js';
import { after, rwf } from '../../../test/support/specify-payment.js';
import { specify } from '../../../test/support/specify.js';
import { depositClaim, settlement } from './settlement.decider.js';
import { DepositClaimed, SettlementCancelled, SettlementExpected, SettlementReceived } from './settlement.events.js';

const { given } = specify(settlement);
const id = 'stl_1';
const aline = { id: 'cli_1', person: 'owner:aline' };
const asked = {
  settlementId: id, fingerprint: 'f1', provider: 'mtn-momo', bankAccount: 'BK 1', gross: rwf(10_000), leftAt: noon, expectedBy: after(86_400),
  covers: null, reference: null, requestedBy: aline, at: noon,
}; // prettier-ignore
const expected = SettlementExpected(asked);
const deposit = (amount: number, key = `d${amount}`) => ({
  key,
  amount: rwf(amount),
  receivedAt: after(60),
  bankReference: 'FT1',
  itemId: null,
});
const receive = (amount: number, fee = 0, key?: string) => ({
  Receive: { id, deposit: deposit(amount, key), fee: rwf(fee), note: null, signer: aline, at: after(90) },
});
const received = (amount: number, fee: number, isWhole: boolean) =>
  SettlementReceived({
    settlementId: id,
    provider: 'mtn-momo',
    deposit: deposit(amount),
    fee: rwf(fee),
    isWhole,
    note: null,
    confirmedBy: aline,
    at: after(90),
  });
const cancel = { Cancel: { id, reason: 'No', signer: aline, at: after(90) } };
const cancelled = SettlementCancelled({
  settlementId: id,
  provider: 'mtn-momo',
  gross: rwf(10_000),
  reason: 'No',
  cancelledBy: aline,
  at: after(90),
});

describe('a settlement', () => {
  it('is expected once for its key, and the key is not taken for another body', () => {
    given()
      .when({ Expect: { settlement: asked } })
      .thenEmits(expected);
    given(expected)
      .when({ Expect: { settlement: { ...asked, at: after(5) } } })
      .thenNothing();
    given(expected)
      .when({ Expect: { settlement: { ...asked, fingerprint: 'f2' } } })
      .thenRefuses('IDEMPOTENCY_KEY_REUSED', { settlementId: id });
  });

  it('is whole when deposits and what was kept make what has left, and not before', () => {
    given(expected)
      .when(receive(9_900, 100))
      .thenEmits(received(9_900, 100, true));
    given(expected)
      .when(receive(4_000))
      .thenEmits(received(4_000, 0, false));
    given(expected, received(4_000, 0, false))
      .when(receive(5_990, 10))
      .thenEmits(received(5_990, 10, true));
  });

  it('is whole when a fee that was forgotten is confirmed alone, once', () => {
    given(expected, received(9_940, 0, false))
      .when(receive(0, 60))
      .thenEmits(received(0, 60, true));
    given(expected, received(9_940, 0, false), received(0, 60, true))
      .when(receive(0, 60))
      .thenNothing();
  });

  it('takes a deposit once, and never more than is in transit', () => {
    given(expected, received(4_000, 0, false))
      .when(receive(4_000))
      .thenNothing();
    given(expected, received(4_000, 0, false))
      .when(receive(6_001))
      .thenRefuses('DEPOSIT_EXCEEDS_SETTLEMENT', { settlementId: id, inTransit: '6000' });
    given(expected)
      .when(receive(10_000, 1))
      .thenRefuses('DEPOSIT_EXCEEDS_SETTLEMENT', { settlementId: id, inTransit: '10000' });
    given(expected, received(10_000, 0, true))
      .when(receive(1))
      .thenRefuses('SETTLEMENT_NOT_EXPECTED', { settlementId: id, settlementStatus: 'received' });
    given(expected, received(10_000, 0, true))
      .when(receive(10_000))
      .thenNothing();
    given(expected, cancelled)
      .when(receive(1))
      .thenRefuses('SETTLEMENT_NOT_EXPECTED', { settlementId: id, settlementStatus: 'cancelled' });
    given(expected)
      .when({ Receive: { ...receive(1).Receive, deposit: { ...deposit(1), amount: Money.ofMinor(1n, 'EUR') } } })
      .thenRefuses('CURRENCY_NOT_SUPPORTED', { currency: 'EUR' });
    given().when(receive(1)).thenRefuses('SETTLEMENT_NOT_FOUND', { settlementId: id });
  });

  it('takes a line of a bank statement once, whatever reference is entered beside it', () => {
    const line = (key: string) => ({ ...deposit(4_000, key), itemId: 'itm_1' });
    const once = SettlementReceived({ ...received(4_000, 0, false).data, deposit: line('d1') });
    given(expected, once)
      .when({ Receive: { ...receive(4_000).Receive, deposit: line('d2') } })
      .thenNothing();
  });

  it('is cancelled while nothing of it has come', () => {
    given(expected).when(cancel).thenEmits(cancelled);
    given(expected, cancelled).when(cancel).thenNothing();
    given(expected, received(1, 0, false))
      .when(cancel)
      .thenRefuses('SETTLEMENT_NOT_EXPECTED', { settlementId: id, settlementStatus: 'partly-received' });
    given().when(cancel).thenRefuses('SETTLEMENT_NOT_FOUND', { settlementId: id });
  });
});

describe('a deposit', () => {
  const claims = specify(depositClaim);
  const claim = (settlementId: string, from: string | null = null) => ({
    Claim: { depositKey: 'd1', settlementId, from, at: noon },
  });
  const claimed = (settlementId: string) => DepositClaimed({ depositKey: 'd1', settlementId, at: noon });

  it('belongs to one settlement, and to another only where the first can never receive it', () => {
    claims.given().when(claim('stl_1')).thenEmits(claimed('stl_1'));
    claims.given(claimed('stl_1')).when(claim('stl_1')).thenNothing();
    claims.given(claimed('stl_1')).when(claim('stl_2')).thenRefuses('DEPOSIT_ALREADY_USED', { settlementId: 'stl_1' });
    claims.given(claimed('stl_1')).when(claim('stl_2', 'stl_1')).thenEmits(claimed('stl_2'));
    claims
      .given(claimed('stl_3'))
      .when(claim('stl_2', 'stl_1'))
      .thenRefuses('DEPOSIT_ALREADY_USED', { settlementId: 'stl_3' });
  });
});
