import { createHash } from 'node:crypto';
import type { Language } from '../../kernel/domain/language.js';
import type { Role } from '../../kernel/domain/role.js';
import type { Message, Recipient } from '../notices/contract.js';
import { isActive, type User } from './user.decider.js';
import type { Users } from './users.js';

/** The people who hold one of these roles and may sign in, each in the language of their own. */
export async function recipientsAmong(
  users: Pick<Users, 'all' | 'emailOf'>,
  roles: readonly Role[],
): Promise<readonly Recipient[]> {
  const holding = users.all().filter((user) => isActive(user) && user.roles.some((role) => roles.includes(role)));
  const found = await Promise.all(
    holding.map(async (user) => ({ address: await users.emailOf(user), language: user.language })),
  );
  return found.flatMap(({ address, language }) => (address === null ? [] : [{ address, language }]));
}

/** The e-mail with a link that lets a person in. Each link is sent once, and waits under the key of the person. */
export function invitationMail({ id, email, language }: User, to: string, url: string, organisation: string): Message {
  const { subject, text } = texts[language];
  const link = createHash('sha256').update(url).digest('hex').slice(0, 16);
  return { id: `invitation ${id} ${link}`, to, subject: subject(organisation), text: text(url), about: email };
}

const texts: Readonly<
  Record<Language, { readonly subject: (organisation: string) => string; readonly text: (url: string) => string }>
> = {
  en: {
    subject: (organisation) => `${organisation}: your sign-in`,
    text: (url) =>
      `Choose your password here:\n${url}\n\nThe link works once, for 72 hours. If you do not expect this message, tell your administrator and do not open it.\n`,
  },
  rw: {
    subject: (organisation) => `${organisation}: uko winjira`,
    text: (url) =>
      `Hitamo ijambo ry’ibanga hano:\n${url}\n\nUyu murongo ukora rimwe gusa, mu masaha 72. Niba utari utegereje ubu butumwa, bimenyeshe ubishinzwe kandi ntuwufungure.\n`,
  },
  fr: {
    subject: (organisation) => `${organisation} : votre accès`,
    text: (url) =>
      `Choisissez votre mot de passe ici :\n${url}\n\nLe lien fonctionne une fois, pendant 72 heures. Si vous n’attendez pas ce message, prévenez votre administrateur et ne l’ouvrez pas.\n`,
  },
};
