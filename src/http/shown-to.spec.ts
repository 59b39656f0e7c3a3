import { describe, expect, it } from '@jest/globals';
import type { Sealed } from '../kernel/domain/sealed.js';
import type { ApiClient } from './authentication.js';
import { Disclosure } from './shown-to.js';

const clientWith = (roles: readonly string[]): ApiClient => ({
  kind: 'client',
  id: 'cli_1',
  name: 'x',
  roles,
  owner: null,
  scope: 'all',
  correlationId: 'request',
});
const about = ['sealed.payer-1.key.box', 'sealed.payer-1.key.another', 'sealed.payer-2.key.box'] as Sealed[];

function disclosure() {
  const seen: string[] = [];
  const looks = {
    numberSeen: async ({ id }: ApiClient, subject: string) => void seen.push(`${id} ${subject}`),
  };
  return { seen, of: new Disclosure(looks) };
}

describe('a client that is told about a payment', () => {
  const value = { msisdn: '+250788555123' };

  it.each<[readonly string[], string | null, boolean, boolean]>([
    [['service'], 'cli_1', true, false],
    [['service'], 'cli_2', false, false],
    [['service', 'support'], 'cli_1', true, false],
    [['service', 'support'], 'cli_2', false, false],
    [['service', 'support'], null, false, false],
    [['service', 'payer:read'], 'cli_1', true, false],
    [['support', 'payer:read'], 'cli_2', true, true],
    [['admin'], null, true, true],
    [['support'], 'cli_1', false, false],
    [['finance', 'auditor', 'approver'], 'cli_1', false, false],
  ])('as %j of what is %s’s: whole is %s, on record is %s', async (roles, owner, isWhole, isOnRecord) => {
    const { seen, of } = disclosure();
    const { msisdn } = await of.shownTo(clientWith(roles), owner, about, value);
    expect(msisdn).toBe(isWhole ? '+250788555123' : '+25078*****23');
    expect(seen).toEqual(isOnRecord ? ['cli_1 payer-1', 'cli_1 payer-2'] : []);
  });

  it('leaves no record where there is no number to see', async () => {
    const { seen, of } = disclosure();
    for (const each of [{ msisdn: null }, { amount: '788555123' }, null])
      expect(await of.shownTo(clientWith(['admin']), null, about, each)).toEqual(each);
    expect(seen).toEqual([]);
  });

  it('is told nothing when the look cannot be put on record', async () => {
    const fault = new Error('the log is away');
    const of = new Disclosure({ numberSeen: () => Promise.reject(fault) });
    await expect(of.shownTo(clientWith(['admin']), null, about, value)).rejects.toBe(fault);
    expect(await of.shownTo(clientWith(['support']), null, about, value)).toEqual({ msisdn: '+25078*****23' });
  });
});
