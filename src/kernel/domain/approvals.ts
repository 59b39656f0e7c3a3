import { z } from 'zod';
import { Money } from './money.js';
import { Refusal } from './refusal.js';

/** The API client or user that asked for money to go out, or approved it, and the person behind it. It is kept in events. */
export const signerShape = z.object({
  id: z.string(),
  person: z.string(),
  /** Of a user: whom a key with this name as its owner belongs to. */
  named: z.string().exactOptional(),
});
export type Signer = z.output<typeof signerShape>;

/** Who signs, as `Principal` has it. */
export interface Signing {
  readonly id: string;
  readonly owner: string | null;
  /** Absent: an API client. */
  readonly kind?: 'client' | 'user';
  readonly name?: string;
}

/**
 * A user is a person. The person of a key is its owner, where one is named, by a user's id or by a name: two keys of one owner are one person, and so
 * are a user and a key of that user. A key without an owner is a person of its own.
 */
export function signerOf({ id, owner, kind = 'client', name }: Signing): Signer {
  if (kind === 'user') return { id, person: `user:${id}`, ...(name !== undefined && { named: ownerNamed(name) }) };
  if (owner === null) return { id, person: `client:${id}` };
  return { id, person: isUserId(owner.trim()) ? `user:${owner.trim()}` : ownerNamed(owner) };
}

/** The form of the ids of users. */
export const isUserId = (text: string): boolean => /^usr_[0-9a-f]{24}$/.test(text);

const ownerNamed = (name: string): string => `owner:${plainName(name)}`;

/** One name, however it was typed. */
const plainName = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();

export const isSamePerson = (one: Signer, other: Signer): boolean =>
  one.id === other.id || one.person === other.person || one.named === other.person || one.person === other.named;

/** From which amount how many different people must approve, in the order of the amounts. */
export interface ApprovalThresholds {
  /** Of the installation. */
  readonly currency: string;
  /** The first is from 0. */
  readonly steps: readonly { readonly from: Money; readonly people: number }[];
}

/** How many people must approve this amount. An amount in a currency that no threshold names needs as many as the highest threshold. */
export function peopleNeeded({ currency, steps }: ApprovalThresholds, amount: Money): number {
  const passed = amount.currency === currency ? steps.filter(({ from }) => !from.exceeds(amount)) : steps;
  return Math.max(1, ...passed.map(({ people }) => people));
}

/** Reads `0:1,500000:2`: amounts in major units of the currency, and numbers of people. A text is what is wrong with it. */
export function readThresholds(text: string, currency: string): ApprovalThresholds | string {
  const steps: { from: Money; people: number }[] = [];
  for (const part of text.split(',')) {
    const [amount = '', people = '', ...rest] = part.trim().split(':');
    const from = /^\d/.test(amount) ? Money.parse(amount, currency) : null;
    if (rest.length > 0 || from === null || !/^[1-9]$/.test(people))
      return `${JSON.stringify(part.trim())} is not an amount of ${currency}, a colon and 1 to 9 people`;
    const before = steps.at(-1);
    if (before === undefined && from.isPositive) return `the first amount must be 0`;
    if (before !== undefined && !from.exceeds(before.from)) return `${amount} must be more than the amount before it`;
    if (before !== undefined && Number(people) < before.people)
      return `${amount} must not need fewer people than a smaller amount`;
    steps.push({ from, people: Number(people) });
  }
  return { currency, steps };
}

/** The people of one request for money: of a refund, a payout, a batch of payouts or an adjustment of the ledger. */
export interface Approvals {
  readonly requestedBy: Signer;
  /** In the order in which they approved. */
  readonly approvedBy: readonly Signer[];
}

/** What is known at the moment at which approvals are counted. */
export interface Count {
  /** How many different people must approve: `peopleNeeded`. */
  readonly needed: number;
  /** The ids of those that have approved and may not approve any more: their key is revoked or has ended, or their role is gone. */
  readonly left: readonly string[];
}

/**
 * The people whose approval counts: none of them is the requester, one person counts once under however many keys, and an approver who has left
 * does not count. Callers count when the last approval is given, and again at the moment at which money is about to move.
 */
export function approversThatCount({ requestedBy, approvedBy }: Approvals, { left }: Pick<Count, 'left'>): Signer[] {
  const people: Signer[] = [];
  for (const signer of approvedBy) {
    const counts = !left.includes(signer.id) && ![requestedBy, ...people].some((other) => isSamePerson(other, signer));
    if (counts) people.push(signer);
  }
  return people;
}

/** Whether enough people have approved, as of now. */
export const isApproved = (known: Approvals, count: Count): boolean =>
  approversThatCount(known, count).length >= count.needed;

/** What one more approval comes to. */
export interface Approved {
  /** False: this person has approved before. */
  readonly isNew: boolean;
  /** Enough people have approved, this one included. */
  readonly isEnough: boolean;
}

/** By the client or user itself: the same person under another key has not. */
export const hasApproved = ({ approvedBy }: Pick<Approvals, 'approvedBy'>, { id }: { readonly id: string }): boolean =>
  approvedBy.some((signer) => signer.id === id);

/** Whether this person may still say yes or no to what waits for approval: neither its requester, nor one who has approved it before. */
export const mayStillDecide = ({ requestedBy, approvedBy }: Approvals, signer: Signer): boolean =>
  ![requestedBy, ...approvedBy].some((other) => isSamePerson(other, signer));

/** Throws the refusal where the person has asked for it: nobody approves a request of their own, whatever the role. */
export function approvedBy(known: Approvals, signer: Signer, count: Count): Approved {
  refuseRequester(known, signer);
  const isNew = !hasApproved(known, signer);
  const after = { ...known, approvedBy: isNew ? [...known.approvedBy, signer] : known.approvedBy };
  return { isNew, isEnough: isApproved(after, count) };
}

/** For what the requester may not do: approve, reject, or carry out by hand. */
export function refuseRequester({ requestedBy }: Pick<Approvals, 'requestedBy'>, signer: Signer): void {
  if (isSamePerson(requestedBy, signer)) throw new Refusal('forbidden', 'APPROVER_IS_REQUESTER');
}
