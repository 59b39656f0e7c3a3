import { money } from '../../http/pages/components.js';
import { html, type Value } from '../../http/pages/markup.js';
import { text, type Say, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import type { Refundable, RefundObstacle } from './refundable.rule.js';

/** What was paid, what went back, what is set aside and for which refunds, and what is left: one sum, from top to bottom. */
export function refundableRows(
  { currency, paid, refunded, aside, asideFor, left, obstacle }: Refundable,
  language: Language,
  say: Say,
): readonly (readonly [string, Value])[] {
  const written = (amount: string) => money({ amount, currency }, language);
  const refunds = asideFor.map(
    ({ refundId, amount }) =>
      html`<li>${written(amount)} <a href="/refunds/${refundId}">${refundId.slice(0, 12)}…</a></li>`,
  );
  const why =
    obstacle !== null ? say(obstacleWords[obstacle]) : aside === '0' || Number(aside) === 0 ? null : say(asideMeans);
  return [
    [say(paidLabel), written(paid)],
    [say(refundedLabel), written(refunded)],
    ...(asideFor.length === 0 ? [] : [[say(asideLabel), html`${written(aside)}<ul>${refunds}</ul>`] as const]),
    [say(leftLabel), html`<strong>${written(left)}</strong>${why !== null && html`<br>${why}`}`],
  ];
}

const paidLabel = text({ en: 'Paid', rw: 'Ayishyuwe', fr: 'Payé' });
const refundedLabel = text({ en: 'Refunded', rw: 'Ayasubijwe', fr: 'Remboursé' });
const asideLabel = text({
  en: 'Set aside for refunds that are not over',
  rw: 'Ayabitswe ukwayo kubera amasubizwa atararangira',
  fr: 'Mis de côté pour des remboursements en cours',
});
const leftLabel = text({ en: 'Left to refund', rw: 'Ashobora gusubizwa', fr: 'Reste remboursable' });
const asideMeans = text({
  en: 'What is set aside cannot be asked for again. It is free when its refund is rejected or fails.',
  rw: 'Ayabitswe ukwayo ntashobora kongera gusabwa. Arekurwa iyo isubizwa ryayo ryanzwe cyangwa ritakunze.',
  fr: 'Ce qui est mis de côté ne peut pas être redemandé. Il se libère si son remboursement est refusé ou échoue.',
});

/** Why no refund can be asked for. */
export const obstacleWords: Readonly<Record<RefundObstacle, Text<[], string>>> = {
  'not-paid': text({
    en: 'It was not paid, so there is nothing to refund.',
    rw: 'Ntibwishyuwe, nta cyo gusubiza gihari.',
    fr: 'Il n’a pas été payé : il n’y a rien à rembourser.',
  }),
  uncertain: text({
    en: 'Nobody knows yet whether it was paid. Decide its review first.',
    rw: 'Ntibiramenyekana niba bwarishyuwe. Banza ufate icyemezo ku isuzuma ryabwo.',
    fr: 'On ne sait pas encore s’il a été payé. Décidez d’abord sa vérification.',
  }),
  refunded: text({
    en: 'All of it has gone back.',
    rw: 'Yose yarasubijwe.',
    fr: 'Tout a été rendu.',
  }),
  'in-doubt': text({
    en: 'The provider contradicts itself about this money. Decide the review first; nothing can be refunded before.',
    rw: 'Ikigo cy’itumanaho kirivuguruza kuri aya mafaranga. Banza ufate icyemezo ku isuzuma; nta gishobora gusubizwa mbere.',
    fr: 'L’opérateur se contredit sur cet argent. Décidez d’abord la vérification ; rien ne peut être remboursé avant.',
  }),
  'all-aside': text({
    en: 'All that is left is set aside for refunds that are not over. It is free when they are rejected or fail.',
    rw: 'Asigaye yose yabitswe ukwayo kubera amasubizwa atararangira. Arekurwa iyo yanzwe cyangwa atakunze.',
    fr: 'Tout le reste est mis de côté pour des remboursements en cours. Il se libère s’ils sont refusés ou échouent.',
  }),
};
