/* The yardstick: Nest and Fastify with one POST that checks the same body and answers. It keeps nothing. */
import 'reflect-metadata';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { built } from './program.js';

const { CreatePaymentBody } = await built('modules/payments/payment.bodies.js');
const { validation } = await built('http/validation.js');

class Payments {
  create(body) {
    return { id: 'pay_bare', status: 'created', amount: body.amount, currency: body.currency, record: body.record };
  }
}
// What a compiler makes of decorators.
Controller('v1/payments')(Payments);
const { value } = Object.getOwnPropertyDescriptor(Payments.prototype, 'create');
for (const decorate of [Post(), HttpCode(202)]) decorate(Payments.prototype, 'create', { value });
Reflect.defineMetadata('design:paramtypes', [CreatePaymentBody], Payments.prototype, 'create');
Body()(Payments.prototype, 'create', 0);

class Bare {}
Module({ controllers: [Payments] })(Bare);

const app = await NestFactory.create(Bare, new FastifyAdapter(), { logger: false });
app.useGlobalPipes(validation());
await app.listen(0, '127.0.0.1');
const url = `http://127.0.0.1:${app.getHttpServer().address().port}`;
process.on('message', ({ number, question }) => {
  if (question === 'address') process.send({ answerTo: number, answer: url });
});
process.on('SIGTERM', () => process.exit(0));
