import { describe, expect, it } from '@jest/globals';
import { ForbiddenException, NotFoundException, UnauthorizedException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Refusal } from '../kernel/domain/refusal.js';
import { DocumentStoreUnavailable, InvalidCursor, QueryTooBroad } from '../kernel/ports/document-store.js';
import { MayBeRecorded, RevisionConflict, StoreUnavailable } from '../kernel/ports/event-store.js';
import { InvalidInput } from '../kernel/domain/invalid-input.js';
import { problemOf, sendProblem } from './problem.filter.js';
import { TooManyRequests } from '../kernel/rate-limit.js';

interface Sent {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

function sent(error: unknown): Sent {
  const answer: Sent = { status: 0, headers: {}, body: {} };
  const reply = {
    header(name: string, value: string) {
      answer.headers[name] = value;
      return reply;
    },
    code(status: number) {
      answer.status = status;
      return reply;
    },
    send(text: string) {
      answer.body = JSON.parse(text) as Record<string, unknown>;
      return reply;
    },
  };
  sendProblem(reply as unknown as FastifyReply, problemOf(error));
  return answer;
}

describe('a problem', () => {
  it('of a missing right says that the roles do not suffice, also where no second factor is wanted', () =>
    expect(problemOf(new Refusal('forbidden', 'FORBIDDEN')).detail).toMatch(/^None of the roles of the caller/));

  it.each<[string, unknown, number, string]>([
    ['invalid input', new InvalidInput([{ field: 'amount', message: 'is none' }]), 400, 'INVALID_REQUEST'],
    ['a cursor of another list', new InvalidCursor(), 400, 'INVALID_REQUEST'],
    ['something unknown', new Refusal('not-found', 'PAYMENT_NOT_FOUND'), 404, 'PAYMENT_NOT_FOUND'],
    ['a conflict', new Refusal('conflict', 'RECORD_ALREADY_PAID'), 409, 'RECORD_ALREADY_PAID'],
    ['a key in flight', new Refusal('conflict', 'IDEMPOTENCY_KEY_IN_FLIGHT'), 409, 'IDEMPOTENCY_KEY_IN_FLIGHT'],
    ['a key with another body', new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED'), 422, 'IDEMPOTENCY_KEY_REUSED'],
    ['no key', new Refusal('invalid', 'IDEMPOTENCY_KEY_MISSING'), 400, 'IDEMPOTENCY_KEY_MISSING'],
    ['a malformed key', new Refusal('invalid', 'IDEMPOTENCY_KEY_INVALID'), 400, 'IDEMPOTENCY_KEY_INVALID'],
    ['no right', new Refusal('forbidden', 'APPROVER_IS_REQUESTER'), 403, 'APPROVER_IS_REQUESTER'],
    ['a log that is away', new StoreUnavailable('disk /var/data is full'), 503, 'STORE_UNAVAILABLE'],
    ['a log that did not say whether it has written', new MayBeRecorded('at .../events'), 503, 'MAY_BE_RECORDED'],
    ['a list that is too broad', new QueryTooBroad('payments.v3'), 400, 'QUERY_TOO_BROAD'],
    ['documents that are away', new DocumentStoreUnavailable('mongodb://user:secret@'), 503, 'STORE_UNAVAILABLE'],
    ['too many requests', new TooManyRequests(3), 429, 'RATE_LIMITED'],
    ['an unknown API key', new UnauthorizedException(), 401, 'UNAUTHENTICATED'],
    ['a key without the right', new ForbiddenException(), 403, 'FORBIDDEN'],
    ['no such route', new NotFoundException('Cannot GET /secret'), 404, 'NOT_FOUND'],
    ['too large a body', { statusCode: 413, message: 'Request body is too large' }, 413, 'BODY_TOO_LARGE'],
    ['no JSON', { statusCode: 400, message: 'Unexpected token' }, 400, 'INVALID_REQUEST'],
    ['another media type', { statusCode: 415 }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a bug', new Error('password=hunter2'), 500, 'INTERNAL_ERROR'],
    ['a fault of another server', { statusCode: 502 }, 500, 'INTERNAL_ERROR'],
    ['an uncaught lost race', new RevisionConflict('payment-1', 1, 2), 500, 'INTERNAL_ERROR'],
    ['nothing', null, 500, 'INTERNAL_ERROR'],
    ['a text', 'broken', 500, 'INTERNAL_ERROR'],
  ])('%s: %#', (_, error, status, code) => {
    const { status: sentStatus, headers, body } = sent(error);
    expect(sentStatus).toBe(status);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(body).toMatchObject({ type: 'about:blank', status, code });
    expect(body['title']).not.toBe('Error');
    expect(body['detail']).toMatch(/^[A-Z].*\.$|^[A-Z_]+$/);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|secret|\/var\/data|payment-1|at .*\.ts/);
  });

  it('tells the fields of an invalid request', () =>
    expect(sent(new InvalidInput([{ field: 'payer.msisdn', message: 'is none' }])).body).toMatchObject({
      errors: [{ field: 'payer.msisdn', message: 'is none' }],
    }));

  it('has Retry-After where a repetition can succeed', () => {
    expect(sent(new TooManyRequests(3)).headers['retry-after']).toBe('3');
    expect(sent(new StoreUnavailable('away')).headers['retry-after']).toBe('1');
  });

  it.each([new StoreUnavailable('away'), new DocumentStoreUnavailable('away')])(
    'does not say that nothing was recorded when a part of the request is on record: %s',
    (error) => expect(problemOf(error, true)).toMatchObject({ status: 503, code: 'MAY_BE_RECORDED' }),
  );

  it('shows the detail of a refusal, which never replaces a member of the problem itself', () => {
    const { body } = sent(
      new Refusal('conflict', 'ATTEMPT_NOT_ALLOWED', { paymentId: 'pay_1', status: 'created', code: 'X', title: 'Y' }),
    );
    expect(body).toMatchObject({ paymentId: 'pay_1', status: 409, code: 'ATTEMPT_NOT_ALLOWED', title: 'Conflict' });
  });
});
