import { expect, money, said } from './stage.mjs';

const notAtMtn = 'It needs keys for disbursements, and a second person';
const reason = 'The permit was refused (test case).';

/** The cases of money that goes back: what has to be ready before the first refund of real money. */
export const refundStories = [
  {
    name: 'Full refund',
    notAtMtn,
    done: 'A paid amount is asked back by one person and approved by another.',
    expected: 'The provider pays it once, the payment is refunded, and a credit note is issued beside the receipt.',
    async play(stage) {
      const paid = await payment(stage);
      const asked = await ask(stage, paid.id);
      await approve(stage, asked.id);
      const refund = await ends(stage, asked.id, 'successful');
      const after = await stage.becomes(paid.id, 'refunded', { via: ['successful'] });
      expect(after.refundedAmount === paid.amount, `${after.refundedAmount} went back of ${money(paid)}.`);
      await paidOnce(stage, asked.id);
      const notes = await stage.eventually('The receipt names no credit note', async () => {
        const { body } = await stage.call('GET', `/v1/receipts/${paid.receipt.number}`);
        return body.creditNotes.length > 0 ? body.creditNotes : null;
      });
      expect(notes.length === 1, `${notes.length} credit notes were issued.`);
      return `${money(refund)} went back, transaction ${refund.providerTransactionId}; payment refunded; credit note ${notes[0].number} for ${paid.receipt.number}.`;
    },
  },
  {
    name: 'Partial refund, and one too many',
    notAtMtn,
    done: 'A part goes back. Then more is asked for than is left.',
    expected: 'The payment stays successful with the part as refunded; what exceeds the rest is refused.',
    async play(stage) {
      const paid = await payment(stage);
      const part = await ask(stage, paid.id, { amount: '2000' });
      await approve(stage, part.id);
      await ends(stage, part.id, 'successful');
      const after = await stage.eventually('The part is not shown on the payment', async () => {
        const seen = await stage.payment(paid.id);
        return seen.refundedAmount === '2000' ? seen : null;
      });
      expect(after.status === 'successful', `The payment is ${after.status}.`);
      const tooMuch = await request(stage, paid.id, { amount: paid.amount });
      expect(tooMuch.body?.code === 'REFUND_EXCEEDS_PAYMENT', `Too much was answered ${said(tooMuch)}.`);
      return `2,000 RWF went back, the payment is ${after.status}; ${paid.amount} more: ${tooMuch.body.code}, ${tooMuch.body.refundable} left.`;
    },
  },
  {
    name: 'Two partial refunds at once',
    notAtMtn,
    done: 'Ten times at once, 3,000 RWF of a payment of some more than 5,000 RWF are asked back.',
    expected: 'One is taken on, nine are refused, and the provider pays one.',
    async play(stage) {
      const paid = await payment(stage);
      const answers = await Promise.all(Array.from({ length: 10 }, () => request(stage, paid.id, { amount: '3000' })));
      const taken = answers.filter(({ status }) => status === 201);
      expect(taken.length === 1, `${taken.length} of ten refunds were taken on.`);
      const refused = answers.filter(({ body }) => body?.code === 'REFUND_EXCEEDS_PAYMENT');
      expect(refused.length === 9, `The others were answered ${answers.map(said).join(', ')}.`);
      await approve(stage, taken[0].body.id);
      await ends(stage, taken[0].body.id, 'successful');
      await paidOnce(stage, taken[0].body.id);
      return `One of ten taken on and paid; nine refused with REFUND_EXCEEDS_PAYMENT.`;
    },
  },
  {
    name: 'Refund approved by its requester',
    notAtMtn,
    done: 'The requester approves the refund with the same key, with another key of the same person, and as an administrator.',
    expected: 'All three are refused, and nothing is sent to the provider.',
    async play(stage) {
      const paid = await payment(stage);
      const { requester, sameOwner } = await stage.people();
      const asked = await ask(stage, paid.id);
      const tried = [];
      for (const key of [requester, sameOwner]) tried.push(await decide(stage, asked.id, 'approve', key));
      const others = await ask(stage, (await payment(stage)).id, {}, stage.key);
      tried.push(await decide(stage, others.id, 'approve', stage.key));
      expect(
        tried.every(({ body }) => body?.code === 'APPROVER_IS_REQUESTER' || body?.code === 'FORBIDDEN'),
        `They were answered ${tried.map(said).join(', ')}.`,
      );
      expect(
        tried.some(({ body }) => body?.code === 'APPROVER_IS_REQUESTER'),
        'No refusal names the reason.',
      );
      expect((await stage.transactionsOf(asked.id)).length === 0, 'The provider was asked to pay it.');
      return `Refused: ${tried.map(({ body }) => body.code).join(', ')}; nothing was sent.`;
    },
  },
  {
    name: 'Refund without a certain answer',
    notAtMtn,
    done: 'The answer to the refund is lost, and the provider first names a wrong amount. A person decides on its statement.',
    expected: 'The refund is uncertain and never sent a second time; decided as paid, it counts once.',
    async play(stage) {
      const paid = await payment(stage);
      const asked = await ask(stage, paid.id);
      const rules = [
        { fault: 'drop-after', operation: 'refund', msisdn: stage.payers.isRefunded, times: 1 },
        { fault: 'callback-lost', operation: 'refund', msisdn: stage.payers.isRefunded },
        { fault: 'wrong-amount', operation: 'refund', msisdn: stage.payers.isRefunded },
      ];
      return stage.whileWrong(rules, async () => {
        await approve(stage, asked.id);
        const doubtful = await ends(stage, asked.id, 'uncertain');
        const again = await request(stage, paid.id, { amount: '1' });
        expect(again.body?.code === 'REFUND_EXCEEDS_PAYMENT', `Its amount was given free: ${said(again)}.`);
        const review = await stage.eventually('No review waits', async () => {
          const { body } = await stage.call('GET', `/v1/reviews?status=open&paymentId=${paid.id}`);
          return body.data.find(({ refundId }) => refundId === asked.id) ?? null;
        });
        const [transaction] = await stage.transactionsOf(asked.id);
        const decided = await stage.call('POST', `/v1/reviews/${review.id}/resolve`, {
          body: {
            decision: 'paid',
            evidence: 'The transaction is on the provider’s statement (test case).',
            amount: paid.amount,
            providerTransactionId: transaction.financialTransactionId ?? '9012345678',
          },
        });
        expect(decided.status === 200, `The decision was refused: ${said(decided)}.`);
        await ends(stage, asked.id, 'successful', ['uncertain']);
        const after = await stage.becomes(paid.id, 'refunded', { via: ['successful'] });
        await paidOnce(stage, asked.id);
        return `“${doubtful.status}” (review ${review.reason}), its amount kept aside; decided “paid”; ${after.refundedAmount} RWF refunded, one transaction at the provider.`;
      });
    },
  },
  {
    name: 'Refund while the float is too low',
    notAtMtn,
    done: 'A refund is approved while the disbursement account is almost empty; then the account is filled.',
    expected: 'The refund fails with a reason in words, its amount is free again, and a new one is paid.',
    async play(stage) {
      const paid = await payment(stage);
      const asked = await ask(stage, paid.id);
      const failed = await stage.withFloat('10', async () => {
        await approve(stage, asked.id);
        return ends(stage, asked.id, 'failed');
      });
      expect(failed.failure.code === 'INSUFFICIENT_FUNDS', `It failed for another reason: ${failed.failure.code}.`);
      const again = await ask(stage, paid.id);
      await approve(stage, again.id);
      await ends(stage, again.id, 'successful');
      await stage.becomes(paid.id, 'refunded', { via: ['successful'] });
      return `Failed: ${failed.failure.code} (“${failed.failure.message}”); asked for again and paid.`;
    },
  },
];

async function payment(stage) {
  const { id } = await stage.ask(stage.payers.isRefunded);
  return stage.isPaid(id);
}

const request = async (stage, paymentId, more, by = null) =>
  stage.call('POST', `/v1/payments/${paymentId}/refunds`, {
    body: { reason, ...more },
    key: stage.newKey(),
    as: by ?? (await stage.people()).requester,
  });

async function ask(stage, paymentId, more = {}, by = null) {
  const answer = await request(stage, paymentId, more, by);
  expect(answer.status === 201, `The refund was refused: ${said(answer)}.`);
  return answer.body;
}

const decide = (stage, id, how, as) => stage.call('POST', `/v1/refunds/${id}/${how}`, { as });

async function approve(stage, id) {
  const answer = await decide(stage, id, 'approve', (await stage.people()).approver);
  expect(answer.status === 200, `The approval was refused: ${said(answer)}.`);
}

/** The refund once it has that status. That it comes to another end is a surprise unless it is on the way. */
const ends = (stage, id, status, via = []) =>
  stage.eventually(`The refund is not ${status}`, async () => {
    const { body } = await stage.call('GET', `/v1/refunds/${id}`);
    if (body.status === status) return body;
    const isOver = ['successful', 'failed', 'uncertain', 'rejected'].includes(body.status);
    expect(!isOver || via.includes(body.status), `The refund became ${body.status}.`);
    return null;
  });

async function paidOnce(stage, id) {
  const transactions = await stage.transactionsOf(id);
  expect(transactions.length === 1, `The provider has ${transactions.length} transactions for one refund.`);
}
