import type { FastifyRequest } from 'fastify';
import { noteRefusal, type Authenticator } from '../../http/authentication.js';
import { problemOf } from '../../http/problem.filter.js';
import { Refusal } from '../../kernel/domain/refusal.js';

/** What a rule has refused, for the page on which the person stands. */
export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Runs an order of a person. Null: it was carried out. A rule’s refusal is on record as everywhere, and shown where the form is; whatever else fails is answered as everywhere. */
export async function refusalOf(
  order: () => Promise<unknown>,
  request: FastifyRequest,
  authenticator: Authenticator,
): Promise<Refused | null> {
  try {
    await order();
    return null;
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'not-found') throw error;
    const { code, detail } = error;
    const { status } = problemOf(error);
    noteRefusal(request, status, code, authenticator);
    return { status, code, detail };
  }
}
