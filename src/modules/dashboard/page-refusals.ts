import type { FastifyRequest } from 'fastify';
import { noteRefusal, type Authenticator, type Call } from '../../http/authentication.js';
import type { Wrong } from '../../http/pages/components.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { SeeOther } from '../../http/pages/see-other.js';
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

/** What came of a press, for the page that is shown again; empty: nothing was pressed. */
export interface Came {
  readonly refused?: Refused;
  readonly hasChanged?: boolean;
  readonly wrong?: readonly Wrong[];
}

interface Press {
  /** The page from which it comes. */
  readonly path: string;
  /** This person has done it before. */
  readonly isDone: boolean;
  /** How the thing stands now: a form from a page on which it stood otherwise is not carried out. */
  readonly seen: string;
  readonly order: () => Promise<unknown>;
}

/** Carries out what was pressed, once, and only on what the person has seen. Leads away where it is done. */
export async function carryOut(
  { path, isDone, seen, order }: Press,
  { request }: Call,
  authenticator: Authenticator,
): Promise<Came> {
  if (isDone) throw new SeeOther(`${path}?done=already`);
  if (fieldOf(request.body as Form | undefined, 'seen') !== seen) return { hasChanged: true };
  const refused = await refusalOf(order, request, authenticator);
  if (refused === null) throw new SeeOther(`${path}?done=now`);
  return { refused };
}
