import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ChaseSilentMovements } from './chase-silent-movements.saga.js';

/** Runs the saga every second; tests that own the clock run the saga themselves. */
@Injectable()
export class SagaSchedule {
  constructor(@Inject(ChaseSilentMovements) private readonly saga: ChaseSilentMovements) {}

  @Interval(1_000)
  async everySecond(): Promise<void> {
    await this.saga.tick();
  }
}
