import type { Language } from '../../kernel/domain/language.js';
import type { Recorded } from '../../kernel/domain/events.js';
import { noticesTo, type NoticeRecipients, type NoticeSource, type Recipient } from '../notices/contract.js';
import type { Endpoints } from './endpoints.js';
import { WebhookEndpointStopped, type StopReason, type WebhookEvent } from './webhook.events.js';

/** People learn that an endpoint is stopped: until somebody starts it again, its client hears of nothing. */
export const endpointNotices = (
  endpoints: Pick<Endpoints, 'all'>,
  recipients: Pick<NoticeRecipients, 'withRoles'>,
): NoticeSource => ({
  kind: 'stopped-endpoint',
  events: [WebhookEndpointStopped],
  async notices(event) {
    const { data, id } = event as Recorded<WebhookEvent>;
    return noticesTo(await recipients.withRoles(['admin']), id, data.endpointId, null);
  },
  async compose(endpointId, to) {
    const found = (await endpoints.all()).find(({ id }) => id === endpointId);
    // Somebody was faster.
    if (found === undefined || found.status !== 'stopped') return null;
    const { address, language } = to as Recipient;
    const { subject, text } = texts[language];
    const because = found.stoppedBecause ?? 'FAILING';
    return { to: address, subject, text: text(endpointId, new URL(found.url).host, because), attachments: [] };
  },
});

const texts: Readonly<
  Record<Language, { subject: string; text: (id: string, host: string, because: StopReason) => string }>
> = {
  en: {
    subject: 'A webhook endpoint was stopped',
    text: (id, host, because) =>
      `The webhook endpoint ${id} (${host}) was stopped: ${because === 'GONE' ? 'it answered that it is gone (410)' : 'every try of three days failed'}.\nIts client hears of nothing until the endpoint is started again. Nothing is lost: after a start, ask for what was missed (recover).\n`,
  },
  rw: {
    subject: 'Aho webhook zoherezwa harahagaritswe',
    text: (id, host, because) =>
      `Aho webhook zoherezwa ${id} (${host}) harahagaritswe: ${because === 'GONE' ? 'hasubije ko hatagikora (410)' : 'kohereza byose by’iminsi itatu byanze'}.\nNta makuru yoherezwayo kugeza hongeye gutangizwa. Nta cyatakaye: nimara kuhatangiza, saba ibyasigaye (recover).\n`,
  },
  fr: {
    subject: 'Un point de réception de webhooks a été arrêté',
    text: (id, host, because) =>
      `Le point de réception ${id} (${host}) a été arrêté : ${because === 'GONE' ? 'il a répondu qu’il n’existe plus (410)' : 'tous les essais ont échoué pendant trois jours'}.\nSon client n’apprend plus rien avant son redémarrage. Rien n’est perdu : après le redémarrage, demandez ce qui manque (recover).\n`,
  },
};
