import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Role } from '../kernel/domain/role.js';

/** Each role reads it; a service, what is its own. */
const everyRole = {
  service: 'own',
  support: 'all',
  finance: 'all',
  approver: 'all',
  auditor: 'all',
  admin: 'all',
} as const;

/** Each person who is signed in, for what is that person's own. */
const everyPerson = {
  service: 'own',
  support: 'own',
  finance: 'own',
  approver: 'own',
  auditor: 'own',
  admin: 'own',
} as const;

/**
 * The one table of access: every route, and what each role may do there. The guard reads it, `test/journeys/access.spec.ts` tries every cell,
 * docs/access.md and the OpenAPI document are printed from it. A route without a row stops the start.
 */
const rows = {
  'POST /v1/payments': { service: 'own', admin: 'own' },
  'GET /v1/payments': everyRole,
  'GET /v1/payments/:id': everyRole,
  'GET /v1/payments/:id/timeline': { service: 'own', support: 'all', finance: 'all', auditor: 'all', admin: 'all' },
  'POST /v1/payments/:id/status-check': { service: 'own', support: 'all', finance: 'all', admin: 'all' },
  'POST /v1/payments/:id/attempts': { service: 'own', admin: 'all' },
  'POST /v1/payments/:id/notes': { service: 'own', support: 'all', finance: 'all', admin: 'all' },
  'GET /v1/payments/:id/receipt': everyRole,
  'GET /v1/payments/:id/receipt.pdf': everyRole,
  'GET /v1/payments/:id/receipt.html': everyRole,
  'GET /v1/records/:type/:id': everyRole,
  'POST /v1/payments/:id/refunds': { service: 'own', finance: 'all', admin: 'all' },
  'GET /v1/refunds': everyRole,
  'GET /v1/refunds/:id': everyRole,
  'POST /v1/refunds/:id/approve': { approver: 'all', admin: 'all' },
  'POST /v1/refunds/:id/reject': { approver: 'all', admin: 'all' },
  'POST /v1/refunds/:id/complete': { finance: 'all', admin: 'all' },
  'GET /v1/receipts/:number': everyRole,
  'POST /v1/receipts/:number/ebm': { finance: 'all', admin: 'all' },
  'GET /v1/credit-notes/:number': everyRole,
  'GET /r/:number/:signature': { anybody: 'with the signature, which is on the receipt' },

  'POST /v1/payouts': { service: 'own', finance: 'own', admin: 'own' },
  'GET /v1/payouts': { service: 'own', finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/payouts/:id': { service: 'own', finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'POST /v1/payouts/:id/approve': { approver: 'all', admin: 'all' },
  'POST /v1/payouts/:id/reject': { approver: 'all', admin: 'all' },
  'POST /v1/payouts/:id/attempts': { service: 'own', finance: 'all', admin: 'all' },
  'POST /v1/payout-batches': { finance: 'all', admin: 'all' },
  'GET /v1/payout-batches': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/payout-batches/:id': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/payout-batches/:id/lines': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'POST /v1/payout-batches/:id/approve': { approver: 'all', admin: 'all' },
  'POST /v1/payout-batches/:id/reject': { approver: 'all', admin: 'all' },

  'POST /v1/payment-links': { service: 'own', admin: 'own' },
  'POST /v1/payment-links/sheet': { service: 'own', admin: 'own' },
  'GET /v1/payment-links': { service: 'own', finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/payment-links/:id': { service: 'own', finance: 'all', auditor: 'all', admin: 'all' },
  'POST /v1/payment-links/:id/close': { service: 'own', admin: 'all' },
  'GET /pay/:token': { anybody: 'the payer’s page: the token in the path cannot be guessed' },
  'POST /pay/:token': { anybody: 'the payer’s page: the token in the path cannot be guessed' },
  'GET /pay/:token/qr.svg': { anybody: 'the QR code of that page' },

  'GET /v1/reviews': { support: 'all', finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/reviews/:id': { support: 'all', finance: 'all', auditor: 'all', admin: 'all' },
  'POST /v1/reviews/:id/assign': { support: 'all', admin: 'all' },
  'POST /v1/reviews/:id/resolve': { support: 'all', admin: 'all' },

  'GET /v1/ledger/accounts': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/ledger/entries': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/ledger/trial-balance': { finance: 'all', auditor: 'all', admin: 'all' },
  'POST /v1/ledger/adjustments': { finance: 'all', admin: 'all' },
  'GET /v1/ledger/adjustments': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/ledger/adjustments/:id': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'POST /v1/ledger/adjustments/:id/approve': { approver: 'all', admin: 'all' },
  'POST /v1/ledger/adjustments/:id/reject': { approver: 'all', admin: 'all' },
  'POST /v1/days/:date/close': { finance: 'all', admin: 'all' },
  'GET /v1/days': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/days/:date': { finance: 'all', auditor: 'all', admin: 'all' },

  'POST /v1/settlements': { finance: 'all', admin: 'all' },
  'GET /v1/settlements': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/settlements/in-transit': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/settlements/suggestions': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/settlements/:id': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/settlements/:id/deposits': { finance: 'all', auditor: 'all', admin: 'all' },
  'POST /v1/settlements/:id/receive': { finance: 'all', admin: 'all' },
  'POST /v1/settlements/:id/cancel': { finance: 'all', admin: 'all' },

  'GET /v1/reports': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/reports/:name': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/reports/audit-log': { auditor: 'all', admin: 'all' },
  'POST /v1/report-jobs': { finance: 'own', auditor: 'own', admin: 'own' },
  'GET /v1/report-jobs': { finance: 'own', auditor: 'own', admin: 'own' },
  'GET /v1/report-jobs/:id': { finance: 'own', auditor: 'own', admin: 'own' },
  'GET /v1/report-jobs/:id/file': { finance: 'own', auditor: 'own', admin: 'own' },
  'DELETE /v1/report-jobs/:id': { finance: 'own', auditor: 'own', admin: 'own' },
  'POST /v1/reconciliation/statements': { finance: 'all', admin: 'all' },
  'GET /v1/reconciliation/statements': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/reconciliation/statements/:id': { finance: 'all', auditor: 'all', admin: 'all' },
  'POST /v1/reconciliation/statements/:id/cancel': { finance: 'all', admin: 'all' },
  'GET /v1/reconciliation/statements/:id/items': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/reconciliation/items': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/reconciliation/items/:id': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'POST /v1/reconciliation/items/resolve': { finance: 'all', admin: 'all' },
  'POST /v1/reconciliation/items/:id/resolve': { finance: 'all', admin: 'all' },
  'POST /v1/reconciliation/items/:id/approve': { approver: 'all', admin: 'all' },
  'POST /v1/reconciliation/items/:id/reject': { approver: 'all', admin: 'all' },
  'POST /v1/reconciliation/items/:id/reopen': { finance: 'all', admin: 'all' },
  'POST /v1/reconciliation/items/:id/assign': { finance: 'all', admin: 'all' },
  'POST /v1/reconciliation/items/:id/notes': { finance: 'all', admin: 'all' },
  'POST /v1/reconciliation/items/:id/accept-suggestion': { finance: 'all', admin: 'all' },

  'GET /v1/providers': { support: 'all', finance: 'all', auditor: 'all', admin: 'all' },
  'POST /v1/providers/:name/outage': { support: 'all', admin: 'all' },
  'POST /v1/providers/:name/outage/end': { support: 'all', admin: 'all' },

  'POST /v1/api-clients': { admin: 'all' },
  'GET /v1/api-clients': { auditor: 'all', admin: 'all' },
  'GET /v1/api-clients/:id': { auditor: 'all', admin: 'all' },
  'POST /v1/api-clients/:id/rotate': { admin: 'all' },
  'DELETE /v1/api-clients/:id': { admin: 'all' },

  'GET /v1/callbacks': { support: 'all', finance: 'all', auditor: 'all', admin: 'all' },
  'POST /callbacks/:provider/:token': { anybody: 'for the provider: the token in the path is a secret' },
  'PUT /callbacks/:provider/:token': { anybody: 'for the provider: the token in the path is a secret' },

  'POST /v1/webhook-endpoints': { service: 'own', admin: 'all' },
  'GET /v1/webhook-endpoints': { service: 'own', auditor: 'all', admin: 'all' },
  'GET /v1/webhook-endpoints/:id': { service: 'own', auditor: 'all', admin: 'all' },
  'PATCH /v1/webhook-endpoints/:id': { service: 'own', admin: 'all' },
  'DELETE /v1/webhook-endpoints/:id': { service: 'own', admin: 'all' },
  'POST /v1/webhook-endpoints/:id/rotate': { service: 'own', admin: 'all' },
  'POST /v1/webhook-endpoints/:id/test': { service: 'own', admin: 'all' },
  'POST /v1/webhook-endpoints/:id/recover': { service: 'own', admin: 'all' },
  'GET /v1/webhook-deliveries': { service: 'own', auditor: 'all', admin: 'all' },
  'GET /v1/webhook-deliveries/:id': { service: 'own', auditor: 'all', admin: 'all' },
  'POST /v1/webhook-deliveries/:id/redeliver': { service: 'own', admin: 'all' },

  'DELETE /v1/payers/:msisdn': { admin: 'all' },
  'GET /v1/payers/:msisdn/data': { admin: 'all' },
  'GET /v1/retention': { admin: 'all' },
  'GET /v1/audit/events': { auditor: 'all', admin: 'all' },
  'GET /v1/audit/payments/:id': { auditor: 'all', admin: 'all' },
  'GET /v1/audit/payouts/:id': { auditor: 'all', admin: 'all' },
  'GET /v1/audit/payout-batches/:id': { auditor: 'all', admin: 'all' },
  'GET /v1/audit/adjustments/:id': { auditor: 'all', admin: 'all' },
  'GET /v1/audit/days/:date': { auditor: 'all', admin: 'all' },
  'GET /v1/audit/settlements/:id': { auditor: 'all', admin: 'all' },
  'GET /v1/audit/verify': { auditor: 'all', admin: 'all' },
  'GET /v1/payments/:id/evidence': { support: 'all', finance: 'all', auditor: 'all', admin: 'all' },
  'GET /v1/seals': { anybody: 'hashes and signatures, which say nothing of what happened' },
  'GET /v1/seals/key': { anybody: 'the public key of the seals' },

  'GET /health/live': { anybody: 'a probe' },
  'GET /health/ready': { anybody: 'a probe; details for operators alone' },
  'GET /metrics': { anybody: 'for operators: with `METRICS_TOKEN`, or from this machine where it is not set' },
  'POST /v1/users': { admin: 'all' },
  'GET /v1/users': { auditor: 'all', admin: 'all' },
  'GET /v1/users/:id': { auditor: 'all', admin: 'all' },
  'PATCH /v1/users/:id': { admin: 'all' },
  'DELETE /v1/users/:id': { admin: 'all' },
  'POST /v1/users/:id/reset-sign-in': { admin: 'all' },

  'GET /': everyPerson,
  'GET /breakdown': { support: 'all', finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'GET /payments': { support: 'all', finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'GET /payments/:id': { support: 'all', finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'POST /payments/:id/status-check': { support: 'all', finance: 'all', admin: 'all' },
  'POST /payments/:id/notes': { support: 'all', finance: 'all', admin: 'all' },
  'GET /webhooks': { auditor: 'all', admin: 'all' },
  'POST /webhooks/endpoints': { admin: 'all' },
  'GET /webhooks/endpoints/:id': { auditor: 'all', admin: 'all' },
  'POST /webhooks/endpoints/:id': { admin: 'all' },
  'POST /webhooks/endpoints/:id/start': { admin: 'all' },
  'POST /webhooks/endpoints/:id/rotate': { admin: 'all' },
  'POST /webhooks/endpoints/:id/test': { admin: 'all' },
  'POST /webhooks/endpoints/:id/recover': { admin: 'all' },
  'GET /webhooks/endpoints/:id/remove': { admin: 'all' },
  'POST /webhooks/endpoints/:id/remove': { admin: 'all' },
  'GET /webhooks/deliveries': { auditor: 'all', admin: 'all' },
  'GET /webhooks/deliveries/:id': { auditor: 'all', admin: 'all' },
  'POST /webhooks/deliveries/:id/redeliver': { admin: 'all' },
  'GET /audit': { auditor: 'all', admin: 'all' },
  'GET /audit/replay': { auditor: 'all', admin: 'all' },
  'GET /audit/seals': { auditor: 'all', admin: 'all' },
  'GET /audit/verify': { auditor: 'all', admin: 'all' },
  'GET /audit/payments/:id/evidence': { support: 'all', finance: 'all', auditor: 'all', admin: 'all' },
  'GET /settings/providers': { support: 'all', finance: 'all', auditor: 'all', admin: 'all' },
  'POST /settings/providers/:name/outage': { support: 'all', admin: 'all' },
  'POST /settings/providers/:name/outage/end': { support: 'all', admin: 'all' },
  'GET /settings/gateway': { auditor: 'all', admin: 'all' },
  'GET /reconciliation': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'GET /reconciliation/items/:id': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'POST /reconciliation/items/resolve': { finance: 'all', admin: 'all' },
  'POST /reconciliation/items/:id/assign': { finance: 'all', admin: 'all' },
  'POST /reconciliation/items/:id/notes': { finance: 'all', admin: 'all' },
  'POST /reconciliation/items/:id/resolve': { finance: 'all', admin: 'all' },
  'POST /reconciliation/items/:id/reopen': { finance: 'all', admin: 'all' },
  'POST /reconciliation/items/:id/accept-suggestion': { finance: 'all', admin: 'all' },
  'POST /reconciliation/items/:id/approve': { approver: 'all', admin: 'all' },
  'POST /reconciliation/items/:id/reject': { approver: 'all', admin: 'all' },
  'GET /reconciliation/statements': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /reconciliation/statements/:id': { finance: 'all', auditor: 'all', admin: 'all' },
  'POST /reconciliation/statements': { finance: 'all', admin: 'all' },
  'POST /reconciliation/statements/check': { finance: 'all', admin: 'all' },
  'POST /reconciliation/statements/:id/cancel': { finance: 'all', admin: 'all' },
  'GET /settlements': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /settlements/suggestions': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /settlements/:id': { finance: 'all', auditor: 'all', admin: 'all' },
  'POST /settlements': { finance: 'all', admin: 'all' },
  'POST /settlements/:id/receive': { finance: 'all', admin: 'all' },
  'POST /settlements/:id/cancel': { finance: 'all', admin: 'all' },
  'GET /reports': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /reports/:name': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /reports/audit-log': { auditor: 'all', admin: 'all' },
  'POST /reports/jobs': { finance: 'own', auditor: 'own', admin: 'own' },
  'GET /reports/jobs/:id': { finance: 'own', auditor: 'own', admin: 'own' },
  'GET /reports/jobs/:id/file': { finance: 'own', auditor: 'own', admin: 'own' },
  'POST /reports/jobs/:id/cancel': { finance: 'own', auditor: 'own', admin: 'own' },
  'GET /reports/days': { finance: 'all', auditor: 'all', admin: 'all' },
  'GET /reports/days/:date': { finance: 'all', auditor: 'all', admin: 'all' },
  'POST /reports/days/:date/close': { finance: 'all', admin: 'all' },
  'GET /payments/:id/refund': { finance: 'all', admin: 'all' },
  'POST /payments/:id/refund': { finance: 'all', admin: 'all' },
  'GET /refunds': { support: 'all', finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'GET /refunds/:id': { support: 'all', finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'POST /refunds/:id/approve': { approver: 'all', admin: 'all' },
  'POST /refunds/:id/reject': { approver: 'all', admin: 'all' },
  'POST /refunds/:id/complete': { finance: 'all', admin: 'all' },
  'POST /refunds/:id/status-check': { support: 'all', finance: 'all', admin: 'all' },
  'POST /refunds/:id/notes': { support: 'all', finance: 'all', admin: 'all' },
  'GET /payouts': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'GET /payouts/:id': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'POST /payouts/:id/approve': { approver: 'all', admin: 'all' },
  'POST /payouts/:id/reject': { approver: 'all', admin: 'all' },
  'POST /payouts/:id/attempts': { finance: 'all', admin: 'all' },
  'POST /payouts/:id/status-check': { finance: 'all', admin: 'all' },
  'GET /payouts/batches': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'GET /payouts/batches/new': { finance: 'all', admin: 'all' },
  'POST /payouts/batches/new': { finance: 'all', admin: 'all' },
  'GET /payouts/batches/:id': { finance: 'all', approver: 'all', auditor: 'all', admin: 'all' },
  'POST /payouts/batches/:id/approve': { approver: 'all', admin: 'all' },
  'POST /payouts/batches/:id/reject': { approver: 'all', admin: 'all' },
  'GET /reviews': { support: 'all', finance: 'all', auditor: 'all', admin: 'all' },
  'GET /reviews/:id': { support: 'all', finance: 'all', auditor: 'all', admin: 'all' },
  'POST /reviews/:id/assign': { support: 'all', admin: 'all' },
  'POST /reviews/:id/notes': { support: 'all', finance: 'all', admin: 'all' },
  'POST /reviews/:id/resolve': { support: 'all', admin: 'all' },
  'GET /sign-in': { anybody: 'a page to sign in at' },
  'POST /sign-in': { anybody: 'with an e-mail address and a password' },
  'GET /sign-in/second-factor': everyPerson,
  'POST /sign-in/second-factor': everyPerson,
  'POST /sign-out': everyPerson,
  'GET /invite/:token': { anybody: 'with the token, which works once' },
  'POST /invite/:token': { anybody: 'with the token, which works once' },
  'GET /settings/me': everyPerson,
  'POST /settings/me/language': everyPerson,
  'POST /settings/me/password': everyPerson,
  'GET /settings/me/second-factor': everyPerson,
  'POST /settings/me/second-factor': everyPerson,
  'GET /settings/me/second-factor/remove': everyPerson,
  'POST /settings/me/second-factor/remove': everyPerson,
  'POST /settings/me/recovery-codes': everyPerson,
  'POST /settings/me/sessions/end': everyPerson,
  'GET /settings/clients': { auditor: 'all', admin: 'all' },
  'POST /settings/clients': { admin: 'all' },
  'GET /settings/clients/:id/rotate': { admin: 'all' },
  'POST /settings/clients/:id/rotate': { admin: 'all' },
  'GET /settings/clients/:id/revoke': { admin: 'all' },
  'POST /settings/clients/:id/revoke': { admin: 'all' },
  'GET /settings/users': { auditor: 'all', admin: 'all' },
  'POST /settings/users': { admin: 'all' },
  'GET /settings/users/:id': { admin: 'all' },
  'POST /settings/users/:id': { admin: 'all' },
  'GET /settings/users/:id/remove': { admin: 'all' },
  'POST /settings/users/:id/remove': { admin: 'all' },
  'GET /settings/users/:id/reset-sign-in': { admin: 'all' },
  'POST /settings/users/:id/reset-sign-in': { admin: 'all' },
  'GET /assets/:name': { anybody: 'what pages load: the stylesheet' },
  'GET /docs': { anybody: 'this API’s page' },
  'GET /docs/*': { anybody: 'the OpenAPI document, and the files of its page' },
} as const satisfies Readonly<Record<string, Row>>;

/** Money that leaves, what two people decide, what settles a doubt, who may do what, and a person's data. */
const sensitive: ReadonlySet<string> = new Set<Route>([
  'POST /v1/payments/:id/refunds',
  'POST /v1/refunds/:id/approve',
  'POST /v1/refunds/:id/reject',
  'POST /v1/refunds/:id/complete',
  'POST /v1/receipts/:number/ebm',
  'POST /v1/payouts',
  'POST /v1/payouts/:id/approve',
  'POST /v1/payouts/:id/reject',
  'POST /v1/payouts/:id/attempts',
  'POST /v1/payout-batches',
  'POST /v1/payout-batches/:id/approve',
  'POST /v1/payout-batches/:id/reject',
  'POST /v1/reviews/:id/resolve',
  'POST /v1/ledger/adjustments',
  'POST /v1/ledger/adjustments/:id/approve',
  'POST /v1/ledger/adjustments/:id/reject',
  'POST /v1/days/:date/close',
  'POST /reports/days/:date/close',
  'POST /v1/settlements/:id/receive',
  'POST /settlements/:id/receive',
  'POST /v1/settlements/:id/cancel',
  'POST /settlements/:id/cancel',
  'POST /v1/api-clients',
  'POST /v1/api-clients/:id/rotate',
  'DELETE /v1/api-clients/:id',
  'POST /settings/clients/:id/revoke',
  'PATCH /v1/users/:id',
  'DELETE /v1/users/:id',
  'POST /v1/users/:id/reset-sign-in',
  'POST /settings/users/:id',
  'POST /settings/users/:id/remove',
  'POST /settings/users/:id/reset-sign-in',
  'DELETE /v1/payers/:msisdn',
  'POST /payments/:id/refund',
  'POST /refunds/:id/approve',
  'POST /refunds/:id/reject',
  'POST /refunds/:id/complete',
  'POST /payouts/:id/approve',
  'POST /payouts/:id/reject',
  'POST /payouts/:id/attempts',
  'POST /payouts/batches/new',
  'POST /payouts/batches/:id/approve',
  'POST /payouts/batches/:id/reject',
  'POST /reviews/:id/resolve',
]);

/**
 * Whether a rule's refusal is on record: of what is forbidden everywhere, of what stands against something at sensitive routes. A payment that is
 * refused because another holds its record is a service's daily business.
 */
export const isSensitive = (route: string, status: number): boolean =>
  status === 403 || (status === 409 && sensitive.has(route));

/** `own`: what is the calling client's own. `all`: every client's. No entry: 403. */
export type Scope = 'own' | 'all';
type GrantingRole = Exclude<Role, 'payer:read'>;
type Grants = Readonly<Partial<Record<GrantingRole, Scope>>>;
export type Row = Grants | { readonly anybody: string };
export type Route = keyof typeof rows;

export const access: ReadonlyMap<string, Row> = new Map(Object.entries(rows));

/**
 * What moves money, opens or ends somebody's access, hands out people's data or erases it. A person who is signed in needs a second factor not older
 * than ten minutes for it; a key does not.
 */
const freshFactor: ReadonlySet<string> = new Set<Route>([
  'POST /v1/payments',
  'POST /v1/payments/:id/attempts',
  'POST /v1/payments/:id/refunds',
  'POST /v1/refunds/:id/approve',
  'POST /v1/refunds/:id/complete',
  'POST /v1/payouts',
  'POST /v1/payouts/:id/approve',
  'POST /v1/payouts/:id/attempts',
  'POST /v1/payout-batches',
  'POST /v1/payout-batches/:id/approve',
  'POST /v1/reviews/:id/resolve',
  'POST /v1/ledger/adjustments',
  'POST /v1/ledger/adjustments/:id/approve',
  'POST /v1/reconciliation/items/:id/approve',
  'POST /reconciliation/items/:id/approve',
  'POST /v1/days/:date/close',
  'POST /reports/days/:date/close',
  'POST /v1/users',
  'PATCH /v1/users/:id',
  'DELETE /v1/users/:id',
  'POST /v1/users/:id/reset-sign-in',
  'POST /settings/users',
  'GET /settings/users/:id',
  'POST /settings/users/:id',
  'GET /settings/users/:id/remove',
  'POST /settings/users/:id/remove',
  'GET /settings/users/:id/reset-sign-in',
  'POST /settings/users/:id/reset-sign-in',
  'POST /v1/api-clients',
  'POST /v1/api-clients/:id/rotate',
  'DELETE /v1/api-clients/:id',
  'POST /settings/clients',
  'GET /settings/clients/:id/rotate',
  'POST /settings/clients/:id/rotate',
  'GET /settings/clients/:id/revoke',
  'POST /settings/clients/:id/revoke',
  'POST /v1/webhook-endpoints',
  'PATCH /v1/webhook-endpoints/:id',
  'POST /v1/webhook-endpoints/:id/rotate',
  'DELETE /v1/payers/:msisdn',
  'GET /v1/payers/:msisdn/data',
  'GET /v1/payments/:id/evidence',
  'GET /audit/payments/:id/evidence',
  'GET /v1/reports/:name',
  'GET /v1/reports/audit-log',
  'POST /v1/report-jobs',
  'GET /v1/report-jobs/:id/file',
  'POST /reports/jobs',
  'GET /reports/jobs/:id/file',
  'POST /webhooks/endpoints',
  'POST /webhooks/endpoints/:id',
  'POST /webhooks/endpoints/:id/rotate',
  'GET /payments/:id/refund',
  'POST /payments/:id/refund',
  'POST /refunds/:id/approve',
  'POST /refunds/:id/complete',
  'POST /payouts/:id/approve',
  'POST /payouts/:id/attempts',
  'GET /payouts/batches/new',
  'POST /payouts/batches/new',
  'POST /payouts/batches/:id/approve',
  'POST /reviews/:id/resolve',
]);

export const needsFreshFactor = (route: string): boolean => freshFactor.has(route);

/** Undefined where no route has been matched. */
export const accessTo = ({ method, routeOptions: { url } }: FastifyRequest): Row | undefined =>
  access.get(routeName(method, url ?? ''));

export const isForAnybody = (row: Row | undefined): row is { readonly anybody: string } =>
  row !== undefined && 'anybody' in row;

/** The widest of what each role may do; null: nothing. */
export function scopeOf(roles: readonly string[], row: Row | undefined): Scope | null {
  if (row === undefined || 'anybody' in row) return null;
  const scopes = roles.map((role) => row[role as GrantingRole]);
  return scopes.includes('all') ? 'all' : scopes.includes('own') ? 'own' : null;
}

/** Whether a client with these roles may use a route for every client's things. */
export const mayForAll = (roles: readonly string[], route: Route): boolean => scopeOf(roles, rows[route]) === 'all';

/** Whether a client with these roles may use a route at all. */
export const mayUse = (roles: readonly string[], route: Route): boolean => scopeOf(roles, rows[route]) !== null;

/** What the documentation says of a route. */
export function whoMayUse(row: Row): string {
  if ('anybody' in row) return `Needs no API key: ${row.anybody}.`;
  const named = (scope: Scope) =>
    Object.entries(row)
      .filter(([, of]) => of === scope)
      .map(([role]) => `\`${role}\``)
      .join(', ');
  const [own, all] = [named('own'), named('all')];
  return [
    ...(all === '' ? [] : [`For the roles ${all}.`]),
    ...(own === '' ? [] : [`For ${own}: the client’s own alone.`]),
  ].join(' ');
}

/** The start fails with a route that the table does not know. Called before there are routes. */
export function refuseUnlistedRoutes(server: FastifyInstance): void {
  server.addHook('onRoute', ({ method, url, config }) => {
    if (config !== undefined && onlyRefuses in config) return;
    for (const name of [method].flat()) {
      const route = routeName(name, url);
      if (!access.has(route)) throw new Error(`The route ${route} has no row in the table of access`);
    }
  });
}

/** Marks a route that does nothing but refuse, in its `config`. */
export const onlyRefuses = 'onlyRefuses';

/** HEAD is GET without a body, a slash at the end makes no other route, and the files of the page are one. */
export const routeName = (method: string, url: string): string =>
  `${method === 'HEAD' ? 'GET' : method} ${url.replace(/(?<=.)\/$/, '').replace(/^\/docs\/.+/, '/docs/*')}`;
