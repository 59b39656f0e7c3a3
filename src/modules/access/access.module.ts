import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken, loggerToken, masterKeyToken } from '../../kernel/tokens.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { Disclosure, looksToken, type Looks } from '../../http/shown-to.js';
import { Followers } from '../../kernel/following/followers.js';
import { clientHandlers } from './client.handlers.js';
import { clientView } from './client.view.js';
import { Clients } from './clients.js';
import { ClientsController } from './clients.controller.js';
import { ClientsPagesController } from './clients-pages.controller.js';
import { FailedAuthentications } from './failed-authentications.js';
import { KeyAuthentication } from './key-authentication.js';
import { keyUseView } from './key-use.view.js';
import { OnceAnHour } from './once-an-hour.js';

@Global()
@Module({
  imports: [CqrsModule],
  controllers: [ClientsController, ClientsPagesController],
  providers: [
    {
      provide: Clients,
      inject: [kernelToken, documentsToken, Followers, masterKeyToken],
      useFactory: (kernel: Kernel, documents: DocumentStore, followers: Followers, masterKey: Buffer) => {
        followers.addView(clientView);
        followers.addView(keyUseView);
        return new Clients(kernel, documents, new KeyedHash(masterKey, 'api-key'));
      },
    },
    { provide: OnceAnHour, inject: [kernelToken], useFactory: (kernel: Kernel) => new OnceAnHour(kernel) },
    {
      provide: FailedAuthentications,
      inject: [kernelToken, loggerToken, Followers],
      useFactory: (kernel: Kernel, logger: Logger, followers: Followers) => {
        const failures = new FailedAuthentications(kernel, logger);
        followers.addProcess(failures);
        return failures;
      },
    },
    {
      provide: looksToken,
      inject: [OnceAnHour],
      useFactory: (once: OnceAnHour): Looks => ({
        numberSeen: ({ kind, id, name, correlationId }, subject) =>
          once.numberSeen(id, subject, { actor: { kind, id, name }, correlationId, causationId: null }),
      }),
    },
    Disclosure,
    ...clientHandlers,
    {
      provide: KeyAuthentication,
      inject: [Clients, FailedAuthentications, OnceAnHour],
      useFactory: (clients: Clients, failures: FailedAuthentications, once: OnceAnHour) =>
        new KeyAuthentication(clients, failures, once),
    },
  ],
  exports: [Clients, Disclosure, FailedAuthentications, KeyAuthentication],
})
export class AccessModule {}
