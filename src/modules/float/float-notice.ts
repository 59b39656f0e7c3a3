import type { Language } from '../../kernel/domain/language.js';
import type { FloatDocument } from './float.js';

/** What people are written while a float does not cover what is approved. */
export function floatNotice(method: string, { balance, approved }: FloatDocument, language: Language) {
  const sums = approved.map(({ amount, currency }) => `${amount} ${currency}`).join(', ');
  return texts[language](method, `${balance?.amount} ${balance?.currency}`, sums);
}

const texts: Readonly<
  Record<Language, (method: string, balance: string, approved: string) => { subject: string; text: string }>
> = {
  en: (method, balance, approved) => ({
    subject: `${method}: the float is below what is approved to go out`,
    text: `The float at ${method} is ${balance}. Refunds and payouts that are approved come to ${approved}.\nWhat it does not cover fails or waits until the float is filled.\n`,
  }),
  rw: (method, balance, approved) => ({
    subject: `${method}: amafaranga ahari ntahagije ayemerejwe koherezwa`,
    text: `Amafaranga ahari kuri ${method} ni ${balance}. Ayemerejwe gusubizwa no kwishyurwa ni ${approved}.\nAyo adahagije azanga cyangwa ategereze kugeza hongewemo amafaranga.\n`,
  }),
  fr: (method, balance, approved) => ({
    subject: `${method} : le solde est inférieur à ce qui est approuvé`,
    text: `Le solde chez ${method} est de ${balance}. Les remboursements et paiements approuvés s’élèvent à ${approved}.\nCe qu’il ne couvre pas échoue ou attend jusqu’à son approvisionnement.\n`,
  }),
};
