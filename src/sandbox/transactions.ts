import type { EnvironmentName } from './environments.js';
import type { OperationName } from './operations.js';
import type { Product } from './products.js';
import type { Asked } from './validation.js';

/** One thing that was asked of the platform, from its acceptance to the last callback about it. */
export interface Transaction {
  sequence: number;
  /** The caller's `X-Reference-Id`. */
  reference: string;
  product: Product;
  operation: OperationName;
  environment: EnvironmentName;
  /** Whose wallet is at the other end: a number mostly. */
  party: string | null;
  asked: Asked;
  /** In minor units. */
  amount: number;
  currency: string | null;
  status: string;
  reason: string | null;
  callbackUrl: string | null;
  acceptedAt: number;
  settledAt: number | null;
  /** What is still to happen, earliest first. It is kept with the transaction, so that a restart forgets none of it. */
  plan: Step[];
  deliveries: Delivery[];
  /** How often the same reference was sent again and answered 409. */
  repeats: number;
}

export type Step = { id: number; at: number } & (
  | { does: 'settle'; status: string; reason: string | null }
  /** `fields` is what the callback says that is not so, `host` where it goes that is not where it belongs. */
  | { does: 'call-back'; fields?: Record<string, unknown>; host?: string; retriesLeft: number }
);

/** One callback as it went out. */
export interface Delivery {
  at: number;
  method: string;
  url: string;
  /** The HTTP status of the receiver, or in a word why there is none. */
  answered: number | string;
}

export function isFinal(status: string): boolean {
  return status === 'SUCCESSFUL' || status === 'FAILED';
}
