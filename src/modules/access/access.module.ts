import { Module } from '@nestjs/common';
import { kernelToken } from '../../kernel/kernel.module.js';
import type { Kernel } from '../../kernel/event-store/handle.js';
import { authenticatorToken } from '../../kernel/http/authentication.js';
import { Clients } from './clients.js';

@Module({
  providers: [
    { provide: Clients, inject: [kernelToken], useFactory: (kernel: Kernel) => new Clients(kernel) },
    { provide: authenticatorToken, useExisting: Clients },
  ],
  exports: [Clients, authenticatorToken],
})
export class AccessModule {}
