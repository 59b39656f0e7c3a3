import { describe, it } from '@jest/globals';
import { noon } from '../../../test/support/fake-clock.js';
import { specifyView } from '../../../test/support/specify.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { itemIdOfLine, itemIdOfMissing } from './item-id.rule.js';
import { itemView } from './item.view.js';
import { MismatchResolved, SuggestionAccepted, WriteOffRequested } from './mismatch.events.js';
import { nothingRead } from './read-lines.js';
import { ExpectationsMissed, lineOf, StatementLinesRead, StatementLinesVoided } from './statement.events.js';

const { given } = specifyView(itemView);
const statementId = `stm_${'a'.repeat(32)}`;
const note = 'sealed.somebody.key.note' as Sealed<string>;
const aline = { id: 'cli_1', person: 'owner:aline' };
const meant = { kind: 'payment', id: 'pay_1', paymentId: 'pay_1' } as const;
const itemId = itemIdOfLine(statementId, 2);
const missing = itemIdOfMissing(meant.id);

const read = (line: Parameters<typeof lineOf>[0]) =>
  StatementLinesRead({
    ...{ statementId, run: 1, provider: 'mtn-momo', account: '1', currency: 'RWF', soFar: nothingRead, at: noon },
    lines: [lineOf(line)],
  });
const unknown = read({ line: 2, outcome: 'missing-internally', reasons: ['UNKNOWN_HERE'] });
const missed = ExpectationsMissed({
  ...{ statementId, account: '1', at: noon },
  movements: [{ ...meant, provider: 'mtn-momo', amount: '5', currency: 'RWF', transactionId: null, confirmedAt: noon }],
});
const waits = (id: string) =>
  MismatchResolved({
    ...{ itemId: id, resolution: 'waiting', note, adjustmentId: null, resolvedBy: aline, approvedBy: null, at: noon },
  });
const writeOff = WriteOffRequested({ itemId, note, requestedBy: aline, at: noon });
const accepted = SuggestionAccepted({
  ...{ itemId, statementId, run: 1, line: 2, key: 'k', ...meant, acceptedBy: aline, at: noon },
});

const otherStatement = `stm_${'b'.repeat(32)}`;
const ofOther = { provider: 'mtn-momo', account: '1', currency: 'RWF', soFar: nothingRead, at: noon };
const answer = StatementLinesRead({
  ...{ statementId: otherStatement, run: 1, ...ofOther },
  lines: [
    lineOf({ line: 9, outcome: 'matched', reasons: ['SEEN_IN_ANOTHER_FILE'], meant, meets: true, answers: [itemId] }),
  ],
});

describe('an item', () => {
  it('of a line that nothing knew closes when the line meets its movement in another file, and opens when that is cancelled', () => {
    const cancelled = StatementLinesVoided({
      ...{ statementId: otherStatement, run: 1, movements: [meant.id], items: [itemId], at: noon },
    });
    given(unknown, answer).thenShowsPartly(itemId, { status: 'resolved', metLater: true });
    given(unknown, waits(itemId), answer).thenShowsPartly(itemId, { status: 'resolved', metLater: true });
    given(unknown, answer, cancelled).thenShowsPartly(itemId, { status: 'open', metLater: false });
    given(unknown, answer, cancelled, answer).thenShowsPartly(itemId, { status: 'resolved', metLater: true });
  });

  it('that waits closes by itself when its line comes, and when its suggestion is accepted', () => {
    const came = read({ line: 2, outcome: 'matched', reasons: [], meant, meets: true, wasMissing: true });
    given(missed, waits(missing), came).thenShowsPartly(missing, { status: 'resolved', metLater: true });
    given(unknown, waits(itemId), accepted).thenShowsPartly(itemId, { status: 'resolved' });
  });

  it('that is asked to be written off awaits an approval, also where it waited, and not once its suggestion is accepted', () => {
    given(unknown, waits(itemId), writeOff).thenShowsPartly(itemId, { status: 'awaiting-approval' });
    given(unknown, writeOff, accepted).thenShowsPartly(itemId, { status: 'resolved' });
  });
});
