import { epochMs, instant } from '../../kernel/domain/clock.js';
import type { Language } from '../../kernel/domain/language.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { noticesTo, type NoticeRecipients, type NoticeSource, type Recipient } from '../notices/contract.js';
import { ReviewOpened, ReviewReopened } from './review.events.js';
import { reviewView } from './review.view.js';

/**
 * People learn that reviews wait, by at most two messages an hour: a bad hour of a provider opens hundreds. A message counts what waits when it is
 * sent; where all of it was decided by then, none is sent.
 */
export const reviewNotices = (
  documents: Pick<DocumentStore, 'query' | 'count'>,
  recipients: Pick<NoticeRecipients, 'withRoles'>,
): NoticeSource => ({
  kind: 'reviews-wait',
  events: [ReviewOpened, ReviewReopened],
  async notices({ metadata: { at } }) {
    const gathered = Math.floor(epochMs(at) / gatherMs) * gatherMs + gatherMs;
    const to = await recipients.withRoles(['support', 'finance', 'admin']);
    return noticesTo(to, instant(gathered), instant(gathered), instant(gathered));
  },
  async compose(_, to) {
    const waiting = { status: { in: ['open', 'assigned'] } };
    const count = await documents.count(reviewView.collection, waiting);
    if (count === 0) return null;
    const oldest = await documents.query(reviewView.collection, {
      where: { status: 'open' },
      sort: { field: 'openedAt', direction: 'ascending' },
      limit: 1,
    });
    const { address, language } = to as Recipient;
    const { subject, text } = texts[language];
    const [first] = oldest.documents;
    return { to: address, subject: subject(count), text: text(count, first?.openedAt ?? null), attachments: [] };
  },
});

const gatherMs = 30 * 60_000;

const texts: Readonly<
  Record<
    Language,
    { readonly subject: (count: number) => string; readonly text: (count: number, since: string | null) => string }
  >
> = {
  en: {
    subject: (count) => (count === 1 ? '1 review waits for a decision' : `${count} reviews wait for a decision`),
    text: (count, since) =>
      `Reviews that wait for a person: ${count}.\n${since === null ? '' : `The oldest that nobody has taken was opened at ${since}.\n`}Money may be in doubt until they are decided.\n`,
  },
  rw: {
    subject: (count) => `Ibitegereje icyemezo: ${count}`,
    text: (count, since) =>
      `Ibitegereje icyemezo cy’umuntu: ${count}.\n${since === null ? '' : `Icya kera kurusha ibindi kitarafatwa cyafunguwe: ${since}.\n`}Amafaranga ashobora kuba agishidikanywaho kugeza bifatiwe icyemezo.\n`,
  },
  fr: {
    subject: (count) => (count === 1 ? '1 dossier attend une décision' : `${count} dossiers attendent une décision`),
    text: (count, since) =>
      `Dossiers qui attendent une personne : ${count}.\n${since === null ? '' : `Le plus ancien que personne n’a pris a été ouvert le ${since}.\n`}De l’argent peut rester en doute jusqu’à leur décision.\n`,
  },
};
