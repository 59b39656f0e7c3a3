import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import type { DocumentStore } from './documents/document-store.js';
import type { Kernel } from './event-store/handle.js';
import { KeysInFlight } from './http/idempotency.js';
import { RateLimit } from './http/rate-limit.js';
import type { Leases } from './lease/leases.js';
import { PersonalData } from './personal-data/personal-data.js';
import { Followers } from './projections/followers.js';

export const kernelToken = Symbol('Kernel');
export const documentsToken = Symbol('DocumentStore');
export const loggerToken = Symbol('Logger');
/** 32 bytes; keys for single purposes are derived from it. */
export const masterKeyToken = Symbol('MasterKey');

export interface KernelParts {
  readonly kernel: Kernel;
  readonly documents: DocumentStore;
  /** Null where one process has the stores to itself. */
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
    ];
    return { module: KernelModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}
