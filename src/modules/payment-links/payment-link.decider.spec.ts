import { describe, expect, it } from '@jest/globals';
import { specify, specifyView } from '../../../test/support/specify.js';
import { noon } from '../../../test/support/fake-clock.js';
import { after, rwf } from '../../../test/support/specify-payment.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { paymentLink } from './payment-link.decider.js';
import {
  PaymentLinkClosed,
  PaymentLinkCreated,
  PaymentLinkPressed,
  type LinkCreation,
  type LinkDetails,
} from './payment-link.events.js';
import { asLink, paymentLinkView } from './payment-link.view.js';

const linkId = 'lnk_1';
const creation: LinkCreation = {
  linkId,
  client: 'cli_1',
  fingerprint: 'print',
  record: { type: 'invoice', id: 'INV-1', part: null },
  currency: 'RWF',
  amount: rwf(5_000),
  least: null,
  most: null,
  details: `sealed.${linkId}.key.box` as Sealed<LinkDetails>,
  dimensions: { branch: 'huye', reference: 'team-2' },
  reference: 'team-2',
  expiresAt: after(3_600),
  language: 'rw',
  at: noon,
};
const created = PaymentLinkCreated(creation);
const pressed = (press: number, seconds = 60 * press) =>
  PaymentLinkPressed({ linkId, press, paymentId: `pay_${press}`, at: after(seconds) });
const closed = PaymentLinkClosed({ linkId, at: after(90) });
const press = (number: number, seconds = 60 * number, mostInAnHour = 3) => ({
  Press: { linkId, press: number, paymentId: `pay_${number}`, mostInAnHour, at: after(seconds) },
});
const { given } = specify(paymentLink);

describe('a payment link', () => {
  it('is made once by a key', () => given().when({ Create: { creation } }).thenEmits(created));
  it('is not made anew by the same key with another body', () =>
    given(created)
      .when({ Create: { creation: { ...creation, fingerprint: 'other' } } })
      .thenRefuses('IDEMPOTENCY_KEY_REUSED', { paymentLinkId: linkId }));

  it('takes a press while it is open', () => given(created).when(press(1)).thenEmits(pressed(1)));
  it('takes a further press', () => given(created, pressed(1)).when(press(2)).thenEmits(pressed(2)));
  it('takes one press once, also after it was closed', () =>
    given(created, pressed(1), closed).when(press(1, 100)).thenNothing());
  it('takes no press out of its order', () =>
    expect(() => paymentLink.decide.Press(asLink(documentAfter(created)), press(3).Press)).toThrow('comes after 0'));
  it('takes no press once it is closed', () =>
    given(created, closed).when(press(1)).thenRefuses('PAYMENT_LINK_CLOSED', { paymentLinkId: linkId }));
  it('takes a press up to the moment of its end, and none from then on', () => {
    given(created).when(press(1, 3_599)).thenEmits(pressed(1, 3_599));
    given(created).when(press(1, 3_600)).thenRefuses('PAYMENT_LINK_EXPIRED', { paymentLinkId: linkId });
  });
  it('takes so many presses in any hour, and says when the next one counts', () => {
    const endless = PaymentLinkCreated({ ...creation, expiresAt: null });
    const three = [endless, pressed(1), pressed(2), pressed(3)] as const;
    given(...three)
      .when(press(4, 240))
      .thenRefuses('PAYMENT_LINK_PRESSED_TOO_OFTEN', { paymentLinkId: linkId, retryAfterSeconds: 3_420 });
    given(...three)
      .when(press(4, 3_660))
      .thenEmits(pressed(4, 3_660));
  });

  it('is closed once', () =>
    given(created)
      .when({ Close: { linkId, at: after(90) } })
      .thenEmits(closed));
  it.each([press(1), { Close: { linkId, at: noon } }])('is not there before it is made: %j', (order) =>
    given().when(order).thenRefuses('PAYMENT_LINK_NOT_FOUND', { paymentLinkId: linkId }),
  );

  it('is listed as it was decided on', () =>
    specifyView(paymentLinkView)
      .given(created, pressed(1), closed)
      .thenShows(linkId, {
        ...documentAfter(created),
        presses: [{ paymentId: 'pay_1', at: after(60) }],
        closedAt: after(90),
      }));
});

function documentAfter({ data: { linkId: id, at, amount, ...rest } }: ReturnType<typeof PaymentLinkCreated>) {
  return {
    ...rest,
    id,
    amount: amount!.toJSON(),
    least: null,
    most: null,
    createdAt: at,
    closedAt: null,
    presses: [],
  };
}
