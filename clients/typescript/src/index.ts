export {
  Ishyura,
  type Asking,
  type ClientOptions,
  type NewPayment,
  type Payment,
  type RecordStatus,
  type Refund,
  type TimelineEvent,
  type Waiting,
} from './client.ts';
export { OutcomeUnknown, Refused, type Problem, type ProblemCode, type ProblemOf } from './problems.ts';
export type { components, operations, paths } from './schema.ts';
export { verifyWebhook, WebhookRejected, type Delivery, type WebhookEvent } from './webhooks.ts';
