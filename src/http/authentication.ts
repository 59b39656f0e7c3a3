import {
  createParamDecorator,
  ForbiddenException,
  Inject,
  Injectable,
  SetMetadata,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../kernel/domain/events.js';
import { isOnRecord } from '../kernel/handling/on-record.js';
import { RateLimit } from '../kernel/rate-limit.js';

export interface ApiClient {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface Authenticator {
  /** Null for an unknown key. */
  withKey(key: string): ApiClient | null;
  /** Null for an unknown id. */
  withId(id: string): ApiClient | null;
}

export const authenticatorToken = Symbol('Authenticator');

/** A route that anybody may use. */
export const Public = () => SetMetadata('public', true);
/** Who may use a route at all; an admin always may. */
export const Roles = (...roles: string[]) => SetMetadata('roles', roles);

/** Whether one of these roles is the client's; an admin has them all. */
export const mayUse = (client: ApiClient, roles: readonly string[]): boolean =>
  client.roles.includes('admin') || roles.some((role) => client.roles.includes(role));

type Authenticated = FastifyRequest & { client?: ApiClient; by?: Origin };

@Injectable()
export class BearerGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(authenticatorToken) private readonly authenticator: Authenticator,
    @Inject(RateLimit) private readonly rateLimit: RateLimit,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const of = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>('public', of)) return true;
    const request = context.switchToHttp().getRequest<Authenticated>();
    const key = /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const client = key === undefined ? null : this.authenticator.withKey(key);
    if (client === null) {
      context.switchToHttp().getResponse<FastifyReply>().header('www-authenticate', 'Bearer');
      throw new UnauthorizedException();
    }
    this.rateLimit.take(client.id);
    const roles = this.reflector.getAllAndOverride<string[] | undefined>('roles', of) ?? [];
    if (!mayUse(client, roles)) throw new ForbiddenException();
    request.client = client;
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

/** A `service` sees what is its own client's; every other role, what is everyone's. */
export const seesAllClients = ({ roles }: ApiClient): boolean =>
  roles.some((role) => role !== 'service' && role !== 'payer:read');

/** Whether this request has put something on record. */
export const leftARecord = ({ by }: Authenticated): boolean => by !== undefined && isOnRecord(by);
