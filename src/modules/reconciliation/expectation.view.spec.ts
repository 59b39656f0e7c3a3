import { it } from '@jest/globals';
import { created, paymentId, rerouted, succeeded } from '../../../test/support/specify-payment.js';
import { specifyView } from '../../../test/support/specify.js';
import { expectationView } from './expectation.view.js';

it('the line of a payment that went on to another network is expected on the statement of that one', () =>
  specifyView(expectationView)
    .given(created, rerouted, { ...succeeded, data: { ...succeeded.data, attempt: 2 } })
    .thenShowsPartly(paymentId, { provider: 'airtel-money', state: 'open' }));
