import { Inject, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { Mailer, NoticeRecipients } from '../notices/contract.js';
import type { Provider } from '../providers/contract.js';
import { FloatNeeds, floats } from './float.js';
import { FloatStandings } from './float-standings.js';
import { WatchFloat } from './watch-float.js';

@Module({})
export class FloatModule implements OnModuleInit {
  constructor(
    @Inject(documentsToken) private readonly documents: DocumentStore,
    @Inject(Followers) private readonly followers: Followers,
    @Inject(WatchFloat) private readonly watch: WatchFloat,
  ) {}

  static register(providers: readonly Provider[]): DynamicModule {
    const sending = providers.filter(({ disbursements }) => disbursements !== null);
    return {
      module: FloatModule,
      global: true,
      providers: [
        { provide: FloatNeeds, useFactory: () => new FloatNeeds() },
        {
          provide: WatchFloat,
          inject: [FloatNeeds, documentsToken, kernelToken, Mailer, NoticeRecipients],
          useFactory: (...parts: [FloatNeeds, DocumentStore, Kernel, Mailer, NoticeRecipients]) =>
            new WatchFloat(sending, ...parts),
        },
        {
          provide: FloatStandings,
          inject: [documentsToken],
          useFactory: (documents: DocumentStore) =>
            new FloatStandings(
              documents,
              sending.map(({ name }) => name),
            ),
        },
      ],
      exports: [FloatNeeds, FloatStandings],
    };
  }

  async onModuleInit(): Promise<void> {
    await this.documents.declare(floats);
    this.followers.addLeasedProcess(this.watch);
  }
}
