import { hash, randomBytes } from 'node:crypto';
import { instant, type Instant } from '../../kernel/domain/clock.js';
import type { Order } from '../../kernel/domain/decider.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Language } from '../../kernel/domain/language.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Role } from '../../kernel/domain/role.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { KnownStreams } from '../../kernel/following/known-streams.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import { isSameText, type KeyedHash } from '../../kernel/keyed-hash.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { administrators, type AdministratorsOrders, type EndedAdministrators } from './administrators.decider.js';
import type { AdministratorsEvent } from './administrators.events.js';
import {
  firstAdministrator,
  type FirstAdministrator,
  type FirstAdministratorOrders,
} from './first-administrator.decider.js';
import type { FirstAdministratorEvent } from './first-administrator.events.js';
import {
  isActive,
  isAdministrator,
  notFound,
  user,
  type KnownUser,
  type User,
  type UserChange,
  type UserOrders,
} from './user.decider.js';
import type { UserEvent } from './user.events.js';
import { userView, type ListedUser } from './user.view.js';

export interface NewUser {
  /** In its plain form (`plainEmail`). */
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly language: Language;
}

/** A user with a link that was just made, which is shown this once. */
export interface InvitedUser {
  readonly user: User;
  readonly token: string;
}

/** What a link is for. */
export type Link =
  | { readonly is: 'first-administrator'; readonly number: number }
  | { readonly is: 'user'; readonly user: User; readonly hash: string };

/**
 * The people who may sign in: all of them are known to every instance. Their id follows from the address by a keyed hash, so that one person is one
 * stream, and no list of addresses is kept anywhere.
 */
export class Users {
  readonly #handler: Handler<KnownUser, UserOrders, UserEvent>;
  readonly #first: Handler<FirstAdministrator, FirstAdministratorOrders, FirstAdministratorEvent>;
  readonly #administrators: Handler<EndedAdministrators, AdministratorsOrders, AdministratorsEvent>;
  readonly #known: KnownStreams<User, UserOrders, UserEvent, ListedUser>;

  constructor(
    private readonly kernel: Kernel,
    documents: DocumentStore,
    private readonly personalData: PersonalData,
    private readonly hashes: Pick<KeyedHash, 'bytes' | 'text'>,
  ) {
    this.#handler = new Handler(user, kernel);
    this.#first = new Handler(firstAdministrator, kernel);
    this.#administrators = new Handler(administrators, kernel);
    this.#known = new KnownStreams(user, this.#handler, userView, kernel, documents);
  }

  start(): Promise<void> {
    return this.#known.start();
  }

  stop(): Promise<void> {
    return this.#known.stop();
  }

  idOf(email: string): string {
    return `usr_${this.hashes.bytes('user', email).toString('hex').slice(0, 24)}`;
  }

  /** As this instance knows them; null for who may not do anything. */
  withId(id: string): User | null {
    const known = this.#known.get(id);
    return isActive(known) ? known : null;
  }

  /** As this instance knows them: newest first, without those who were removed. */
  all(): readonly User[] {
    return this.#known
      .all()
      .filter(({ removedAt }) => removedAt === null)
      .toSorted((one, other) => (sortKey(one) < sortKey(other) ? 1 : -1));
  }

  /** As the log has it now; null: there is no such user, or was one. */
  async load(id: string): Promise<KnownUser> {
    const { state, revision } = await this.#handler.load(id);
    if (state !== null) this.#known.know(id, state, revision as number);
    return state;
  }

  async find(id: string): Promise<User> {
    const known = await this.load(id);
    if (known === null || known.removedAt !== null) throw notFound(id);
    return known;
  }

  /** Whether there is such a user, invited or active. */
  async isThere(email: string): Promise<boolean> {
    const known = await this.load(this.idOf(email));
    return known !== null && known.removedAt === null;
  }

  /** Null: the personal data was erased. */
  emailOf({ email }: User): Promise<string | null> {
    return this.personalData.open(email);
  }

  seal<T>(userId: string, value: T): Promise<Sealed<T>> {
    return this.personalData.seal(userId, value);
  }

  /** Null: it was erased. */
  open<T>(sealed: Sealed<T>): Promise<T | null> {
    return this.personalData.open(sealed);
  }

  /** `once`: with the same text it is the same link, however often it is asked for; null: each is another one. */
  async invite(
    { email, name, roles, language }: NewUser,
    by: Origin,
    once: string | null = null,
  ): Promise<InvitedUser> {
    const userId = this.idOf(email);
    // A link of before a removal does not come back with its form.
    const removedAt = once === null ? null : ((await this.load(userId))?.removedAt ?? null);
    const { token, invitation } = this.#newLink(userId, removedAt === null ? once : `${removedAt} ${once}`);
    const at = this.#now();
    const sealed = await this.personalData.seal(userId, email);
    const invited = { userId, name, email: sealed, roles: [...roles], language, invitation, at };
    return { user: await this.send('Invite', userId, { invited, at, by }), token };
  }

  /** Refused with LAST_ADMINISTRATOR where a user asks it of the last one; a key is the way back in for who has lost everything. */
  async resetSignIn(userId: string, by: Origin, once: string | null = null): Promise<InvitedUser> {
    const { token, invitation } = this.#newLink(userId, once);
    const endingEpoch = await this.#endAdministrator(userId, by.actor.kind !== 'user', by);
    const order = { userId, invitation, endingEpoch, at: this.#now(), by };
    return { user: await this.send('InviteAgain', userId, order), token };
  }

  /** Refused with LAST_ADMINISTRATOR where nobody would be left who may act as one. */
  async change(userId: string, change: UserChange, by: Origin): Promise<User> {
    const mayEnd = change.roles !== undefined && !change.roles.includes('admin');
    const endingEpoch = mayEnd ? await this.#endAdministrator(userId, false, by) : null;
    return this.send('Change', userId, { userId, change, endingEpoch, at: this.#now(), by });
  }

  /** Refused as `change` is. */
  async remove(userId: string, by: Origin): Promise<void> {
    const endingEpoch = await this.#endAdministrator(userId, false, by);
    await this.send('Remove', userId, { userId, endingEpoch, at: this.#now(), by });
  }

  /** What a link is for. Throws where it leads nowhere any more. */
  async link(token: string): Promise<Link> {
    const now = this.#now();
    const first = await this.#openFirst();
    if (first !== null && isSameText(token, first.token)) return { is: 'first-administrator', number: first.number };
    const [, hex] = /^([0-9a-f]{24})[\w-]{43}$/.exec(token) ?? [];
    const known = hex === undefined ? null : await this.load(`usr_${hex}`);
    const hashOfToken = hashOf(token);
    const isGood =
      known !== null &&
      known.removedAt === null &&
      known.invitation !== null &&
      known.invitation.endsAt > now &&
      isSameText(hashOfToken, known.invitation.hash);
    if (!isGood) throw new Refusal('not-found', 'INVITATION_NOT_FOUND');
    return { is: 'user', user: known, hash: hashOfToken };
  }

  /**
   * The link of the first administrator, as long as nobody has used it and there is nobody. The same on every instance, and after a restart; once 72
   * hours are over, a start offers another one.
   */
  async firstLink(): Promise<string | null> {
    const now = this.kernel.clock.now();
    if (this.#known.all().length > 0) return null;
    const at = instant(now);
    await this.#first.handle('Offer', firstId, { endsAt: instant(now + linkForMs), at, by: this.#atStart() });
    return (await this.#openFirst())?.token ?? null;
  }

  /** Makes the person the first administrator, who then accepts an invitation as everybody does. */
  async chooseFirst(number: number, { email, name, language }: Omit<NewUser, 'roles'>): Promise<Link> {
    const userId = this.idOf(email);
    await this.#first.handle('Choose', firstId, { number, userId, at: this.#now(), by: this.#atStart() });
    const known = await this.load(userId);
    if (known?.hasAccepted) throw new Refusal('not-found', 'INVITATION_NOT_FOUND');
    // The person came back after a start that ended in the middle: another link in place of the one that nobody has seen.
    const { token } =
      known === null
        ? await this.invite({ email, name, language, roles: ['admin'] }, this.#atStart())
        : await this.resetSignIn(userId, this.#atStart());
    return this.link(token);
  }

  /** Resolves when this instance goes by what came of it. */
  async send<Name extends keyof UserOrders>(name: Name, id: string, order: UserOrders[Name] & Order): Promise<User> {
    await this.#handler.handle(name, id, order);
    return (await this.load(id))!;
  }

  /** Puts on record that an administrator is about to end; the epoch that ends. Null: this user is none who may act as one now. */
  async #endAdministrator(userId: string, force: boolean, by: Origin): Promise<number | null> {
    const known = await this.load(userId);
    if (!isAdministrator(known)) return null;
    const named = this.all().filter(({ id, roles }) => id !== userId && roles.includes('admin'));
    // What this instance has heard of them may be a second old: the log is asked.
    const others = (await Promise.all(named.map(({ id }) => this.load(id)))).filter(isAdministrator);
    const ofUser = ({ id, epoch }: User) => ({ userId: id, epoch });
    const order = { ending: ofUser(known), others: others.map(ofUser), force, at: this.#now(), by };
    await this.#administrators.handle('End', allAdministrators, order);
    return known.epoch;
  }

  /** Null: none is open. */
  async #openFirst(): Promise<{ readonly token: string; readonly number: number } | null> {
    const { state } = await this.#first.load(firstId);
    const { number, endsAt, chosen } = state;
    // Who was chosen and has not chosen a password yet may come back by the link. Once it was used it is void, also after a reset or a removal.
    const isDone = chosen !== null && ((await this.load(chosen))?.hasAccepted ?? false);
    if (number === 0 || endsAt <= this.#now() || isDone) return null;
    const secret = this.hashes.bytes('first-administrator', String(number)).toString('base64url');
    return { token: `first-${secret}`, number };
  }

  /** The link that was made for the same text before and leads somewhere still; null: there is none. */
  async issued(userId: string, once: string): Promise<InvitedUser | null> {
    const known = await this.load(userId);
    const { token, invitation } = this.#newLink(userId, once);
    return known?.invitation?.hash === invitation.hash && known.invitation.endsAt > this.#now()
      ? { user: known, token }
      : null;
  }

  #newLink(userId: string, once: string | null) {
    const secret = once === null ? randomBytes(32) : this.hashes.bytes('link', userId, once);
    const token = userId.slice('usr_'.length) + secret.toString('base64url');
    const endsAt = instant(this.kernel.clock.now() + linkForMs);
    return { token, invitation: { hash: hashOf(token), endsAt } };
  }

  #atStart(): Origin {
    return {
      actor: { kind: 'system', id: 'start', name: 'first start' },
      correlationId: this.kernel.newId(),
      causationId: null,
    };
  }

  #now(): Instant {
    return instant(this.kernel.clock.now());
  }
}

const hashOf = (token: string): string => hash('sha256', token, 'base64url');
const sortKey = ({ createdAt, id }: User): string => `${createdAt} ${id}`;
const firstId = 'first-administrator';
/** Of the one stream in which administrators end. */
const allAdministrators = 'all';
const linkForMs = 72 * 60 * 60_000;
