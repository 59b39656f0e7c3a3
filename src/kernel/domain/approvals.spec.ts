import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  approvedBy,
  approversThatCount,
  isApproved,
  isSamePerson,
  peopleNeeded,
  readThresholds,
  refuseRequester,
  signerOf,
  type ApprovalThresholds,
} from './approvals.js';
import { Money } from './money.js';

const signer = (id: string, owner: string | null = null) => signerOf({ id, owner });
const shop = signer('cli_shop');
const aline = signer('cli_1', 'Aline');
const alineAgain = signer('cli_2', ' aline ');
const bosco = signer('cli_3', 'Bosco');
const chantal = signer('cli_4');
const one = { needed: 1, left: [] };
const two = { needed: 2, left: [] };
const rwf = (amount: string) => Money.parse(amount, 'RWF')!;

describe('a person', () => {
  it('is the owner of a key, however the name is typed', () => {
    expect(isSamePerson(aline, alineAgain)).toBe(true);
    expect(isSamePerson(signer('cli_1', 'Aline Uwase'), signer('cli_2', 'ALINE  Uwase'))).toBe(true);
    expect(isSamePerson(aline, bosco)).toBe(false);
  });

  it('is the key itself where it has no owner, and never an owner who is named like a key', () => {
    expect(isSamePerson(chantal, chantal)).toBe(true);
    expect(isSamePerson(chantal, shop)).toBe(false);
    expect(isSamePerson(signer('cli_4'), signer('cli_5', 'client:cli_4'))).toBe(false);
    expect(isSamePerson(signer('cli_4'), signer('cli_5', 'cli_4'))).toBe(false);
  });

  it('is a user, and the owner of a key that names this user by id or by name', () => {
    const id = 'usr_0123456789abcdef01234567';
    const user = signerOf({ id, owner: null, kind: 'user', name: 'Aline Uwase' });
    expect(isSamePerson(user, signer('cli_1', id))).toBe(true);
    expect(isSamePerson(signer('cli_1', 'aline  UWASE'), user)).toBe(true);
    expect(isSamePerson(user, signer('cli_1', 'Aline'))).toBe(false);
    expect(isSamePerson(user, signer('cli_1'))).toBe(false);
    const other = 'usr_76543210fedcba9876543210';
    // Two people may have one name.
    expect(isSamePerson(user, signerOf({ id: other, owner: null, kind: 'user', name: 'Aline Uwase' }))).toBe(false);
  });
});

describe('an approval', () => {
  const asked = { requestedBy: aline, approvedBy: [] };

  it('is enough where one person is needed, and not where two are', () => {
    expect(approvedBy(asked, bosco, one)).toEqual({ isNew: true, isEnough: true });
    expect(approvedBy(asked, bosco, two)).toEqual({ isNew: true, isEnough: false });
    expect(approvedBy({ ...asked, approvedBy: [bosco] }, chantal, two)).toEqual({ isNew: true, isEnough: true });
  });

  it('is refused to the requester, by the same key and by another key of the same owner', () => {
    for (const self of [aline, alineAgain]) {
      expect(() => approvedBy(asked, self, one)).toThrow('APPROVER_IS_REQUESTER');
      expect(() => refuseRequester(asked, self)).toThrow('APPROVER_IS_REQUESTER');
    }
    expect(() => approvedBy({ requestedBy: shop, approvedBy: [] }, shop, one)).toThrow('APPROVER_IS_REQUESTER');
  });

  it('of one person counts once, under however many keys', () => {
    const known = { requestedBy: shop, approvedBy: [aline] };
    expect(approvedBy(known, aline, two)).toEqual({ isNew: false, isEnough: false });
    expect(approvedBy(known, alineAgain, two)).toEqual({ isNew: true, isEnough: false });
    expect(approversThatCount({ ...known, approvedBy: [aline, alineAgain, bosco] }, two)).toEqual([aline, bosco]);
  });

  it('of an approver who has left is not counted', () => {
    const known = { requestedBy: shop, approvedBy: [aline] };
    expect(approvedBy(known, bosco, { needed: 2, left: ['cli_1'] })).toEqual({ isNew: true, isEnough: false });
    const both = { ...known, approvedBy: [aline, bosco] };
    expect(isApproved(both, two)).toBe(true);
    expect(isApproved(both, { needed: 2, left: ['cli_3'] })).toBe(false);
    expect(approvedBy(both, chantal, { needed: 2, left: ['cli_3'] })).toEqual({ isNew: true, isEnough: true });
  });

  it('of a person whose one key was revoked counts by another key', () => {
    const both = { requestedBy: shop, approvedBy: [aline, alineAgain] };
    expect(approversThatCount(both, { left: ['cli_1'] })).toEqual([alineAgain]);
  });

  it('given again is enough once fewer people are needed', () =>
    expect(approvedBy({ requestedBy: shop, approvedBy: [bosco] }, bosco, one)).toEqual({
      isNew: false,
      isEnough: true,
    }));

  it('is never enough for any people and any order of keys without enough other people than the requester', () => {
    const people = fc.constantFrom('Aline', 'Bosco', 'Chantal', 'Didier');
    const key = fc.record({ owner: people, number: fc.integer({ min: 1, max: 2 }) });
    fc.assert(
      fc.property(
        key,
        fc.array(key),
        fc.integer({ min: 1, max: 4 }),
        fc.array(key),
        (requester, keys, needed, gone) => {
          const of = ({ owner, number }: typeof requester) => signer(`cli_${owner}${number}`, owner);
          const left = gone.map((each) => of(each).id);
          const known = { requestedBy: of(requester), approvedBy: keys.map(of) };
          const others = keys.filter((each) => each.owner !== requester.owner && !left.includes(of(each).id));
          expect(isApproved(known, { needed, left })).toBe(new Set(others.map(({ owner }) => owner)).size >= needed);
        },
      ),
    );
  });
});

describe('the thresholds of approval', () => {
  const read = (text: string, currency = 'RWF') => readThresholds(text, currency);
  const thresholds = read('0:1,500000:2,2000000:3') as ApprovalThresholds;

  it('say how many people an amount needs, exactly from each amount on', () => {
    const needed = (amount: string) => peopleNeeded(thresholds, rwf(amount));
    expect(['1', '499999', '500000', '1999999', '2000000', '99999999'].map(needed)).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('need the most people for an amount in a currency that they do not know', () =>
    expect(peopleNeeded(thresholds, Money.parse('1', 'EUR')!)).toBe(3));

  it('are read in the digits of their currency', () => {
    expect(peopleNeeded(read('0:1, 12.50:2', 'EUR') as ApprovalThresholds, Money.parse('12.50', 'EUR')!)).toBe(2);
    expect(read('0:1,12.50:2', 'RWF')).toBe('"12.50:2" is not an amount of RWF, a colon and 1 to 9 people');
  });

  it.each([
    ['', '"" is not an amount of RWF, a colon and 1 to 9 people'],
    ['0', '"0" is not an amount of RWF, a colon and 1 to 9 people'],
    ['0:0', '"0:0" is not an amount of RWF, a colon and 1 to 9 people'],
    ['0:1:2', '"0:1:2" is not an amount of RWF, a colon and 1 to 9 people'],
    ['0:1,1e3:2', '"1e3:2" is not an amount of RWF, a colon and 1 to 9 people'],
    ['0:1,-5:2', '"-5:2" is not an amount of RWF, a colon and 1 to 9 people'],
    ['0:1,', '"" is not an amount of RWF, a colon and 1 to 9 people'],
    ['100:1', 'the first amount must be 0'],
    ['0:1,500:2,500:3', '500 must be more than the amount before it'],
    ['0:2,500:1', '500 must not need fewer people than a smaller amount'],
  ])('that are written %j are refused, and why is said', (text, fault) => expect(read(text)).toBe(fault));
});
