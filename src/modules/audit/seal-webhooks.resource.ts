import type { Recorded } from '../../kernel/domain/events.js';
import type { WebhookSource } from '../webhooks/contract.http.js';
import { hashOfSeal } from './seal.chain.js';
import { SealMade, type Seal } from './seal.events.js';

/** What seals tell webhooks. They belong to no client, and every client may read them. */
export const sealWebhooks: WebhookSource = {
  group: 'seal',
  events: [SealMade],
  types: { SealMade: 'seal.made' },
  route: 'GET /v1/seals',
  schema: 'Seal',
  async tell(event) {
    const { hashes: _, ...seal } = (event as Recorded<{ type: 'SealMade'; data: Seal }>).data;
    const shown = { ...seal, hash: hashOfSeal(seal) };
    return { resourceId: String(seal.number), sequence: 1, owner: null, about: null, show: async () => shown };
  },
};
