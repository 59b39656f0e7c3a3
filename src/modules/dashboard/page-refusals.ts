import type { Authenticator, Call } from '../../http/authentication.js';
import type { Wrong } from '../../http/pages/components.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { refusalOf, type Refused } from '../../http/pages/refusals.js';
import { SeeOther } from '../../http/pages/see-other.js';

export { refusalOf, type Refused };

/** What came of a press, for the page that is shown again; empty: nothing was pressed. */
export interface Came {
  readonly refused?: Refused;
  readonly hasChanged?: boolean;
  readonly wrong?: readonly Wrong[];
}

interface Press {
  /** The page from which it comes. */
  readonly path: string;
  /** Whether this person has done it before. It is asked again after a refusal: of two presses at once, the second is refused for what the first has done. */
  readonly isDone: () => Promise<boolean>;
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
  if (await isDone()) throw new SeeOther(`${path}?done=already`);
  if (fieldOf(request.body as Form | undefined, 'seen') !== seen) return { hasChanged: true };
  const refused = await refusalOf(order, request, authenticator);
  if (refused === null) throw new SeeOther(`${path}?done=now`);
  if (await isDone()) throw new SeeOther(`${path}?done=already`);
  return { refused };
}
