import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import type { DocumentStore } from '../kernel/ports/document-store.js';
import type { Kernel } from '../kernel/handling/handle.js';
import { KeysInFlight } from '../http/idempotency.js';
import { InFlightRequests } from '../kernel/in-flight-requests.js';
import { systemClock } from '../kernel/system-clock.js';
import { RateLimit } from '../kernel/rate-limit.js';
import { documentsToken, kernelToken, loggerToken, masterKeyToken } from '../kernel/tokens.js';
import type { Leases } from '../kernel/ports/leases.js';
import { PersonalData } from '../kernel/personal-data/personal-data.js';
import { Followers } from '../kernel/following/followers.js';

export interface KernelParts {
  readonly kernel: Kernel;
  readonly documents: DocumentStore;
  /** Null where one process owns the stores. */
  readonly leases: Leases | null;
  readonly personalData: PersonalData;
  readonly masterKey: Buffer;
  readonly logger: Logger;
  readonly rateLimitPerSecond: number;
}

/** What every module stands on, put together by the composition root. */
@Module({})
export class KernelModule {
  static register({
    kernel,
    documents,
    leases,
    personalData,
    masterKey,
    logger,
    rateLimitPerSecond,
  }: KernelParts): DynamicModule {
    const providers = [
      { provide: kernelToken, useValue: kernel },
      { provide: documentsToken, useValue: documents },
      { provide: loggerToken, useValue: logger },
      { provide: masterKeyToken, useValue: masterKey },
      { provide: PersonalData, useValue: personalData },
      { provide: Followers, useValue: new Followers(kernel, documents, logger, leases) },
      { provide: RateLimit, useValue: new RateLimit(rateLimitPerSecond, kernel.clock) },
      { provide: KeysInFlight, useValue: new KeysInFlight() },
      // Answers take real time, also where a test owns the clock of payments.
      { provide: InFlightRequests, useValue: new InFlightRequests(systemClock) },
    ];
    return { module: KernelModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}
