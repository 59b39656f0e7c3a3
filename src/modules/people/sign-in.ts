import { instant, type Instant } from '../../kernel/domain/clock.js';
import { plainEmail } from '../../kernel/domain/email.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { KeyedHash } from '../../kernel/keyed-hash.js';
import { RateLimit } from '../../kernel/rate-limit.js';
import type { SignedIn } from '../../http/authentication.js';
import { commonPasswords } from './common-passwords.js';
import { isRecoveryCode, newRecoveryCodes, plainRecoveryCode, type OneTimeCodes } from './one-time-codes.js';
import { faultOfPassword, mostPassword, type PasswordFault } from './password.rule.js';
import type { PasswordHashing } from './password-hashing.js';
import type { Passkeys } from './passkeys.js';
import { isFresh, type Session } from './session.decider.js';
import type { Sessions } from './sessions.js';
import { hasSecondFactor, isActive, needsSecondFactor, wrongFactor, type User } from './user.decider.js';
import type { Link, NewUser, Users } from './users.js';

/** Where a person is: for the record, for the limits, and for the name of the session. */
export interface Whereabouts {
  readonly address: string;
  readonly browser: string;
  readonly correlationId: string;
}

/** What is counted of attempts that came to nothing: with those of keys, by address, and on record. */
export interface Failures {
  /** Throws `TooManyRequests` when none is left for this address. */
  take(address: string): void;
  note(failure: {
    readonly address: string;
    readonly reason: 'sign-in' | 'second-factor';
    readonly keyId: null;
    readonly clientId: null;
    readonly userId: string | null;
  }): void;
  noteGood(address: string, id: string): void;
  wasGood(address: string, id: string): boolean;
}

/** What was shown as a second factor: what was typed, or what the browser answers for a passkey. */
export type ShownFactor =
  { readonly is: 'code'; readonly code: string } | { readonly is: 'passkey'; readonly response: string };

/** The chosen password was not taken. */
export class PasswordRefused extends Error {
  override readonly name = 'PasswordRefused';

  constructor(readonly fault: NonNullable<PasswordFault>) {
    super(fault);
  }
}

/**
 * How people get in: by a link, by a password and a second factor. Every wrong sign-in has one answer and takes the same time, whether there is such
 * an account or not, and is on record.
 */
export class SignIns {
  /** By account, whether it is one or not. */
  readonly #ofAccount: RateLimit;

  constructor(
    private readonly kernel: Kernel,
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly passwords: PasswordHashing,
    private readonly codes: OneTimeCodes,
    private readonly passkeys: Passkeys,
    private readonly failures: Failures,
    private readonly hashes: KeyedHash,
  ) {
    this.#ofAccount = new RateLimit(triesPerSecond, kernel.clock, triesAtOnce);
  }

  /** The cookie of a new session. Throws `TooManyRequests`, or the refusal SIGN_IN_WRONG for whatever is wrong. */
  async signIn(typedEmail: string, password: string, where: Whereabouts): Promise<string> {
    const email = plainEmail(typedEmail) ?? '';
    const id = this.users.idOf(email);
    this.#takeTry(id, where);
    const known = await this.users.load(id);
    // Made before anybody knows whether it is needed: the first sign-in after a start takes as long for an account that is none as for one.
    const decoy = await this.#decoy();
    const sealed = isActive(known) ? known.password : decoy;
    const stored = sealed && (await this.users.open<string>(sealed));
    // Longer ones are nobody's, and would only cost time.
    const isRight = await this.passwords.verify(
      stored ?? (await this.passwords.decoy()),
      password.slice(0, mostPassword),
    );
    if (!isRight || !isActive(known) || stored === null || [...password].length > mostPassword) {
      this.#failed('sign-in', isActive(known) ? id : null, where);
      throw new Refusal('forbidden', 'SIGN_IN_WRONG');
    }
    if (!hasSecondFactor(known)) this.failures.noteGood(where.address, id);
    return this.#begin(known, null, null, where);
  }

  /** Who a cookie is from, and what this person still owes; null: the session is over, or never was one. */
  async signedIn(cookie: string, address: string): Promise<SignedIn | null> {
    const session = await this.sessions.withCookie(cookie);
    if (session === null) {
      // Nobody comes upon a session by trying, but the tries cost reads of the log.
      this.failures.take(address);
      return null;
    }
    let known = this.users.withId(session.userId);
    // Another instance has begun it after something that this one has not heard of yet.
    if (known === null || known.epoch < session.epoch) known = await this.users.load(session.userId);
    if (!isActive(known) || known.epoch !== session.epoch) return null;
    this.sessions.used(session, this.#by(known, `session ${session.id}`));
    return this.#shown(known, session);
  }

  /** A new session in place of this one, whose second factor was shown just now. */
  async showFactor({ principal, keyId }: SignedIn, shown: ShownFactor, where: Whereabouts): Promise<string> {
    const known = await this.users.find(principal.id);
    this.#takeTry(`${known.id} second factor`, where);
    const by = this.#by(known, where.correlationId);
    const at = this.#now();
    const userId = known.id;
    try {
      if (shown.is === 'passkey') {
        const passkey = await this.passkeys.shown(shown.response, known, this.#challenge(keyId, 'show'));
        if (passkey === null) throw wrongFactor();
        await this.users.send('UsePasskey', userId, { userId, ...passkey, at, by });
      } else if (isRecoveryCode(shown.code)) {
        const hash = this.#hashOfCode(userId, shown.code);
        await this.users.send('UseRecoveryCode', userId, { userId, hash, at, by });
      } else {
        const secret = known.authenticator && (await this.users.open(known.authenticator.secret));
        const step = secret === null ? null : await this.codes.stepOf(shown.code, secret, this.kernel.clock.now());
        if (step === null) throw wrongFactor();
        await this.users.send('UseAuthenticator', userId, { userId, step, at, by });
      }
    } catch (error) {
      if (error instanceof Refusal) this.#failed('second-factor', userId, where);
      throw error;
    }
    this.failures.noteGood(where.address, userId);
    return this.#replace(known, keyId, at, where);
  }

  async signOut({ principal, keyId }: SignedIn, correlationId: string): Promise<void> {
    const by = {
      actor: { kind: 'user', id: principal.id, name: principal.name },
      correlationId,
      causationId: null,
    } as const;
    await this.sessions.end(keyId, 'signed-out', by);
  }

  /** Why the password of a link's user is not taken; null: it is. */
  async faultOfFirst(link: Link, password: string, who: Pick<NewUser, 'email' | 'name'>): Promise<PasswordFault> {
    const about = link.is === 'user' ? await this.#aboutOf(link.user) : wordsOf(who.name, who.email);
    return faultOfPassword(password, about, commonPasswords);
  }

  /** The same of another password of this user. */
  async faultOfNext(userId: string, password: string): Promise<PasswordFault> {
    return faultOfPassword(password, await this.#aboutOf(await this.users.find(userId)), commonPasswords);
  }

  /**
   * The cookie of the first session. `who`: of the first administrator, whom the link does not name. `language`: in which the person has read the page,
   * which becomes the person's own.
   */
  async accept(
    link: Link,
    password: string,
    who: { readonly email: string; readonly name: string },
    language: User['language'],
    where: Whereabouts,
  ): Promise<string> {
    refuseWeak(await this.faultOfFirst(link, password, who));
    const hash = await this.passwords.hash(password);
    const chosen = link.is === 'user' ? link : await this.users.chooseFirst(link.number, { ...who, language });
    if (chosen.is !== 'user') throw new Refusal('not-found', 'INVITATION_NOT_FOUND');
    const userId = chosen.user.id;
    const sealed = await this.users.seal(userId, hash);
    const by = this.#by(chosen.user, where.correlationId);
    const order = { userId, hash: chosen.hash, password: sealed, at: this.#now(), by };
    const accepted = await this.users.send('Accept', userId, order);
    if (accepted.language !== language) await this.users.change(userId, { language }, by);
    return this.#begin(accepted, null, null, where);
  }

  /** Every session is over; the cookie is that of a new one. */
  async changePassword(person: SignedIn, current: string, chosen: string, where: Whereabouts): Promise<string> {
    const known = await this.users.find(person.principal.id);
    this.#takeTry(`${known.id} password`, where);
    const stored = known.password && (await this.users.open(known.password));
    if (stored === null || !(await this.passwords.verify(stored, current))) {
      this.#failed('sign-in', known.id, where);
      throw new Refusal('forbidden', 'SIGN_IN_WRONG');
    }
    refuseWeak(faultOfPassword(chosen, await this.#aboutOf(known), commonPasswords));
    const userId = known.id;
    const password = await this.users.seal(userId, await this.passwords.hash(chosen));
    const by = this.#by(known, where.correlationId);
    const session = await this.#sessionOf(person);
    const changed = await this.users.send('KeepPassword', userId, { userId, password, at: this.#now(), by });
    return this.#begin(changed, session.signedInAt, session.secondFactorAt, where);
  }

  /** What an app and a browser need to become a second factor of this session's person. */
  async toSetUp({ principal, keyId }: SignedIn) {
    const known = await this.users.find(principal.id);
    const secret = await this.codes.base32(this.#secretFor(keyId));
    const account = (await this.users.emailOf(known)) ?? known.name;
    return {
      user: known,
      secret,
      address: await this.codes.address(secret, account),
      passkey: await this.passkeys.optionsToAdd(known, this.#challenge(keyId, 'add')),
    };
  }

  /** What a browser needs to show a passkey; null: the person has none. */
  async toShow({ principal, keyId }: SignedIn) {
    const known = await this.users.find(principal.id);
    const hasPasskey = known.passkeys.length > 0;
    return {
      user: known,
      passkey: hasPasskey ? await this.passkeys.optionsToShow(known, this.#challenge(keyId, 'show')) : null,
    };
  }

  /** A second factor that was shown once to prove that it works. `codes`: recovery codes, with the first factor. */
  async addFactor(
    { principal, keyId }: SignedIn,
    shown: ShownFactor,
    where: Whereabouts,
  ): Promise<{ readonly cookie: string; readonly codes: readonly string[] | null }> {
    const known = await this.users.find(principal.id);
    this.#takeTry(`${known.id} second factor`, where);
    const by = this.#by(known, where.correlationId);
    const at = this.#now();
    const userId = known.id;
    let added: User;
    if (shown.is === 'passkey') {
      const passkey = await this.passkeys.added(shown.response, this.#challenge(keyId, 'add'));
      if (passkey === null) throw wrongFactor();
      added = await this.users.send('AddPasskey', userId, { userId, passkey, at, by });
    } else {
      const secret = await this.codes.base32(this.#secretFor(keyId));
      const step = await this.codes.stepOf(shown.code, secret, this.kernel.clock.now());
      if (step === null) throw wrongFactor();
      const sealed = await this.users.seal(userId, secret);
      added = await this.users.send('AddAuthenticator', userId, { userId, secret: sealed, step, at, by });
    }
    const codes = hasSecondFactor(known) && known.recoveryCodes.length > 0 ? null : await this.makeCodes(added, by);
    return { cookie: await this.#replace(added, keyId, at, where), codes };
  }

  async makeCodes({ id: userId }: Pick<User, 'id'>, by: Origin): Promise<readonly string[]> {
    const codes = newRecoveryCodes();
    const hashes = codes.map((code) => this.#hashOfCode(userId, code));
    await this.users.send('KeepRecoveryCodes', userId, { userId, hashes, at: this.#now(), by });
    return codes;
  }

  #shown(known: User, session: Session): SignedIn {
    const hasFactor = hasSecondFactor(known);
    const owesShow = hasFactor && session.secondFactorAt === null;
    return {
      principal: { kind: 'user', id: known.id, name: known.name, roles: known.roles, owner: null },
      keyId: session.id,
      language: known.language,
      owes: owesShow ? 'show' : !hasFactor && needsSecondFactor(known.roles) ? 'set-up' : null,
      isFresh: hasFactor && isFresh(session, this.kernel.clock.now()),
      hasSecondFactor: hasFactor,
      formToken: this.hashes.text('form of session', session.id),
    };
  }

  async #sessionOf({ keyId, isFresh: wasFresh }: SignedIn): Promise<Pick<Session, 'signedInAt' | 'secondFactorAt'>> {
    const known = await this.sessions.withId(keyId);
    if (known !== null) return known;
    const at = this.#now();
    return { signedInAt: at, secondFactorAt: wasFresh ? at : null };
  }

  async #replace(known: User, sessionId: string, secondFactorAt: Instant, where: Whereabouts): Promise<string> {
    const before = await this.sessions.withId(sessionId);
    const cookie = await this.#begin(known, before?.signedInAt ?? null, secondFactorAt, where);
    await this.sessions.end(sessionId, 'replaced', this.#by(known, where.correlationId));
    return cookie;
  }

  #begin(known: User, signedInAt: Instant | null, secondFactorAt: Instant | null, where: Whereabouts): Promise<string> {
    const { browser, correlationId } = where;
    const started = { userId: known.id, epoch: known.epoch, secondFactorAt, browser };
    return this.sessions.begin({ ...started, signedInAt: signedInAt ?? this.#now() }, this.#by(known, correlationId));
  }

  /** Where the person has signed in before, guesses from elsewhere do not lock the person out. */
  #takeTry(account: string, { address }: Whereabouts): void {
    const [id = account] = account.split(' ');
    const isKnownHere = this.failures.wasGood(address, id);
    try {
      if (!isKnownHere) this.failures.take(address);
      this.#ofAccount.take(isKnownHere ? `${account} at ${address}` : account);
    } catch (error) {
      this.#failed('sign-in', null, { address });
      throw error;
    }
  }

  #failed(reason: 'sign-in' | 'second-factor', userId: string | null, { address }: Pick<Whereabouts, 'address'>): void {
    this.failures.note({ address, reason, keyId: null, clientId: null, userId });
  }

  async #aboutOf(known: User): Promise<readonly string[]> {
    return wordsOf(known.name, (await this.users.emailOf(known)) ?? '');
  }

  /** Read from where a password would be read from, so that this takes as long. */
  async #decoy() {
    this.#sealedDecoy ??= this.users.seal('usr_nobody', await this.passwords.decoy());
    return this.#sealedDecoy;
  }
  #sealedDecoy: Promise<Sealed<string>> | null = null;

  #hashOfCode(userId: string, code: string): string {
    return this.hashes.text('recovery code', userId, plainRecoveryCode(code));
  }

  /** Of the app that this session may add. It follows from the session, so nothing is kept of a set-up that is never finished. */
  #secretFor(sessionId: string): Buffer {
    return this.hashes.bytes('authenticator', sessionId).subarray(0, 20);
  }

  /** Once it is answered, the session is replaced and its challenge with it. */
  #challenge(sessionId: string, purpose: 'add' | 'show'): Buffer {
    return this.hashes.bytes('passkey', purpose, sessionId);
  }

  #by({ id, name }: Pick<User, 'id' | 'name'>, correlationId: string): Origin {
    return { actor: { kind: 'user', id, name }, correlationId, causationId: null };
  }

  #now(): Instant {
    return instant(this.kernel.clock.now());
  }
}

/** Ten tries of an account at once, then one in a minute. */
const triesAtOnce = 10;
const triesPerSecond = 1 / 60;

/** What anybody who knows the person would try. */
const wordsOf = (name: string, email: string): readonly string[] => [
  name,
  ...name.split(/\s+/),
  email,
  email.split('@')[0] ?? '',
];

function refuseWeak(fault: PasswordFault): void {
  if (fault !== null) throw new PasswordRefused(fault);
}
