import { Inject, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { Outbox } from '../../kernel/outbox/outbox.js';
import { OutboxSender } from '../../kernel/outbox/outbox-sender.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { DeliverNotices } from './deliver-notices.js';
import { Mailer } from './mailer.js';
import { noticeOutbox, type QueuedNotice } from './notice.js';
import { NoticeQueue } from './notice-queue.js';
import { NoticeStandings } from './notice-standings.js';
import type { SmtpSettings } from './sender.js';
import { NoticeRecipients, NoticeSources } from './source.port.js';

export interface NoticeSettings {
  /** Null: no e-mail is sent. */
  readonly smtp: SmtpSettings | null;
  /** Addresses that get every notice to people. */
  readonly noticesTo: readonly string[];
}

interface Sending {
  readonly outbox: Outbox<QueuedNotice>;
  readonly queue: NoticeQueue;
  readonly delivering: DeliverNotices;
}
const sendingToken = Symbol('Sending');

/** What modules import who write e-mail: `Mailer`, `NoticeSources`, `NoticeRecipients`. */
@Module({})
export class NoticesModule implements OnModuleInit {
  constructor(
    @Inject(Followers) private readonly followers: Followers,
    @Inject(kernelToken) private readonly kernel: Kernel,
    @Inject(sendingToken) private readonly sending: Sending | null,
  ) {}

  static register({ smtp, noticesTo }: NoticeSettings): DynamicModule {
    return {
      module: NoticesModule,
      global: true,
      providers: [
        { provide: NoticeSources, useFactory: () => new NoticeSources() },
        {
          provide: NoticeRecipients,
          useFactory: () => {
            const recipients = new NoticeRecipients();
            recipients.add(async () => noticesTo.map((address) => ({ address, language: 'en' })));
            return recipients;
          },
        },
        {
          provide: sendingToken,
          inject: [kernelToken, documentsToken, PersonalData, NoticeSources],
          useFactory: async (
            kernel: Kernel,
            documents: DocumentStore,
            personalData: PersonalData,
            sources: NoticeSources,
          ): Promise<Sending | null> => {
            if (smtp === null) return null;
            // Loaded here: most installations send no mail, and the library costs each start 60 ms.
            const { Smtp } = await import('./smtp.js');
            const outbox = new Outbox<QueuedNotice>(documents, kernel.newId, noticeOutbox, 'lane');
            const queue = new NoticeQueue(kernel, sources, outbox, personalData);
            const delivering = new DeliverNotices(kernel, sources, queue, outbox, personalData, new Smtp(smtp));
            return { outbox, queue, delivering };
          },
        },
        {
          provide: Mailer,
          inject: [sendingToken],
          useFactory: (sending: Sending | null) => sending?.queue ?? noMailer,
        },
        {
          provide: NoticeStandings,
          inject: [kernelToken, sendingToken],
          useFactory: ({ clock }: Kernel, sending: Sending | null) => new NoticeStandings(clock, sending),
        },
      ],
      exports: [Mailer, NoticeSources, NoticeRecipients, NoticeStandings],
    };
  }

  /** When every module has said what it writes. */
  async onModuleInit(): Promise<void> {
    if (this.sending === null) return;
    const { outbox, queue, delivering } = this.sending;
    await outbox.declare();
    const sender = new OutboxSender(this.kernel, delivering);
    queue.onQueued = () => sender.wake();
    this.followers.addOrderedPolicy(queue.policy);
    this.followers.addLeasedProcess(sender);
  }
}

const noMailer: Mailer = { isSet: false, queue: () => Promise.resolve() };
