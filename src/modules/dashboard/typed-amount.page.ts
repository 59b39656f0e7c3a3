import { sayIn, text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import { minorDigits } from '../../kernel/domain/money.js';
import type { TypedAmountFault } from './typed-amount.rule.js';

/** What is wrong with an amount, for the person who typed it. */
export function amountFault(fault: TypedAmountFault, currency: string, language: Language): string {
  const say = sayIn(language);
  switch (fault) {
    case 'digits':
      return say(notDigits, currency);
    case 'decimals':
      return minorDigits(currency) === 0
        ? say(noDecimals, currency)
        : say(tooManyDecimals, currency, minorDigits(currency) ?? 0);
    case 'zero':
      return say(amountZero);
    case 'more':
      return say(amountMore);
  }
}

const notDigits = text({
  en: (currency: string) =>
    `Enter the amount in ${currency} in the digits 0 to 9 alone, such as 5000: no comma, no space, no sign`,
  rw: (currency: string) =>
    `Andika amafaranga (${currency}) mu mibare 0 kugeza 9 gusa, urugero 5000: nta kitso, nta mwanya, nta kimenyetso`,
  fr: (currency: string) =>
    `Entrez le montant en ${currency} avec les seuls chiffres 0 à 9, par exemple 5000 : sans virgule, espace ni signe`,
});
const noDecimals = text({
  en: (currency: string) => `Enter a whole number: ${currency} has nothing after the point`,
  rw: (currency: string) => `Andika umubare wuzuye: ${currency} nta bice igira`,
  fr: (currency: string) => `Entrez un nombre entier : ${currency} n’a pas de décimales`,
});
const tooManyDecimals = text({
  en: (currency: string, digits: number) => `${currency} has ${digits} decimals; enter no more after the point`,
  rw: (currency: string, digits: number) => `${currency} igira imibare ${digits} nyuma y’akadomo; ntiwandike irenze`,
  fr: (currency: string, digits: number) =>
    `${currency} a ${digits} décimales ; n’en entrez pas davantage après le point`,
});
const amountZero = text({
  en: 'The amount must be more than zero',
  rw: 'Amafaranga agomba kurenga zeru',
  fr: 'Le montant doit être supérieur à zéro',
});
const amountMore = text({
  en: 'This is more than what is left',
  rw: 'Aya arenze asigaye',
  fr: 'C’est plus que ce qui reste',
});
