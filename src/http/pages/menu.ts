import type { Language } from '../../kernel/domain/language.js';
import { access, mayUse, type Route } from '../access.js';
import type { SignedIn } from '../authentication.js';
import { hiddenToken } from './hidden-token.js';
import { html, type Markup } from './markup.js';
import { sayIn, text, type Text } from './text.js';

export { hiddenToken };

/** What stands above every page of a person who is signed in: the pages that there are and that this person may see, and the way out. */
export function menuFor({ principal, owes, formToken }: SignedIn, language: Language, current: string): Markup {
  const say = sayIn(language);
  const shown = owes === null ? pages.filter(([path]) => isThere(path, principal.roles)) : [];
  const links = shown.map(([path, name]) => {
    const isHere = path === '/' ? current === path : current === path || current.startsWith(`${path}/`);
    return html`<li><a href="${path}"${isHere && html` aria-current="page"`}>${say(name)}</a></li>`;
  });
  return html`${links.length > 0 && html`<nav aria-label="${say(menu)}"><ul>${links}</ul></nav>\n`}<form method="post" action="/sign-out">${hiddenToken(formToken)}<span class="soft">${principal.name}</span> <button class="link">${say(signOut)}</button></form>
`;
}

const isThere = (path: string, roles: readonly string[]): boolean =>
  access.has(`GET ${path}`) && mayUse(roles, `GET ${path}` as Route);

const menu = text({ en: 'Pages', rw: 'Impapuro', fr: 'Pages' });
const signOut = text({ en: 'Sign out', rw: 'Sohoka', fr: 'Se déconnecter' });
const today = text({ en: 'Today', rw: 'Uyu munsi', fr: 'Aujourd’hui' });
const payments = text({ en: 'Payments', rw: 'Ubwishyu', fr: 'Paiements' });
const refunds = text({ en: 'Refunds', rw: 'Amafaranga asubizwa', fr: 'Remboursements' });
const payouts = text({ en: 'Payouts', rw: 'Amafaranga yoherezwa', fr: 'Versements' });
const reviews = text({ en: 'Reviews', rw: 'Ibisuzumwa', fr: 'Vérifications' });
const reconciliation = text({ en: 'Reconciliation', rw: 'Igereranya', fr: 'Rapprochement' });
const settlements = text({ en: 'Settlements', rw: 'Amafaranga yashyizwe muri banki', fr: 'Règlements' });
const reports = text({ en: 'Reports', rw: 'Raporo', fr: 'Rapports' });
const breakdown = text({ en: 'Breakdown', rw: 'Imibare mu byiciro', fr: 'Répartition' });
const webhooks = text({ en: 'Webhooks', rw: 'Webhooks', fr: 'Webhooks' });
const audit = text({ en: 'Audit', rw: 'Igenzura', fr: 'Audit' });
const providers = text({ en: 'Providers', rw: 'Ibigo by’itumanaho', fr: 'Opérateurs' });
const gateway = text({ en: 'Gateway', rw: 'Sisitemu', fr: 'Passerelle' });
const clients = text({ en: 'API clients', rw: 'Porogaramu zikoresha API', fr: 'Clients de l’API' });
const users = text({ en: 'Users', rw: 'Abakoresha', fr: 'Utilisateurs' });
const me = text({ en: 'My account', rw: 'Konti yanjye', fr: 'Mon compte' });

const pages: readonly (readonly [path: string, name: Text<[], string>])[] = [
  ['/', today],
  ['/payments', payments],
  ['/refunds', refunds],
  ['/payouts', payouts],
  ['/reviews', reviews],
  ['/reconciliation', reconciliation],
  ['/settlements', settlements],
  ['/reports', reports],
  ['/breakdown', breakdown],
  ['/webhooks', webhooks],
  ['/audit', audit],
  ['/settings/providers', providers],
  ['/settings/gateway', gateway],
  ['/settings/clients', clients],
  ['/settings/users', users],
  ['/settings/me', me],
];
