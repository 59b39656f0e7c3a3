import type { Language } from '../../kernel/domain/language.js';
import { roles, type Role } from '../../kernel/domain/role.js';
import type { Wrong } from './components.js';
import { html, type Markup } from './markup.js';
import { sayIn, text, type Text } from './text.js';

/** What a role lets a person do, in few words. */
export const saidOfRole = (role: Role, language: Language): string => sayIn(language)(said[role]);

/** A box for each role, named `roles`. */
export function roleChoices(chosen: readonly string[], language: Language, wrong: readonly Wrong[]): Markup {
  const fault = wrong.find(({ field }) => field === 'roles')?.message;
  // What was wrong leads to the first one.
  const idOf = (role: Role) => (role === roles[0] ? 'roles' : `roles-${role}`);
  const boxes = roles.map(
    (role) =>
      html`<div class="choice"><input type="checkbox" id="${idOf(role)}" name="roles" value="${role}"${chosen.includes(role) && html` checked`}><label for="${idOf(role)}">${saidOfRole(role, language)}</label></div>`,
  );
  return html`<fieldset${fault && html` aria-describedby="roles-wrong"`}><legend>${sayIn(language)(legend)}</legend>
${fault && html`<p class="wrong" id="roles-wrong">${fault}</p>`}${boxes}</fieldset>
`;
}

const legend = text({ en: 'Roles', rw: 'Inshingano', fr: 'Rôles' });

const said: Readonly<Record<Role, Text<[], string>>> = {
  service: text({
    en: 'Service: asks for payments of its own',
    rw: 'Serivisi: isaba ubwishyu bwayo',
    fr: 'Service : demande ses propres paiements',
  }),
  support: text({
    en: 'Support: sees payments, answers reviews',
    rw: 'Ubufasha: areba ubwishyu, akemura ibisuzumwa',
    fr: 'Assistance : voit les paiements, traite les vérifications',
  }),
  'payer:read': text({
    en: 'Sees whole phone numbers, beside another role',
    rw: 'Areba nimero za telefone zuzuye, yiyongera ku zindi nshingano',
    fr: 'Voit les numéros de téléphone entiers, en plus d’un autre rôle',
  }),
  finance: text({
    en: 'Finance: books, statements, asks for refunds and payouts',
    rw: 'Imari: ibitabo, raporo za banki, asaba gusubiza no kohereza amafaranga',
    fr: 'Finances : comptes, relevés, demande remboursements et versements',
  }),
  approver: text({
    en: 'Approver: approves what others have asked for',
    rw: 'Uwemeza: yemeza ibyo abandi basabye',
    fr: 'Approbateur : approuve ce que d’autres ont demandé',
  }),
  auditor: text({
    en: 'Auditor: sees everything, changes nothing',
    rw: 'Umugenzuzi: areba byose, nta cyo ahindura',
    fr: 'Auditeur : voit tout, ne change rien',
  }),
  admin: text({
    en: 'Administrator: users, clients, settings',
    rw: 'Umuyobozi: abakoresha, porogaramu, igenamiterere',
    fr: 'Administrateur : utilisateurs, clients, réglages',
  }),
};
