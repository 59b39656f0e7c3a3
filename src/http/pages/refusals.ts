import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../kernel/domain/refusal.js';
import { noteRefusal, type Authenticator } from '../authentication.js';
import { problemOf } from '../problem.filter.js';
import { fieldOf, type Form } from './form-body.js';

/** What a rule has refused, for the page on which the person stands. */
export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Runs an order of a person. A rule’s refusal is on record as everywhere, and shown where the form is; whatever else fails is answered as everywhere. */
export async function carriedOut<T>(
  order: () => Promise<T>,
  request: FastifyRequest,
  authenticator: Authenticator,
): Promise<{ readonly done: T } | { readonly refused: Refused }> {
  try {
    return { done: await order() };
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'not-found') throw error;
    const { code, detail } = error;
    const { status } = problemOf(error);
    noteRefusal(request, status, code, authenticator);
    return { refused: { status, code, detail } };
  }
}

/** The same of an order that answers nothing. Null: it was carried out. */
export async function refusalOf(...asked: Parameters<typeof carriedOut<unknown>>): Promise<Refused | null> {
  const came = await carriedOut(...asked);
  return 'refused' in came ? came.refused : null;
}

/** What came of a press on a page that asked once more, where it was not done. */
export interface Came {
  readonly hasChanged: boolean;
  readonly refused: Refused | null;
}
export const nothingCame: Came = { hasChanged: false, refused: null };

/** Carries out what was pressed on a page that asked once more (`confirmForm`), where it still stands as it was seen. A press from elsewhere is asked about first. */
export async function pressed<T>(
  seen: string,
  order: () => Promise<T>,
  request: FastifyRequest,
  authenticator: Authenticator,
): Promise<{ readonly done: T } | { readonly came: Came }> {
  const asSeen = fieldOf(request.body as Form | undefined, 'seen');
  if (asSeen !== seen) return { came: { hasChanged: asSeen !== '', refused: null } };
  const came = await carriedOut(order, request, authenticator);
  return 'done' in came ? came : { came: { hasChanged: false, refused: came.refused } };
}
