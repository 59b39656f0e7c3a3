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
import { accessTo, isForAnybody, isSensitive, routeName, scopeOf, type Scope } from './access.js';
import { sourceAddressOf } from './source-address.js';

/** Who has shown a key. */
export interface Principal {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** The person behind it; null: none is named, and it is a person of its own. */
  readonly owner: string | null;
}

/** Who calls a route, and what the table of access lets it do there. */
export interface ApiClient extends Principal {
  /** Of one that holds `service` and another role: `all` only where the other role may. */
  readonly scope: Scope;
  /** Of the request. */
  readonly correlationId: string;
}

export interface Authentication {
  readonly principal: Principal;
  readonly keyId: string;
}

export interface Authenticator {
  /** By the header `Authorization`; null: it holds no key that is good. Throws `TooManyRequests` for an address that has failed too often. */
  authenticate(header: string | undefined, address: string, correlationId: string): Authentication | null;
  /** Puts on record that a good key asked for what none of its roles may do. */
  refused(shown: Authentication, route: string): void;
  /** Puts on record that a rule refused what a good key asked for at a sensitive route. */
  refusedByRule(shown: Authentication, refused: RefusedRequest): void;
  /** Null for a client that is unknown or may not call any more. */
  withId(id: string): Principal | null;
}

export interface RefusedRequest {
  /** The pattern: it holds nothing of what was asked. */
  readonly route: string;
  readonly code: string;
  readonly resourceId: string | null;
}

export const authenticatorToken = Symbol('Authenticator');

type Authenticated = FastifyRequest & { shown?: Authentication; client?: ApiClient; by?: Origin };

@Injectable()
export class BearerGuard implements CanActivate {
  constructor(
    @Inject(authenticatorToken) private readonly authenticator: Authenticator,
    @Inject(RateLimit) private readonly rateLimit: RateLimit,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Authenticated>();
    const row = accessTo(request);
    if (isForAnybody(row)) return true;
    const { authorization } = request.headers;
    const shown = this.authenticator.authenticate(authorization, sourceAddressOf(request), request.id);
    if (shown === null) {
      context.switchToHttp().getResponse<FastifyReply>().header('www-authenticate', 'Bearer');
      throw new UnauthorizedException();
    }
    const { principal, keyId } = shown;
    this.rateLimit.take(keyId);
    const scope = scopeOf(principal.roles, row);
    if (scope === null) {
      this.authenticator.refused(shown, routeName(request.method, request.routeOptions.url ?? ''));
      throw new ForbiddenException();
    }
    request.shown = shown;
    request.client = { ...principal, scope, correlationId: request.id };
    return true;
  }
}

/** The API client that a key belongs to. */
export const Client = createParamDecorator((_: unknown, context: ExecutionContext): ApiClient => {
  return context.switchToHttp().getRequest<Authenticated>().client!;
});

/** Where this request's commands come from: the client, in the course of this request. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Origin => {
  const request = context.switchToHttp().getRequest<Authenticated>();
  const { id, name } = request.client!;
  request.by ??= { actor: { kind: 'client', id, name }, correlationId: request.id, causationId: null };
  return request.by;
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
