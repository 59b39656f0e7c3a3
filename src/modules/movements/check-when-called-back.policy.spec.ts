import { describe, expect, it } from '@jest/globals';
import { noon } from '../../../test/support/fake-clock.js';
import { recording, specifyPolicy } from '../../../test/support/specify.js';
import type { Movement } from '../../kernel/domain/movement.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { NotYet } from '../../kernel/following/policy.js';
import { CallbackReceived, CallbackRejected } from '../callbacks/contract.js';
import { checkWhenCalledBack } from './check-when-called-back.policy.js';
import type { Movements } from './movements.js';

const movement = (attempt: number): Movement => ({ kind: 'payment', id: 'pay_1', attempt });

describe('check-when-called-back', () => {
  const received = (matched: Movement | null) =>
    CallbackReceived({
      provider: 'mtn-momo',
      tokenHash: 'hash',
      method: 'PUT',
      matched,
      raw: 'sealed.aline.key.callback' as Sealed<never>,
      at: noon,
    });

  it('asks the provider about the attempt whose address was called', async () => {
    const double = recording<Movements>({ check: async () => 'done' as const });
    const { by, thenAsks } = specifyPolicy(checkWhenCalledBack(double.port), double).when(received(movement(2)));
    await thenAsks(['check', movement(2), 1, by]);
  });

  it('asks as well when the body was no JSON', async () => {
    const double = recording<Movements>({ check: async () => 'done' as const });
    const { by, thenAsks } = specifyPolicy(checkWhenCalledBack(double.port), double).when(
      CallbackRejected(received(movement(2)).data),
    );
    await thenAsks(['check', movement(2), 1, by]);
  });

  it.each([
    ['no-answer', NotYet],
    ['not-known', Error],
  ] as const)(
    'comes back about a payment that is over when it hears %s: it may be contradicted',
    async (checked, fault) => {
      const movements = { check: async () => checked } as unknown as Movements;
      const react = checkWhenCalledBack(movements).when.CallbackReceived;
      await expect(react(received(movement(1)) as never, {} as never, { first: true })).rejects.toThrow(fault);
    },
  );

  it('makes no status check when the address is not ours', async () => {
    const double = recording<Movements>({ check: async () => 'done' as const });
    await specifyPolicy(checkWhenCalledBack(double.port), double).when(received(null)).thenAsks();
  });
});
