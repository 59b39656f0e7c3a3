import { describe, expect, it } from '@jest/globals';
import { isEmail, maskEmail, plainEmail } from './email.js';

describe('an e-mail address', () => {
  it.each(['a.uwase@example.rw', 'A+receipts@mail.gov.rw', "o'neill@xn--bcher-kva.example", `${'a'.repeat(64)}@b.rw`])(
    'may be %s',
    (address) => expect(isEmail(address)).toBe(true),
  );

  it.each([
    'a.uwase',
    '@example.rw',
    'a@localhost',
    'a b@example.rw',
    'a@example.rw\r\nBcc: b@example.rw',
    'a@example.rw\n',
    'a@example.rw,b@example.rw',
    'A Uwase <a@example.rw>',
    '"a"@example.rw',
    '.a@example.rw',
    'a..b@example.rw',
    'a@-example.rw',
    'a@example..rw',
    'a@[127.0.0.1]',
    'a@example.rw;b',
    `${'a'.repeat(65)}@b.rw`,
    `a@${'b.'.repeat(130)}rw`,
    'é@example.rw',
    7,
    null,
  ])('is not %j', (address) => expect(isEmail(address)).toBe(false));

  it.each([
    [' Aline@Example.RW ', 'aline@example.rw'],
    ['a+b.c@sub.example.rw', 'a+b.c@sub.example.rw'],
    ['aline', null],
    ['aline@localhost', null],
    ['two words@example.rw', null],
    ['a@b@example.rw', null],
    ['<a>@example.rw', null],
    [`${'a'.repeat(65)}@example.rw`, null],
    ['é@example.rw', null],
    ['Ａline@example.rw', 'aline@example.rw'],
  ])('as typed, %s, is that of the mailbox %s', (typed, expected) => expect(plainEmail(typed)).toBe(expected));

  it('is masked but for its first character and its domain', () => {
    expect([maskEmail('a.uwase@example.rw'), maskEmail('a@b.rw')]).toEqual(['a*****@example.rw', 'a*****@b.rw']);
  });
});
