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
import { accessTo, isForAnybody, scopeOf, type Scope } from './access.js';

/** Who has shown a key. */
export interface Principal {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** Who calls a route, and what the table of access lets it do there. */
export interface ApiClient extends Principal {
  /** Of one that holds `service` and another role: `all` only where the other role may. */
  readonly scope: Scope;
}

export interface Authenticator {
  /** Null for an unknown key. */
  withKey(key: string): Principal | null;
  /** Null for an unknown id. */
  withId(id: string): Principal | null;
}

export const authenticatorToken = Symbol('Authenticator');

type Authenticated = FastifyRequest & { client?: ApiClient; by?: Origin };

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
    const key = /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const client = key === undefined ? null : this.authenticator.withKey(key);
    if (client === null) {
      context.switchToHttp().getResponse<FastifyReply>().header('www-authenticate', 'Bearer');
      throw new UnauthorizedException();
    }
    this.rateLimit.take(client.id);
    const scope = scopeOf(client.roles, row);
    if (scope === null) throw new ForbiddenException();
    request.client = { ...client, scope };
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

/** Whether this request has put something on record. */
export const leftARecord = ({ by }: Authenticated): boolean => by !== undefined && isOnRecord(by);
