import {
  createParamDecorator,
  ForbiddenException,
  Inject,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../kernel/domain/events.js';
import { isOnRecord } from '../kernel/handling/on-record.js';
import { RateLimit } from '../kernel/rate-limit.js';
import { Refusal } from '../kernel/domain/refusal.js';
import { accessTo, isForAnybody, isSensitive, needsFreshFactor, routeName, scopeOf, type Scope } from './access.js';
import { cookiesOf } from './pages/cookies.js';
import { isBeforeSecondFactor, isPageRoute } from './pages/page-route.js';
import { isSafe, pageOf } from './pages/page-above.js';
import { Pages } from './pages/pages.js';
import type { PageSession } from './pages/page-session.js';
import { refuseForeign } from './pages/same-site.js';
import { SeeOther } from './pages/see-other.js';
import { secondFactorPath, sessionCookie, setUpPath } from './pages/session-cookie.js';
import { sourceAddressOf } from './source-address.js';

/** Who calls: a program that has shown its key, or a person who is signed in. */
export interface Principal {
  readonly kind: 'client' | 'user';
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Of a key: the person behind it; null: none is named, and it is a person of its own. */
  readonly owner: string | null;
}

/** Who calls a route, and what the table of access lets it do there. */
export interface ApiClient extends Principal {
  /** Of one that holds `service` and another role: `all` only where the other role may. */
  readonly scope: Scope;
  /** Of the request. */
  readonly correlationId: string;
  /** A person whose second factor is not fresh sees masked numbers, whatever the role. */
  readonly seesMasked?: boolean;
}

export interface Authentication {
  readonly principal: Principal;
  /** Of the key, or of the session. */
  readonly keyId: string;
}

/** A person's session. */
export interface SignedIn extends Authentication, PageSession {
  /** The second factor was shown within the last ten minutes. */
  readonly isFresh: boolean;
  readonly hasSecondFactor: boolean;
}

export interface Authenticator {
  /** By the header `Authorization`; null: it holds no key that is good. Throws `TooManyRequests` for an address that has failed too often. */
  authenticate(header: string | undefined, address: string, correlationId: string): Authentication | null;
  /** By the cookie of a session; null: it is over, or never was one. */
  signedIn(cookie: string, address: string): Promise<SignedIn | null>;
  /** Puts on record that a good key asked for what none of its roles may do. */
  refused(shown: Authentication, route: string): void;
  /** Puts on record that a rule refused what was asked for at a sensitive route. */
  refusedByRule(shown: Authentication, refused: RefusedRequest): void;
  /** Null for a client or user that is unknown or may not call any more. */
  withId(id: string): Principal | null;
}

export interface RefusedRequest {
  /** The pattern: it holds nothing of what was asked. */
  readonly route: string;
  readonly code: string;
  readonly resourceId: string | null;
}

export const authenticatorToken = Symbol('Authenticator');

type Authenticated = FastifyRequest & {
  shown?: Authentication;
  client?: ApiClient;
  by?: Origin;
  signedIn?: SignedIn;
};

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(authenticatorToken) private readonly authenticator: Authenticator,
    @Inject(RateLimit) private readonly rateLimit: RateLimit,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<Authenticated>();
    const row = accessTo(request);
    if (isForAnybody(row)) return true;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const cookie = cookiesOf(request).get(sessionCookie(this.pages.settings));
    const isPage = isPageRoute(request);
    if (isPage || (cookie !== undefined && request.headers.authorization === undefined))
      return this.#admitPerson(request, reply, cookie);
    const shown = this.authenticator.authenticate(request.headers.authorization, sourceAddressOf(request), request.id);
    if (shown === null) {
      void reply.header('www-authenticate', 'Bearer');
      throw new UnauthorizedException();
    }
    return this.#admit(request, shown, {});
  }

  async #admitPerson(request: Authenticated, reply: FastifyReply, cookie: string | undefined): Promise<boolean> {
    const isPage = isPageRoute(request);
    const shown = cookie === undefined ? null : await this.authenticator.signedIn(cookie, sourceAddressOf(request));
    if (shown === null) {
      if (isPage) throw new SeeOther(withNext('/sign-in', request));
      void reply.header('www-authenticate', 'Bearer');
      throw new UnauthorizedException();
    }
    request.signedIn = shown;
    if (!isSafe(request.method)) refuseForeign(request, shown.formToken, this.pages.settings);
    const { owes, isFresh, hasSecondFactor } = shown;
    const route = routeName(request.method, request.routeOptions.url ?? '');
    if (owes !== null && !isBeforeSecondFactor(request)) {
      if (!isPage) throw new Refusal('forbidden', 'FORBIDDEN', { wants: 'second-factor' });
      throw new SeeOther(owes === 'show' ? withNext(secondFactorPath, request) : setUpPath);
    }
    // First whether the role may do it at all.
    this.#admit(request, shown, { seesMasked: !isFresh });
    if (needsFreshFactor(route) && !isFresh) {
      if (!isPage) throw new Refusal('forbidden', 'FORBIDDEN', { wants: 'fresh-second-factor' });
      throw new SeeOther(hasSecondFactor ? withNext(secondFactorPath, request) : setUpPath);
    }
    return true;
  }

  #admit(request: Authenticated, shown: Authentication, more: Pick<ApiClient, 'seesMasked'>): true {
    const { principal, keyId } = shown;
    this.rateLimit.take(keyId);
    const scope = scopeOf(principal.roles, accessTo(request));
    if (scope === null) {
      this.authenticator.refused(shown, routeName(request.method, request.routeOptions.url ?? ''));
      throw new ForbiddenException();
    }
    request.shown = shown;
    request.client = { ...principal, scope, correlationId: request.id, ...more };
    return true;
  }
}

/** A form that is not sent again by itself leads to the page on which it stands. */
const withNext = (path: string, request: FastifyRequest): string => {
  const next = pageOf(request);
  return next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`;
};

/** Who calls: an API client, or a person who is signed in. */
export const Client = createParamDecorator((_: unknown, context: ExecutionContext): ApiClient => {
  return context.switchToHttp().getRequest<Authenticated>().client!;
});

/** The session of the person who calls; on the routes of pages alone. */
export const Person = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn => {
  return context.switchToHttp().getRequest<Authenticated>().signedIn!;
});

/** Null: nobody is signed in, or nobody has looked. */
export const signedInBy = (request: Authenticated): SignedIn | null => request.signedIn ?? null;

/** For what is shown in answer to a request that no guard has looked at. */
export const noteSignedIn = (request: Authenticated, person: SignedIn): void => {
  request.signedIn = person;
};

/** Where this request's commands come from: who calls, in the course of this request. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Origin =>
  originOf(context.switchToHttp().getRequest<Authenticated>()),
);

function originOf(request: Authenticated): Origin {
  const { kind, id, name } = request.client!;
  request.by ??= { actor: { kind, id, name }, correlationId: request.id, causationId: null };
  return request.by;
}

/** One call of a page by a person who is signed in. */
export interface Call {
  readonly person: SignedIn;
  readonly client: ApiClient;
  readonly by: Origin;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** All that a page needs of its call; on the routes of pages alone. */
export const Called = createParamDecorator((_: unknown, context: ExecutionContext): Call => {
  const request = context.switchToHttp().getRequest<Authenticated>();
  const reply = context.switchToHttp().getResponse<FastifyReply>();
  return { person: request.signedIn!, client: request.client!, by: originOf(request), request, reply };
});

/** Whether this route shows the caller what is every client's, or its own alone. */
export const seesAllClients = ({ scope }: ApiClient): boolean => scope === 'all';

/** Has a refusal by a rule put on record, where it is one that an auditor wants to see. */
export function noteRefusal(request: Authenticated, status: number, code: string, authenticator: Authenticator): void {
  const { shown } = request;
  const route = routeName(request.method, request.routeOptions.url ?? '');
  if (shown === undefined || !isSensitive(route, status) || onlyOfTheMoment.has(code)) return;
  const { id, date } = (request.params ?? {}) as { readonly id?: string; readonly date?: string };
  const named = id ?? date ?? '';
  const resourceId = idOfOurs.test(named) ? named : null;
  authenticator.refusedByRule(shown, { route, code, resourceId });
}

/** The same request a moment later is judged otherwise. */
const onlyOfTheMoment: ReadonlySet<string> = new Set(['IDEMPOTENCY_KEY_IN_FLIGHT', 'TOO_MANY_RACES']);
const idOfOurs = /^((?:[a-z]{2,6}_)+[0-9a-f]{16,40}|\d{4}-\d\d-\d\d)$/;

/** Whether this request has put something on record. */
export const leftARecord = ({ by }: Authenticated): boolean => by !== undefined && isOnRecord(by);
