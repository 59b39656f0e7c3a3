import { describe, expect, it } from '@jest/globals';
import { ownPath } from '../../http/pages/see-other.js';
import { TooManyRequests } from '../../kernel/rate-limit.js';
import { commonPasswords } from './common-passwords.js';
import { newRecoveryCodes, OneTimeCodes, plainRecoveryCode } from './one-time-codes.js';
import { faultOfPassword } from './password.rule.js';
import { PasswordHashing } from './password-hashing.js';
import { browserOf } from './browser-whereabouts.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { KeyedHash } from '../../kernel/keyed-hash.js';
import { Passkeys } from './passkeys.js';
import type { Sessions } from './sessions.js';
import { SignIns, type Failures } from './sign-in.js';
import type { Users } from './users.js';
import type { User } from './user.decider.js';

describe('a password', () => {
  const about = ['Aline Uwase', 'Aline', 'Uwase', 'aline@example.rw', 'aline'];
  const fault = (password: string) => faultOfPassword(password, about, commonPasswords);

  it.each([
    ['four words of mine', null],
    ['Ishyamba-rya-Nyungwe', null],
    ['ⵣⵣⵣ some words 12', null],
    ['elevenchars', 'too-short'],
    ['x'.repeat(257), 'too-long'],
    ['qwertyqwerty', 'common'],
    ['QwertyQwerty', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['abababababab', 'common'],
    ['abcdefghijklm', 'common'],
    ['9876543210/.', 'common'],
    ['AlineUwase12', 'about-you'],
    ['aline@example.rw!', 'about-you'],
    ['aline likes long walks', null],
  ] as const)('%s: %s', (password, expected) => expect(fault(password)).toBe(expected));

  it('is none of the commonest: the list has those of 12 characters and more', () => {
    expect(commonPasswords.size).toBe(484);
    for (const one of commonPasswords) expect([one, fault(one)]).toEqual([one, 'common']);
  });

  it('is kept as argon2id, is right however its letters were composed, and wrong otherwise', async () => {
    const hashing = new PasswordHashing();
    const stored = await hashing.hash('café aux mille collines');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=32768,t=3,p=1\$/);
    expect(await hashing.verify(stored, 'cafe\u0301 aux mille collines')).toBe(true);
    expect(await hashing.verify(stored, 'cafe aux mille collines')).toBe(false);
    expect(await hashing.decoy()).toBe(await hashing.decoy());
    expect(await hashing.verify(await hashing.decoy(), 'café aux mille collines')).toBe(false);
  });

  it('waits for its turn in a flood, and is sent away when too many wait', async () => {
    const hashing = new PasswordHashing();
    const stored = '$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaA';
    const all = await Promise.allSettled(Array.from({ length: 60 }, () => hashing.verify(stored, 'x')));
    const refused = all.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused).toHaveLength(18);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(TooManyRequests);
    expect(await hashing.verify(stored, 'x')).toBe(false);
  });
});

describe('a wrong sign-in', () => {
  it('is the same work for an account and for none, the first one after a start too', async () => {
    const workFor = async (password: Sealed<string> | null) => {
      const work: string[] = [];
      const does = <T>(name: string, answer: T) => {
        return async () => {
          work.push(name);
          return answer;
        };
      };
      const user = password && ({ id: 'usr_1', removedAt: null, password } as User);
      const signIns = new SignIns(
        { clock: { now: () => 0 } } as unknown as Kernel,
        {
          idOf: () => 'usr_1',
          load: does('load', user),
          open: does('open', 'hash'),
          seal: does('seal', 'sealed'),
        } as unknown as Users,
        {} as Sessions,
        { decoy: does('decoy', 'hash'), verify: does('verify', false) } as unknown as PasswordHashing,
        {} as OneTimeCodes,
        {} as Passkeys,
        { take: () => undefined, note: () => undefined, wasGood: () => false } as unknown as Failures,
        {} as KeyedHash,
      );
      const where = { address: '192.0.2.1', browser: '?', correlationId: 'spec' };
      await expect(signIns.signIn('aline@example.rw', 'wrong', where)).rejects.toThrow('SIGN_IN_WRONG');
      return work;
    };
    const ofAccount = await workFor('sealed.usr_1.key.hash' as Sealed<string>);
    expect(ofAccount).toEqual(['load', 'decoy', 'seal', 'open', 'verify']);
    expect(await workFor(null)).toEqual(ofAccount);
  });
});

describe('a code of an app', () => {
  const codes = new OneTimeCodes('One Stop Centre');
  // RFC 6238, appendix B, in six digits.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

  it('is that of RFC 6238, of this half minute or the one before or after', async () => {
    const stepOf = (code: string, seconds: number) => codes.stepOf(code, secret, seconds * 1_000);
    expect(await stepOf('287082', 59)).toBe(1);
    expect(await stepOf(' 287 082 ', 29)).toBe(1);
    expect(await stepOf('287082', 89)).toBe(1);
    expect(await stepOf('287082', 90)).toBeNull();
    expect(await stepOf('287083', 59)).toBeNull();
    expect(await stepOf('28708', 59)).toBeNull();
    expect(await stepOf('', 59)).toBeNull();
  });

  it('is set up by an address that apps read', async () => {
    expect(await codes.base32(Buffer.from('12345678901234567890'))).toBe(secret);
    expect(await codes.address(secret, 'aline@example.rw')).toMatch(
      /^otpauth:\/\/totp\/One%20Stop%20Centre:aline%40example\.rw\?issuer=One%20Stop%20Centre&secret=GEZDGNBV/,
    );
  });
});

describe('a passkey', () => {
  it('is asked for by algorithms that Node does not call experimental', async () => {
    const passkeys = new Passkeys('https://pay.example.rw', 'One Stop Centre');
    const user = { id: 'usr_1', name: 'Aline', passkeys: [] as User['passkeys'] } as User;
    const { pubKeyCredParams } = await passkeys.optionsToAdd(user, Buffer.from('challenge'));
    expect(pubKeyCredParams.map(({ alg }) => alg)).toEqual([-8, -7, -257]);
  });
});

describe('recovery codes', () => {
  it('are ten different ones, without letters that look like digits, and are read however they are typed', () => {
    const made = newRecoveryCodes();
    expect(new Set(made).size).toBe(10);
    for (const one of made) expect(one).toMatch(/^[a-hj-km-np-z2-9]{5}-[a-hj-km-np-z2-9]{5}$/);
    expect(plainRecoveryCode(' ABCDE 23456 ')).toBe(plainRecoveryCode('abcde-23456'));
  });
});

describe('where a person is led after signing in', () => {
  it.each([
    ['/settings/users?cursor=a', '/settings/users?cursor=a'],
    ['/a/../b', '/b'],
    ['', '/'],
    [undefined, '/'],
    [['/a', '/b'], '/'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['/%5cevil.example', '/%5cevil.example'],
    ['/.//evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-out', '/'],
    ['/sign-in?next=/', '/'],
  ])('%j: %s', (next, expected) => expect(ownPath(next)).toBe(expected));
});

describe('a browser', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge, Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1', 'Safari, iOS'],
    ['Opera/9.80 (J2ME/MIDP; Opera Mini/4.2) Presto/2.5', 'Opera'],
    ['<script>', '?'],
  ])('%s is %s', (agent, expected) => expect(browserOf(agent)).toBe(expected));
});
