import { expect, money, said } from './stage.mjs';

/**
 * The twelve test cases that an integration with MTN MoMo should have ready before it goes live. Each tells what is done, what
 * has to come of it, and then does it; what it returns is what happened, for the signer of the report.
 */
export const stories = [
  {
    name: 'Successful Request to Pay',
    done: 'A customer is asked for money and approves on the phone.',
    expected: 'The payment is successful, with MTN’s transaction number and a receipt for the amount that was asked.',
    async play(stage) {
      const asked = await stage.ask(stage.payers.approves);
      const paid = await stage.isPaid(asked.id);
      const { body: receipt } = await stage.call('GET', `/v1/payments/${asked.id}/receipt`);
      expect(paid.providerTransactionId !== null, 'The payment has no transaction number of the provider.');
      expect(
        receipt.amount === asked.amount && receipt.currency === asked.currency,
        `The receipt is for ${money(receipt)}, and ${money(asked)} was asked.`,
      );
      return `${money(paid)} paid; provider transaction ${paid.providerTransactionId}; receipt ${receipt.number}.`;
    },
  },
  {
    name: 'Customer rejects payment',
    done: 'A customer is asked for money and presses reject.',
    expected: 'The payment is failed because the payer rejected it; nothing is charged, and there is no receipt.',
    async play(stage) {
      const asked = await stage.ask(stage.payers.rejects);
      const { failure, receipt } = await stage.becomes(asked.id, 'failed');
      expect(failure.code === 'REJECTED_BY_PAYER', `The payment failed for another reason: ${failure.code}.`);
      expect(receipt === null, 'There is a receipt for a payment that was rejected.');
      return `Failed: ${failure.code} (the provider’s word: ${failure.providerCode}); no receipt.`;
    },
  },
  {
    name: 'Customer does not approve in time',
    done: 'A customer is asked for money and leaves the request unanswered. Then the same payment is attempted again.',
    expected: 'The payment is expired, without a receipt; a new attempt goes out under a reference of its own.',
    async play(stage) {
      const asked = await stage.ask(stage.payers.doesNotAnswer);
      const expired = await stage.becomes(asked.id, 'expired');
      expect(expired.receipt === null, 'There is a receipt for a payment that has expired.');
      const again = await stage.call('POST', `/v1/payments/${asked.id}/attempts`, { key: `again-${asked.id}` });
      expect(again.status === 202, `A new attempt was refused: ${said(again)}.`);
      expect(again.body.providerReference !== asked.providerReference, 'The new attempt has the old reference.');
      const { attempts } = await stage.becomes(asked.id, 'expired');
      return `Expired, no receipt; a second attempt was taken on and expired too (${attempts.length} attempts on record).`;
    },
  },
  {
    name: 'Provider timeout',
    notAtMtn: 'MTN’s sandbox cannot be made to lose an answer',
    done: 'The provider takes the request, but its answer never arrives. Meanwhile the same invoice is sent again.',
    expected:
      'The payment is not called failed; the second request is refused; the provider is asked, and one payment is made.',
    async play(stage) {
      const payer = stage.payers.slowlyAnswered;
      const wrong = [
        { fault: 'drop-after', msisdn: payer, times: 1 },
        { fault: 'callback-lost', msisdn: payer },
      ];
      return stage.whileWrong(wrong, async () => {
        const order = stage.order(payer);
        const { body: asked } = await stage.send(order);
        const second = await stage.send(order);
        expect(
          second.body?.code === 'RECORD_PAYMENT_IN_PROGRESS' || second.body?.code === 'RECORD_ALREADY_PAID',
          `The second request was answered ${said(second)}.`,
        );
        const paid = await stage.isPaid(asked.id);
        const transactions = await stage.transactionsOf(asked.id);
        expect(transactions.length === 1, `The provider has ${transactions.length} transactions for one payment.`);
        return `“${asked.status}” while no answer came, successful by asking; second request refused (${second.body.code}); one transaction at the provider; receipt ${paid.receipt.number}.`;
      });
    },
  },
  {
    name: 'Callback not received',
    notAtMtn: 'MTN’s sandbox decides by itself whether it calls back',
    done: 'A customer approves, and the provider’s callback is lost.',
    expected: 'The gateway asks by itself, and the payment is successful.',
    async play(stage) {
      const payer = stage.payers.neverCalledBack;
      return stage.whileWrong([{ fault: 'callback-lost', msisdn: payer }], async () => {
        const asked = await stage.ask(payer);
        const paid = await stage.isPaid(asked.id);
        const { body } = await stage.call('GET', `/v1/callbacks?paymentId=${asked.id}`);
        expect(body.data.length === 0, `${body.data.length} callbacks came, and none should have.`);
        return `No callback came; successful by the gateway’s own status check; receipt ${paid.receipt.number}.`;
      });
    },
  },
  {
    name: 'Duplicate callback received',
    notAtMtn: 'MTN’s sandbox cannot be made to call back twice',
    done: 'A customer approves, and the provider sends its callback twice.',
    expected: 'Both callbacks are acknowledged and kept; the payment is confirmed once and has one receipt.',
    async play(stage) {
      const payer = stage.payers.calledBackTwice;
      return stage.whileWrong([{ fault: 'callback-doubled', msisdn: payer }], async () => {
        const asked = await stage.ask(payer);
        const paid = await stage.isPaid(asked.id);
        const kept = await stage.eventually('There are no two callbacks on record', async () => {
          const { body } = await stage.call('GET', `/v1/callbacks?paymentId=${asked.id}`);
          return body.data.length >= 2 ? body.data : null;
        });
        const [transaction] = await stage.transactionsOf(asked.id);
        const answers = transaction.callbacks.map(({ answered }) => answered);
        expect(answers.join() === '200,200', `The callbacks were answered ${answers.join(' and ')}.`);
        expect(kept.length === 2, `${kept.length} callbacks are on record.`);
        await confirmedOnce(stage, asked.id);
        const after = await stage.payment(asked.id);
        expect(after.receipt.number === paid.receipt.number, 'The second callback made another receipt.');
        return `2 callbacks, both answered 200 and on record; confirmed once; receipt ${paid.receipt.number}.`;
      });
    },
  },
  {
    name: 'Status check after pending state',
    done: 'A customer takes time. The status is asked for before and after the answer; no callback helps.',
    expected: 'First the payment is pending, then successful.',
    async play(stage) {
      const payer = stage.payers.takesTime;
      return withoutCallback(stage, payer, async () => {
        const asked = await stage.ask(payer);
        const before = await stage.checkStatus(asked.id);
        expect(before.status === 'pending', `The first status check says ${before.status}.`);
        await stage.timePasses(25);
        await stage.eventually('The payment is not successful', async () => {
          const { status } = await stage.checkStatus(asked.id);
          expect(status === 'pending' || status === 'successful', `A status check says ${status}.`);
          return status === 'successful';
        });
        const paid = await stage.isPaid(asked.id);
        return `Pending at the first check, successful at a later one; receipt ${paid.receipt.number}.`;
      });
    },
  },
  {
    name: 'Duplicate payment attempt',
    done: 'A request is sent twice (double click), the invoice is sent again under another key, and once more when it is paid.',
    expected: 'One payment: the repeated request gets the same answer, the others are refused, and money moves once.',
    async play(stage) {
      const order = stage.order(stage.payers.impatient);
      const key = `click-${order.record.id}`;
      const [one, other] = await Promise.all([stage.send(order, key), stage.send(order, key)]);
      const taken = [one, other].filter(({ status }) => status === 202);
      const { id } = taken[0]?.body ?? {};
      expect(taken.length > 0 && taken.every(({ body }) => body.id === id), 'Two clicks made two payments.');
      const repeated = await stage.send(order, key);
      expect(
        repeated.body?.id === id && repeated.headers.get('idempotent-replayed') === 'true',
        `The repeated request was answered ${said(repeated)}, and not with the first payment.`,
      );
      const early = await stage.send(order);
      expect(early.status === 409, `The invoice was taken a second time: ${said(early)}.`);
      const paid = await stage.isPaid(id);
      const late = await stage.send(order);
      expect(late.body?.code === 'RECORD_ALREADY_PAID', `The paid invoice was answered ${said(late)}.`);
      await confirmedOnce(stage, id);
      if (stage.sandboxUrl !== null) {
        const transactions = await stage.transactionsOf(id);
        expect(transactions.length === 1, `The provider has ${transactions.length} transactions for one invoice.`);
      }
      return `Same payment for the double click; then ${early.body.code} and ${late.body.code}; one transaction; receipt ${paid.receipt.number}.`;
    },
  },
  {
    name: 'Incorrect phone number',
    done: 'Three wrong numbers: too short, of another operator, and a right-looking one without a wallet.',
    expected: 'The first two are refused before any payer is asked; the third fails because there is no such payer.',
    async play(stage) {
      const short = await stage.send(stage.order('25078'));
      expect(short.status === 400 && short.body.code === 'INVALID_REQUEST', `A short number got ${said(short)}.`);
      // In the environment of MTN's sandbox numbers of every country are served.
      const foreign = stage.inEuro
        ? null
        : await stage.send(stage.order(stage.isAirtel ? '250780000001' : '250730000001'));
      expect(
        foreign === null || (foreign.status === 422 && foreign.body.code === 'MSISDN_NOT_SUPPORTED'),
        `Another operator’s number got ${said(foreign ?? short)}.`,
      );
      const asked = await stage.ask(stage.payers.hasNoWallet);
      const { failure, receipt } = await stage.becomes(asked.id, 'failed');
      expect(failure.code === 'PAYER_NOT_FOUND', `The payment failed for another reason: ${failure.code}.`);
      expect(receipt === null, 'There is a receipt.');
      const refused = [short, foreign].filter((each) => each !== null).map(({ body }) => body.code);
      return `Refused: ${refused.join(', ')}; without a wallet: failed, ${failure.code}; no receipt.`;
    },
  },
  {
    name: 'Reconciliation mismatch',
    notAtMtn: 'MTN’s sandbox has no statement',
    done: 'The provider’s statement is imported, with the amount of one line changed. The same file is sent again.',
    expected:
      'The line is shown as a mismatch of the amount, says why, and waits for a person; the others match; the second time counts nothing.',
    async play(stage) {
      const [changed, whole] = [
        await stage.isPaid((await stage.ask(stage.payers.reconciled)).id),
        await stage.isPaid((await stage.ask(stage.payers.approves)).id),
      ];
      const statement = await stage.statementOf();
      const rows = statement
        .split('\r\n')
        .filter((row, place) => place === 0 || [changed, whole].some((paid) => row.includes(stage.markOf(paid))));
      const wrong = rows.map((row) =>
        row.includes(stage.markOf(changed)) ? row.replaceAll(`,${changed.amount},`, `,${changed.amount}1,`) : row,
      );
      const send = () =>
        stage.call('POST', `/v1/reconciliation/statements?provider=${stage.provider}&account=test-${changed.id}`, {
          file: wrong.join('\r\n'),
          headers: { 'content-type': 'text/csv' },
        });
      const sent = await send();
      expect(sent.status === 202, `The statement was answered ${said(sent)}.`);
      const path = `/v1/reconciliation/statements/${sent.body.id}`;
      await stage.eventually(
        'The statement is not reconciled',
        async () => (await stage.call('GET', path)).body.status === 'reconciled',
      );
      const { body: found } = await stage.call('GET', `${path}/items?outcome=amount-mismatch`);
      const [item] = found.data;
      expect(
        found.data.length === 1 && item.paymentId === changed.id,
        `${found.data.length} lines have another amount.`,
      );
      expect(item.status === 'open' && item.resolution === null, `The line is ${item.status}.`);
      const { body: matched } = await stage.call('GET', `${path}/items?outcome=matched`);
      expect(
        matched.data.some(({ paymentId }) => paymentId === whole.id),
        'The other line is not matched.',
      );
      expect((await stage.payment(changed.id)).status === 'successful', 'The payment changed by the line.');
      const again = await send();
      expect(
        again.status === 200 && again.body.id === sent.body.id,
        `The same file again was answered ${said(again)}.`,
      );
      const resolved = await stage.call('POST', `/v1/reconciliation/items/${item.id}/resolve`, {
        body: { resolution: 'accepted', note: 'Changed for a test case.' },
      });
      expect(resolved.body?.resolution === 'accepted', `Resolving it was answered ${said(resolved)}.`);
      return `Line ${item.line}: ${item.amount} on the statement, ${changed.amount} here (${item.reasons.map(({ code }) => code).join(', ')}); ${matched.data.length} matched; the same file again is the same statement; resolved by a person.`;
    },
  },
  {
    name: 'Receipt generated once only',
    done: 'A receipt is asked for before the payment is confirmed, and ten times at once after it, between repeated status checks.',
    expected: 'No receipt before; afterwards always the same number, and the public page knows it.',
    async play(stage) {
      const payer = stage.sandboxUrl === null ? stage.payers.takesTime : stage.payers.holdsThePhone;
      const asked = await stage.ask(payer);
      const path = `/v1/payments/${asked.id}/receipt`;
      const before = await stage.call('GET', path);
      expect(before.body?.code === 'RECEIPT_NOT_ISSUED', `Before the payment: ${said(before)}.`);
      if (stage.sandboxUrl !== null) await stage.payerDecides(asked, { status: 'SUCCESSFUL' });
      const paid = await stage.isPaid(asked.id);
      const asks = Array.from({ length: 10 }, (_, index) =>
        index % 2 === 0 ? stage.call('GET', path) : stage.checkStatus(asked.id).then(() => stage.call('GET', path)),
      );
      const numbers = new Set((await Promise.all(asks)).map(({ body }) => body.number));
      expect(numbers.size === 1 && numbers.has(paid.receipt.number), `Receipts ${[...numbers].join(', ')}.`);
      await confirmedOnce(stage, asked.id);
      const { body: receipt } = await stage.call('GET', path);
      const page = await stage.call('GET', new URL(receipt.verifyUrl).pathname, {
        headers: { accept: 'application/json' },
      });
      expect(
        page.body?.genuine === true && page.body.number === receipt.number,
        `The public page says ${page.status}.`,
      );
      return `None before; then ${receipt.number} ten times out of ten; genuine on its public page.`;
    },
  },
  {
    name: 'Manual review process',
    notAtMtn: 'MTN’s sandbox cannot be made to say a wrong amount',
    done: 'The provider says that another amount was paid. A person looks at it and decides on evidence; a second decision is tried.',
    expected:
      'The payment is uncertain and without a receipt until the person decides; the second decision is refused.',
    async play(stage) {
      const payer = stage.payers.misreported;
      // Airtel names no amounts: there a success that does not name our id is the one that nobody may believe.
      const wrong = stage.isAirtel ? { fault: 'status-lie', fields: { id: '' } } : { fault: 'wrong-amount' };
      return stage.whileWrong([{ ...wrong, msisdn: payer }], async () => {
        const asked = await stage.ask(payer);
        const doubtful = await stage.becomes(asked.id, 'uncertain');
        expect(doubtful.receipt === null, 'There is a receipt for a payment that is in doubt.');
        const review = await stage.eventually('No review waits', async () => {
          const { body } = await stage.call('GET', `/v1/reviews?status=open&paymentId=${asked.id}`);
          return body.data[0] ?? null;
        });
        expect(review.reason === 'AMOUNT_DISAGREES', `The review says ${review.reason}.`);
        const resolve = (decision, paid = {}) =>
          stage.call('POST', `/v1/reviews/${review.id}/resolve`, {
            body: { decision, evidence: 'The provider confirmed the amount in writing (test case).', ...paid },
          });
        const vague = await resolve('paid');
        expect(vague.status === 400, `A decision that does not say what was paid was answered ${said(vague)}.`);
        const decided = await resolve('paid', { amount: asked.amount, providerTransactionId: '9012345678' });
        expect(decided.status === 200, `The decision was refused: ${said(decided)}.`);
        const second = await resolve('not-paid');
        expect(second.body?.code === 'REVIEW_RESOLVED', `A second decision was answered ${said(second)}.`);
        const paid = await stage.isPaid(asked.id, { via: ['uncertain'] });
        return `Uncertain, review ${review.reason}; decided “paid” on evidence; second decision refused; receipt ${paid.receipt.number}.`;
      });
    },
  },
];

const withoutCallback = (stage, payer, work) =>
  stage.sandboxUrl === null ? work() : stage.whileWrong([{ fault: 'callback-lost', msisdn: payer }], work);

async function confirmedOnce(stage, id) {
  const times = (await stage.eventsOf(id)).filter((type) => type === 'PaymentSucceeded').length;
  expect(times === 1, `The payment was confirmed ${times} times.`);
}
