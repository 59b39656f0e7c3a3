import { Module } from '@nestjs/common';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { authenticatorToken } from '../../http/authentication.js';
import { Followers } from '../../kernel/following/followers.js';
import { clientView } from './client.view.js';
import { Clients } from './clients.js';

@Module({
  providers: [
    {
      provide: Clients,
      inject: [kernelToken, documentsToken, Followers],
      useFactory: (kernel: Kernel, documents: DocumentStore, followers: Followers) => {
        followers.addView(clientView);
        return new Clients(kernel, documents);
      },
    },
    { provide: authenticatorToken, useExisting: Clients },
  ],
  exports: [Clients, authenticatorToken],
})
export class AccessModule {}
