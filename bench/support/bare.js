/*
 * The floor: Nest and Fastify with one POST that checks the same body and answers. It keeps nothing; with `BENCH_POSTGRES_URL` it is the peer, which
 * keeps each payment in PostgreSQL before it answers. With `BENCH_RELAY_TO` each POST
 * sends another one there first: two of them are the four HTTP exchanges of a whole payment.
 */
import 'reflect-metadata';
import { Body, Controller, Headers, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Pool } from 'undici';
import { paymentBody, paymentHeaders } from './asks.js';
import { built } from './program.js';

// Heard from the beginning: it is asked for before it listens.
const { promise: address, resolve: listens } = Promise.withResolvers();
process.on('message', async ({ number, question }) => {
  if (question === 'address') process.send({ answerTo: number, answer: await address });
});

const { CreatePaymentBody } = await built('modules/payments/payment.bodies.js');
const { validation } = await built('http/validation.js');

const { BENCH_POSTGRES_URL: postgres, BENCH_RELAY_TO: relayTo } = process.env;
const keep = postgres ? await (await import('../peers/kept.js')).openKept(postgres) : null;
const provider = relayTo ? new Pool(relayTo, { connections: 32 }) : null;
const sent = { method: 'POST', path: '/v1/payments', headers: paymentHeaders, body: paymentBody(1) };

class Payments {
  async create(body, key) {
    await keep?.(key, body);
    if (provider !== null) await (await provider.request(sent)).body.dump();
    return { id: 'pay_bare', status: 'created', amount: body.amount, currency: body.currency, record: body.record };
  }
}
// What a compiler makes of decorators.
Controller('v1/payments')(Payments);
const { value } = Object.getOwnPropertyDescriptor(Payments.prototype, 'create');
for (const decorate of [Post(), HttpCode(202)]) decorate(Payments.prototype, 'create', { value });
Reflect.defineMetadata('design:paramtypes', [CreatePaymentBody, String], Payments.prototype, 'create');
Body()(Payments.prototype, 'create', 0);
Headers('idempotency-key')(Payments.prototype, 'create', 1);

class Bare {}
Module({ controllers: [Payments] })(Bare);

const app = await NestFactory.create(Bare, new FastifyAdapter(), { logger: false });
app.useGlobalPipes(validation());
await app.listen(0, '127.0.0.1');
listens(`http://127.0.0.1:${app.getHttpServer().address().port}`);
