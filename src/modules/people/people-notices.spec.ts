import { expect, it } from '@jest/globals';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { invitationMail, recipientsAmong } from './people-notices.js';
import type { User } from './user.decider.js';
import type { Users } from './users.js';

const email = (address: string) => `sealed.${address}` as Sealed<string>;
const person = (address: string, more: Partial<User>): User =>
  ({
    id: `usr_${address}`,
    email: email(address),
    roles: ['finance'],
    language: 'en',
    removedAt: null,
    password: 'hash',
    ...more,
  }) as unknown as User;

it('notices reach people who hold the role and may sign in, in their language', async () => {
  const all = [
    person('aline@example.rw', { language: 'rw' }),
    person('invited@example.rw', { password: null }),
    person('removed@example.rw', { removedAt: '2026-11-22T12:00:00.000Z' }),
    person('auditor@example.rw', { roles: ['auditor'] }),
    person('erased', {}),
  ];
  const users = {
    all: () => all,
    emailOf: async ({ email: sealed }: User) => (sealed === email('erased') ? null : sealed.slice('sealed.'.length)),
  } as unknown as Users;
  expect(await recipientsAmong(users, ['finance', 'admin'])).toEqual([{ address: 'aline@example.rw', language: 'rw' }]);
});

it('an invitation is one message for each link, in the language of the person and under the person’s key', () => {
  const aline = person('aline@example.rw', { language: 'fr' });
  const mail = (url: string) => invitationMail(aline, 'aline@example.rw', url, 'One Stop Centre');
  const one = mail('https://pay.example.rw/invite/a');
  expect(one).toMatchObject({
    to: 'aline@example.rw',
    subject: 'One Stop Centre : votre accès',
    about: aline.email,
    text: expect.stringContaining('https://pay.example.rw/invite/a'),
  });
  expect(one.id).toBe(mail('https://pay.example.rw/invite/a').id);
  expect(one.id).not.toBe(mail('https://pay.example.rw/invite/b').id);
  expect(one.id).not.toContain('invite/');
});
