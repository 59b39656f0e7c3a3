import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ChaseSilentPayments } from './chase-silent-payments.saga.js';

/** Gives the saga its turn every second; whoever owns another clock gives it its turns himself. */
@Injectable()
export class SagaSchedule {
  constructor(@Inject(ChaseSilentPayments) private readonly saga: ChaseSilentPayments) {}

  @Interval(1_000)
  async everySecond(): Promise<void> {
    await this.saga.tick();
  }
}
