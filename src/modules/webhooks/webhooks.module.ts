import { Inject, Module, type DynamicModule, type OnModuleInit, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { authenticatorToken, type Authenticator } from '../../http/authentication.js';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { OutboxSender } from '../../kernel/outbox/outbox-sender.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken, loggerToken, masterKeyToken } from '../../kernel/tokens.js';
import { NoticeRecipients, NoticeSources } from '../notices/contract.js';
import type { AllowedHosts } from './addresses.js';
import { Deliveries } from './deliveries.js';
import { DeliverWebhooks } from './deliver-webhooks.js';
import { endpointNotices } from './endpoint-notices.js';
import { Endpoints } from './endpoints.js';
import { GuardedHttp } from './guarded-http.js';
import { WebhookSources } from './source.port.js';
import { webhookHandlers, type WebhookParts } from './webhook.handlers.js';
import { WebhookQueue } from './webhook-queue.js';
import { WebhookStandings } from './webhook-standings.js';
import { WebhookDeliveriesController, WebhookEndpointsController } from './webhooks.controller.js';

export interface WebhookSettings {
  readonly allowedHosts: AllowedHosts;
  /** How long settled deliveries are kept. */
  readonly keptDays: number;
}

/** Where modules say what they tell webhooks. They may not import what sends it. */
@Module({})
export class WebhookSourcesModule {
  static register(): DynamicModule {
    const sources = { provide: WebhookSources, useFactory: () => new WebhookSources() };
    return { module: WebhookSourcesModule, global: true, providers: [sources], exports: [WebhookSources] };
  }
}

const partsToken = Symbol('WebhookParts');

@Module({})
export class WebhooksModule implements OnModuleInit {
  constructor(
    @Inject(Followers) private readonly followers: Followers,
    @Inject(WebhookQueue) private readonly queue: WebhookQueue,
    @Inject(DeliverWebhooks) private readonly carrier: DeliverWebhooks,
    @Inject(kernelToken) private readonly kernel: Kernel,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
  ) {}

  static register({ allowedHosts, keptDays }: WebhookSettings): DynamicModule {
    const keptMs = keptDays * 86_400_000;
    return {
      module: WebhooksModule,
      imports: [CqrsModule],
      controllers: [WebhookEndpointsController, WebhookDeliveriesController],
      providers: [
        {
          provide: GuardedHttp,
          inject: [kernelToken],
          useFactory: ({ clock }: Kernel) => new GuardedHttp(allowedHosts, clock),
        },
        {
          provide: Deliveries,
          inject: [documentsToken, kernelToken],
          useFactory: (documents: DocumentStore, { newId }: Kernel) => new Deliveries(documents, newId),
        },
        {
          provide: Endpoints,
          inject: [kernelToken, PersonalData, masterKeyToken, NoticeSources, NoticeRecipients],
          useFactory: (
            kernel: Kernel,
            secrets: PersonalData,
            masterKey: Buffer,
            notices: NoticeSources,
            recipients: NoticeRecipients,
          ) => {
            const endpoints = new Endpoints(kernel, secrets, new KeyedHash(masterKey, 'webhook-secret'));
            notices.add(endpointNotices(endpoints, recipients));
            return endpoints;
          },
        },
        {
          provide: WebhookQueue,
          inject: [kernelToken, WebhookSources, Endpoints, Deliveries, PersonalData, authenticatorToken, loggerToken],
          useFactory: (
            ...parts: [Kernel, WebhookSources, Endpoints, Deliveries, PersonalData, Authenticator, Logger]
          ) => new WebhookQueue(...parts),
        },
        {
          provide: DeliverWebhooks,
          inject: [kernelToken, Endpoints, WebhookQueue, Deliveries, PersonalData, GuardedHttp, authenticatorToken],
          useFactory: (
            ...parts: [Kernel, Endpoints, WebhookQueue, Deliveries, PersonalData, GuardedHttp, Authenticator]
          ) => new DeliverWebhooks(...parts, keptMs),
        },
        {
          provide: WebhookStandings,
          inject: [kernelToken, Endpoints, Deliveries, DeliverWebhooks],
          useFactory: ({ clock }: Kernel, ...parts: [Endpoints, Deliveries, DeliverWebhooks]) =>
            new WebhookStandings(clock, ...parts),
        },
        {
          provide: partsToken,
          inject: [Endpoints, Deliveries, WebhookQueue, WebhookSources, GuardedHttp, authenticatorToken, kernelToken],
          useFactory: (
            endpoints: Endpoints,
            deliveries: Deliveries,
            queue: WebhookQueue,
            sources: WebhookSources,
            http: GuardedHttp,
            clients: Authenticator,
            { clock }: Kernel,
          ): WebhookParts => ({ endpoints, deliveries, queue, sources, http, clients, clock, keptMs }),
        },
        ...webhookHandlers.map((handler: Type) => ({
          provide: handler,
          inject: [partsToken],
          useFactory: (parts: WebhookParts): unknown => new handler(parts),
        })),
      ],
      exports: [WebhookStandings],
    };
  }

  /** When every module has said what it tells. */
  async onModuleInit(): Promise<void> {
    await this.deliveries.declare();
    this.followers.addOrderedPolicy(this.queue.policy);
    const sender = new OutboxSender(this.kernel, this.carrier);
    this.queue.onQueued = (made) => sender.wake(made);
    this.followers.addLeasedProcess(sender);
  }
}
