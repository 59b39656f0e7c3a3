import { describe, expect, it } from '@jest/globals';
import { specify, specifyView } from '../../../test/support/specify.js';
import type { Signer } from '../../kernel/domain/approvals.js';
import { Money } from '../../kernel/domain/money.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { batchLines } from './batch-lines.decider.js';
import { noLines } from './batch-line.rule.js';
import { batch, type BatchOrders } from './batch.decider.js';
import {
  BatchApproved,
  BatchChecked,
  BatchCompleted,
  BatchLineRead,
  BatchLineRefused,
  BatchLinesSent,
  BatchReceived,
  BatchRejected,
  type BatchLine,
} from './batch.events.js';
import { batchLineView, batchView } from './batch.view.js';

const at = '2026-11-22T10:00:00.000Z';
const batchId = 'bat_1';
const person = (id: string, owner = id): Signer => ({ id, person: `owner:${owner}` });
const [clerk, boss, other] = [person('clerk'), person('boss'), person('other')];
const columns = ['Record', 'Msisdn', 'Amount', 'Currency'];
const francs = (amount: string) => Money.parse(amount, 'RWF')!;
const totals = { ...noLines, lines: 3, valid: 2, invalid: 1, amount: francs('900'), invalidAmounts: [francs('70')] };
const clean = { ...totals, valid: 3, invalid: 0, invalidAmounts: [] };
const reason = 'sealed.bat_1.key.box' as Sealed<string>;

const received = BatchReceived({ batchId, client: 'cli_1', requestedBy: clerk, columns, lines: 3, at });
const checked = BatchChecked({ batchId, totals: clean, at });
const checkedWithInvalid = BatchChecked({ batchId, totals, at });
const approvedBy = (signer: Signer, isEnough = true, needed = 1, skipInvalid = false) =>
  BatchApproved({ batchId, approvedBy: signer, needed, isEnough, skipInvalid, at });
const rejected = BatchRejected({ batchId, rejectedBy: boss, reason, at });
const sent = BatchLinesSent({ batchId, upTo: 3, at });
const done = BatchCompleted({ batchId, at });

const approve = (signer: Signer, { needed = 1, left = [] as string[], skipInvalid = false } = {}) => ({
  Approve: { batchId, signer, count: { needed, left }, skipInvalid, at },
});
const reject = (signer: Signer) => ({ Reject: { batchId, signer, reason, at } });
const { given } = specify(batch);

describe('a batch of payouts', () => {
  it('is received once, whoever sends the same file again', () => {
    const order = { received: received.data, at };
    given().when({ Receive: order }).thenEmits(received);
    given(received)
      .when({ Receive: { ...order, received: { ...received.data, requestedBy: other } } })
      .thenNothing();
  });
  it('waits for approval once every line is on record', () => {
    given(received)
      .when({ Check: { batchId, totals: clean, at } })
      .thenEmits(checked);
    given(received).when(approve(boss)).thenRefuses('BATCH_NOT_REQUESTED', { batchId, batchStatus: 'checking' });
  });
  it('with fewer lines on record than in its file is not checked', () =>
    expect(() =>
      given(received)
        .when({ Check: { batchId, totals: { ...clean, lines: 2 }, at } })
        .thenNothing(),
    ).toThrow('has 3 lines, of which 2 are on record'));

  it('is approved by another person than the one who asked for it', () => {
    given(received, checked).when(approve(boss)).thenEmits(approvedBy(boss));
    given(received, checked).when(approve(clerk)).thenRefuses('APPROVER_IS_REQUESTER');
    given(received, checked)
      .when(approve(person('clerk-2', 'clerk')))
      .thenRefuses('APPROVER_IS_REQUESTER');
    given(received, checked).when(reject(clerk)).thenRefuses('APPROVER_IS_REQUESTER');
  });
  it('needs as many different people as its total does', () => {
    given(received, checked)
      .when(approve(boss, { needed: 2 }))
      .thenEmits(approvedBy(boss, false, 2));
    const once = [received, checked, approvedBy(boss, false, 2)];
    given(...once)
      .when(approve(boss, { needed: 2 }))
      .thenNothing();
    given(...once)
      .when(approve(person('boss-2', 'boss'), { needed: 2 }))
      .thenEmits(approvedBy(person('boss-2', 'boss'), false, 2));
    given(...once)
      .when(approve(other, { needed: 2 }))
      .thenEmits(approvedBy(other, true, 2));
    given(...once)
      .when(approve(other, { needed: 2, left: ['boss'] }))
      .thenEmits(approvedBy(other, false, 2));
  });
  it('with an invalid line is approved only without it', () => {
    given(received, checkedWithInvalid)
      .when(approve(boss))
      .thenRefuses('BATCH_HAS_INVALID_LINES', { batchId, invalid: 1 });
    given(received, checkedWithInvalid)
      .when(approve(boss, { skipInvalid: true }))
      .thenEmits(approvedBy(boss, true, 1, true));
  });
  it('is rejected before its approval, and not after', () => {
    given(received, checked).when(reject(boss)).thenEmits(rejected);
    given(received, checked, rejected)
      .when(reject(other))
      .thenRefuses('BATCH_NOT_REQUESTED', { batchId, batchStatus: 'rejected' });
    given(received, checked, rejected).when(approve(other)).thenRefuses('BATCH_NOT_REQUESTED');
    given(received, checked, approvedBy(boss)).when(reject(other)).thenRefuses('BATCH_NOT_REQUESTED');
  });
  it('is approved again, also while it is sent, when an approver has left', () => {
    given(received, checked, approvedBy(boss), sent).when(approve(other)).thenRefuses('BATCH_NOT_REQUESTED');
    given(received, checked, approvedBy(boss), sent)
      .when(approve(other, { left: ['boss'] }))
      .thenEmits(approvedBy(other));
  });
  it('is sent line by line to its end', () => {
    given(received, checked, approvedBy(boss))
      .when({ NoteSent: { batchId, upTo: 3, at } })
      .thenEmits(sent);
    given(received, checked, approvedBy(boss), sent)
      .when({ NoteSent: { batchId, upTo: 2, at } })
      .thenNothing();
    given(received, checked, approvedBy(boss), sent).when({ Complete: { batchId, at } }).thenEmits(done);
    given(received, checked).when({ Complete: { batchId, at } }).thenNothing();
  });
  it('that is not there is named', () => {
    const orders: { [Name in keyof BatchOrders]?: BatchOrders[Name] } = {
      ...approve(boss),
      ...reject(boss),
      Complete: { batchId, at },
    };
    for (const [name, order] of Object.entries(orders))
      given()
        .when({ [name]: order } as never)
        .thenRefuses('BATCH_NOT_FOUND', { batchId });
  });
  it('is shown by its status', () =>
    specifyView(batchView)
      .given(received, checked, approvedBy(boss, false), approvedBy(other), sent, done)
      .thenShows(batchId, { id: batchId, client: 'cli_1', status: 'done', createdAt: at }));
});

describe('the lines of a batch', () => {
  const line = (number: number, more: Partial<BatchLine> = {}): BatchLine => ({
    batchId,
    line: number,
    errors: [],
    warnings: [],
    record: { type: 'other', id: `A-${number}`, part: '1' },
    recordKey: `key-${number}`,
    amount: francs('300'),
    dimensions: {},
    row: 'sealed.person.key.box' as Sealed<readonly string[]>,
    hasPayee: true,
    at,
    ...more,
  });
  const invalid = line(3, { errors: [{ field: 'Amount', message: 'is wrong' }], amount: null });
  const ofLines = specify(batchLines);

  it('are on record once, also where the reading of a file went on after a crash', () => {
    const first = [BatchLineRead(line(2)), BatchLineRead(invalid)] as const;
    ofLines
      .given()
      .when({ Read: { from: 0, lines: [line(2), invalid], at } })
      .thenEmits(...first);
    ofLines
      .given(...first)
      .when({ Read: { from: 0, lines: [line(2), invalid, line(4)], at } })
      .thenEmits(BatchLineRead(line(4)));
    ofLines
      .given(...first)
      .when({ Read: { from: 2, lines: [line(4)], at } })
      .thenEmits(BatchLineRead(line(4)));
  });
  it('without the ones before them are not recorded', () =>
    expect(() =>
      ofLines
        .given()
        .when({ Read: { from: 1, lines: [line(3)], at } })
        .thenNothing(),
    ).toThrow('read from 1, after 0'));
  it('add up', () => {
    const all = [
      BatchLineRead(line(2, { warnings: [{ field: 'Msisdn', message: 'twice' }] })),
      BatchLineRead(invalid),
      BatchLineRead(line(4)),
    ];
    const { totals: sum } = all.reduce(
      (state, event) => batchLines.evolve.BatchLineRead(state, event as never),
      batchLines.initial,
    );
    const counted = { lines: 3, valid: 2, invalid: 1, warnings: 1, amount: francs('600') };
    expect(sum).toEqual({ ...counted, invalidAmounts: [], invalidWithoutAmount: 1 });
  });
  it('are refused once', () => {
    const refusal = { batchId, line: 2, code: 'RECORD_ALREADY_PAID_OUT', otherPayoutId: 'out_1', at };
    ofLines
      .given(BatchLineRead(line(2)))
      .when({ Refuse: refusal })
      .thenEmits(BatchLineRefused(refusal));
    specifyView(batchLineView)
      .given(BatchLineRead(line(2)), BatchLineRefused(refusal))
      .thenShowsPartly('bat_1/2', {
        valid: true,
        subject: 'person',
        refused: { code: 'RECORD_ALREADY_PAID_OUT', otherPayoutId: 'out_1' },
      });
  });
  it('without a payee’s number belong to no payee', () =>
    specifyView(batchLineView)
      .given(BatchLineRead(line(2, { hasPayee: false })))
      .thenShowsPartly('bat_1/2', { subject: null }));
});
