import type { View } from '../../kernel/following/view.js';
import type { Recorded } from '../../kernel/domain/events.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { callbackEvents, type CallbackEvent, type RawCallback, type Signature } from './callback.events.js';

export interface CallbackDocument {
  readonly id: string;
  readonly provider: string;
  readonly method: string;
  readonly receivedAt: string;
  readonly matched: boolean;
  /** What it is about, one of these three; null of all: its address is not known. */
  readonly paymentId: string | null;
  readonly refundId: string | null;
  readonly payoutId: string | null;
  readonly wellFormed: boolean;
  /** Absent in documents from before it was kept. */
  readonly signature?: Signature;
  readonly raw: Sealed<RawCallback>;
}

const idOf = (kind: string, { matched }: CallbackEvent['data']): string | null =>
  matched?.kind === kind ? matched.id : null;

const delivered = (_: CallbackDocument | null, { id, type, data }: Recorded<CallbackEvent>): CallbackDocument => ({
  id: `cb_${id}`,
  provider: data.provider,
  method: data.method,
  receivedAt: data.at,
  matched: data.matched !== null,
  paymentId: idOf('payment', data),
  refundId: idOf('refund', data),
  payoutId: idOf('payout', data),
  wellFormed: type === 'CallbackReceived',
  signature: data.signature,
  raw: data.raw,
});

export const callbackView: View<CallbackDocument, CallbackEvent> = {
  collection: {
    name: 'callbacks.v2',
    indexes: [
      ['receivedAt'],
      ['matched', 'receivedAt'],
      ['paymentId', 'receivedAt'],
      ['refundId', 'receivedAt'],
      ['payoutId', 'receivedAt'],
    ],
  },
  events: callbackEvents,
  idOf: ({ id }) => `cb_${id}`,
  on: { CallbackReceived: delivered, CallbackRejected: delivered },
};
