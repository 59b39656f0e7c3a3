import type { Language } from '../../kernel/domain/language.js';
import { field, type Wrong } from '../../http/pages/components.js';
import type { Markup } from '../../http/pages/markup.js';
import { sayIn, text } from '../../http/pages/text.js';
import type { PasswordFault } from './password.rule.js';

/** Where a new password is typed. */
export function passwordField(name: string, language: Language, wrong: readonly Wrong[]): Markup {
  const say = sayIn(language);
  return field({
    name,
    label: say(newPassword),
    hint: say(hint),
    type: 'password',
    autocomplete: 'new-password',
    wrong,
  });
}

export function saidOfPassword(fault: NonNullable<PasswordFault>, language: Language): string {
  return sayIn(language)(faults[fault]);
}

const newPassword = text({ en: 'New password', rw: 'Ijambobanga rishya', fr: 'Nouveau mot de passe' });
const hint = text({
  en: 'At least 12 characters. Some words that belong together for you alone are a good one.',
  rw: 'Nibura inyuguti 12. Amagambo make ahuzwa nawe wenyine ni ijambobanga ryiza.',
  fr: 'Au moins 12 caractères. Quelques mots que vous seul associez en font un bon.',
});
const faults = {
  'too-short': text({
    en: 'The password needs at least 12 characters',
    rw: 'Ijambobanga rigomba kugira nibura inyuguti 12',
    fr: 'Le mot de passe doit avoir au moins 12 caractères',
  }),
  'too-long': text({
    en: 'The password may have 256 characters at most',
    rw: 'Ijambobanga ntirirenza inyuguti 256',
    fr: 'Le mot de passe ne peut dépasser 256 caractères',
  }),
  common: text({
    en: 'Many people use this password. Choose another one',
    rw: 'Iri jambobanga rikoreshwa na benshi. Hitamo irindi',
    fr: 'Beaucoup de gens utilisent ce mot de passe. Choisissez-en un autre',
  }),
  'about-you': text({
    en: 'The password is mostly your name or address. Choose another one',
    rw: 'Ijambobanga ryiganjemo izina cyangwa aderesi yawe. Hitamo irindi',
    fr: 'Le mot de passe est surtout votre nom ou votre adresse. Choisissez-en un autre',
  }),
};
