import type { Language } from '../../kernel/domain/language.js';
import { sayIn, text } from '../../http/pages/text.js';

/** What is wrong in forms of the own account. */
export const currentNotRight = (language: Language): string => sayIn(language)(notRight);
export const factorIsNeeded = (language: Language): string => sayIn(language)(needed);

const notRight = text({
  en: 'This is not your current password',
  rw: 'Iri si ryo jambobanga ryawe risanzwe',
  fr: 'Ce n’est pas votre mot de passe actuel',
});
const needed = text({
  en: 'Your roles need a second factor. Add another one before you remove this one',
  rw: 'Inshingano zawe zisaba uburyo bwa kabiri. Banza wongereho ubundi mbere yo gukuraho ubu',
  fr: 'Vos rôles demandent un second facteur. Ajoutez-en un autre avant de retirer celui-ci',
});
