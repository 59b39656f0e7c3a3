import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { accessTo, isForAnybody } from './access.js';
import { unknownHere } from './validation.js';
import { InvalidInput, type FieldError } from '../kernel/domain/invalid-input.js';
import { isPlain } from '../kernel/domain/text.js';
import { isOfPrototype } from './json-body.js';
import { isPageRoute } from './pages/page-route.js';
import { isSafe } from './pages/page-above.js';

/**
 * Refuses input that a route does not take: a query or a body where it reads none, and input that the validated classes cannot detect.
 * Public routes and pages are excluded: probes and shared links carry parameters that other systems have added.
 */
export class RefuseUnexpectedInput implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isFree = isForAnybody(accessTo(request)) || isPageRoute(request);
    const errors = isFree ? [] : unexpectedIn(request, takenBy(context));
    if (errors.length > 0) throw new InvalidInput(errors);
    return next.handle();
  }
}

interface Taken {
  readonly query: boolean;
  readonly body: boolean;
}

function unexpectedIn(request: FastifyRequest, taken: Taken): FieldError[] {
  const query = Object.entries(request.query as Record<string, unknown>);
  const params = Object.entries((request.params ?? {}) as Record<string, string>);
  return [
    ...params.filter(([, value]) => !isPlain(value)).map(([field]) => ({ field, message: 'must be plain text' })),
    ...query
      .filter(([name, value]) => !taken.query || isOfPrototype(name) || Array.isArray(value))
      .map(([field, value]) => ({ field, message: Array.isArray(value) ? 'must not come twice' : unknownHere })),
    ...(!taken.body && hasBody(request) ? [{ field: '', message: 'must not be sent: this route takes no body' }] : []),
  ];
}

// The body of a GET is not read, but its headers announce it.
function hasBody({ body, method, headers }: FastifyRequest): boolean {
  if (!isSafe(method)) return body !== undefined;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function takenBy(context: ExecutionContext): Taken {
  const metadata = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ??
    {}) as Readonly<Record<string, unknown>>;
  const takes = (type: RouteParamtypes) => Object.keys(metadata).some((key) => key.startsWith(`${type}:`));
  return { query: takes(RouteParamtypes.QUERY), body: takes(RouteParamtypes.BODY) };
}
