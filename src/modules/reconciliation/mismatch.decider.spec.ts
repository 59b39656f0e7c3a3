import { describe, it } from '@jest/globals';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { noon } from '../../../test/support/fake-clock.js';
import { after } from '../../../test/support/specify-payment.js';
import { specify } from '../../../test/support/specify.js';
import { acceptanceClaim, mismatch } from './mismatch.decider.js';
import {
  AcceptanceClaimed,
  MismatchReopened,
  MismatchResolved,
  SuggestionAccepted,
  WriteOffRejected,
  WriteOffRequested,
  type Resolution,
} from './mismatch.events.js';

const { given } = specify(mismatch);
const itemId = 'stm_1-2';
const note = 'sealed.somebody.key.note' as Sealed<string>;
const aline = { id: 'cli_1', person: 'owner:aline' };
const otherKeyOfAline = { id: 'cli_2', person: 'owner:aline' };
const bosco = { id: 'cli_3', person: 'owner:bosco' };

const resolve = (resolution: Resolution, adjustmentId: string | null = null, signer = aline) => ({
  Resolve: { itemId, resolution, note, adjustmentId, signer, at: after(60) },
});
const resolved = (resolution: Resolution, more: object = {}) =>
  MismatchResolved({
    itemId, resolution, note, adjustmentId: null, resolvedBy: aline, approvedBy: null, at: after(60), ...more,
  }); // prettier-ignore
const adjusted = resolved('adjusted', { adjustmentId: 'adj_1' });
const requested = WriteOffRequested({ itemId, note, requestedBy: aline, at: noon });
const approve = (signer: typeof aline) => ({ ApproveWriteOff: { itemId, signer, at: after(60) } });

describe('an item', () => {
  it('is adjusted by an adjustment of the ledger, once, and not without one', () => {
    given().when(resolve('adjusted')).thenRefuses('ADJUSTMENT_NEEDED');
    given().when(resolve('adjusted', 'adj_1')).thenEmits(adjusted);
    given(adjusted)
      .when(resolve('adjusted', 'adj_1', otherKeyOfAline))
      .thenNothing();
  });

  it('that is adjusted is not adjusted by another adjustment, nor by another person', () => {
    given(adjusted).when(resolve('adjusted', 'adj_2')).thenRefuses('ITEM_RESOLVED');
    given(adjusted)
      .when(resolve('adjusted', 'adj_1', bosco))
      .thenRefuses('ITEM_RESOLVED');
    given(adjusted).when(resolve('accepted')).thenRefuses('ITEM_RESOLVED');
  });

  it('that waits, or is opened again, is adjusted', () => {
    given(resolved('waiting')).when(resolve('adjusted', 'adj_1')).thenEmits(adjusted);
    const reopened = MismatchReopened({ itemId, reason: note, reopenedBy: bosco, at: after(90) });
    given(adjusted, reopened).when(resolve('adjusted', 'adj_2')).thenEmits(resolved('adjusted', { adjustmentId: 'adj_2' }));
  }); // prettier-ignore

  it('is written off by two people, and two keys of one person are one', () => {
    given().when(resolve('written-off')).thenEmits(WriteOffRequested({ itemId, note, requestedBy: aline, at: after(60) }));
    given(requested).when(approve(aline)).thenRefuses('APPROVER_IS_REQUESTER');
    given(requested).when(approve(otherKeyOfAline)).thenRefuses('APPROVER_IS_REQUESTER');
    given(requested)
      .when({ RejectWriteOff: { itemId, signer: otherKeyOfAline, reason: note, at: after(60) } })
      .thenRefuses('APPROVER_IS_REQUESTER');
    const rejected = WriteOffRejected({ itemId, rejectedBy: bosco, reason: note, at: after(60) });
    given(requested, rejected).when(approve(bosco)).thenRefuses('WRITE_OFF_NOT_REQUESTED');
  }); // prettier-ignore

  it('whose suggestion was accepted takes no other one', () => {
    const accepted = {
      itemId, statementId: 'stm_1', run: 1, line: 2, key: 'k', kind: 'payment', id: 'pay_1', paymentId: 'pay_1',
      acceptedBy: aline, at: noon,
    } as const; // prettier-ignore
    given()
      .when({ Accept: { accepted, at: noon } })
      .thenEmits(SuggestionAccepted(accepted));
    given(SuggestionAccepted(accepted))
      .when({ Accept: { accepted: { ...accepted, id: 'pay_2' }, at: noon } })
      .thenRefuses('SUGGESTION_ACCEPTED');
    given(adjusted)
      .when({ Accept: { accepted, at: noon } })
      .thenRefuses('ITEM_RESOLVED');
  });

  it('whose suggestion was accepted is not resolved, written off, assigned or opened again', () => {
    const accepted = SuggestionAccepted({
      itemId, statementId: 'stm_1', run: 1, line: 2, key: 'k', kind: 'payment', id: 'pay_1', paymentId: 'pay_1',
      acceptedBy: aline, at: noon,
    }); // prettier-ignore
    given(accepted).when(resolve('written-off')).thenRefuses('SUGGESTION_ACCEPTED');
    given(resolved('waiting'), accepted).when(resolve('accepted')).thenRefuses('SUGGESTION_ACCEPTED');
    given(requested, accepted).when(approve(bosco)).thenRefuses('WRITE_OFF_NOT_REQUESTED');
    given(accepted)
      .when({ Reopen: { itemId, reason: note, signer: bosco, at: after(60) } })
      .thenRefuses('SUGGESTION_ACCEPTED');
    given(accepted)
      .when({ Assign: { itemId, assignee: bosco.id, at: after(60) } })
      .thenRefuses('SUGGESTION_ACCEPTED');
  });
});

describe('a movement', () => {
  const { given: givenOf } = specify(acceptanceClaim);
  const claim = (id: string, from: string | null = null) => ({
    Claim: { movementId: 'pay_1', itemId: id, from, at: noon },
  });
  const claimed = (id: string) => AcceptanceClaimed({ movementId: 'pay_1', itemId: id, at: noon });

  it('is accepted as one line, and as another one only where the first is of a cancelled statement', () => {
    givenOf().when(claim('itm_1')).thenEmits(claimed('itm_1'));
    givenOf(claimed('itm_1')).when(claim('itm_2')).thenRefuses('SUGGESTION_TAKEN');
    givenOf(claimed('itm_1')).when(claim('itm_2', 'itm_1')).thenEmits(claimed('itm_2'));
    givenOf(claimed('itm_3')).when(claim('itm_2', 'itm_1')).thenRefuses('SUGGESTION_TAKEN');
  });
});
