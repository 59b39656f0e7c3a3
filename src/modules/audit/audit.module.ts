import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken, loggerToken } from '../../kernel/tokens.js';
import { CallbackAddresses } from '../callbacks/contract.js';
import { documentSignerToken } from '../receipts/contract.http.js';
import { WebhookSources } from '../webhooks/contract.http.js';
import { auditEventView } from './audit-event.view.js';
import { AuditEvents } from './audit-events.js';
import { auditHandlers } from './audit.handlers.js';
import { AuditController } from './audit.controller.js';
import { SealKeySigner } from './document-signer.js';
import { EvidenceController } from './evidence.controller.js';
import { Evidence } from './evidence.js';
import { Histories } from './history.js';
import { OtherHistories } from './other-replay.js';
import { MakeSeals } from './make-seals.js';
import type { StartFacts } from './note.events.js';
import { NoteStart } from './note-start.js';
import { SealFile } from './seal-file.js';
import { SealKeys } from './seal-keys.js';
import { sealView } from './seal.view.js';
import { sealWebhooks } from './seal-webhooks.resource.js';
import { SealsController } from './seals.controller.js';

export interface AuditSettings {
  /** Null: the heads of seals are kept nowhere else. */
  readonly sealFile: string | null;
  /** What is put on record of this start. */
  readonly start: StartFacts;
}

/** The keys of the seals, for the seals themselves and for what else is signed: receipts, which may not import this module. */
@Module({})
export class SealKeysModule {
  static register(): DynamicModule {
    return {
      module: SealKeysModule,
      global: true,
      providers: [
        {
          provide: SealKeys,
          inject: [kernelToken, PersonalData],
          useFactory: (kernel: Kernel, personalData: PersonalData) => new SealKeys(kernel, personalData),
        },
        {
          provide: documentSignerToken,
          inject: [SealKeys, kernelToken, loggerToken],
          useFactory: (keys: SealKeys, { clock }: Kernel, logger: Logger) => new SealKeySigner(keys, clock, logger),
        },
      ],
      exports: [SealKeys, documentSignerToken],
    };
  }
}

@Module({})
export class AuditModule {
  static register({ sealFile, start }: AuditSettings, knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: AuditModule,
      imports: [CqrsModule, ...knows],
      controllers: [AuditController, EvidenceController, SealsController],
      providers: [
        ...auditHandlers,
        {
          provide: AuditEvents,
          inject: [kernelToken, documentsToken, PersonalData, Followers],
          useFactory: (
            { store }: Kernel,
            documents: DocumentStore,
            personalData: PersonalData,
            followers: Followers,
          ) => {
            followers.addView(auditEventView);
            return new AuditEvents(store, documents, personalData);
          },
        },
        {
          provide: Histories,
          inject: [kernelToken, CallbackAddresses],
          useFactory: ({ store }: Kernel, callbacks: CallbackAddresses) => new Histories(store, callbacks),
        },
        {
          provide: OtherHistories,
          inject: [kernelToken, CallbackAddresses, PersonalData],
          useFactory: ({ store }: Kernel, ...parts: [CallbackAddresses, PersonalData]) =>
            new OtherHistories(store, ...parts),
        },
        {
          provide: Evidence,
          inject: [kernelToken, Histories, PersonalData, SealKeys],
          useFactory: ({ store, clock }: Kernel, histories: Histories, personalData: PersonalData, keys: SealKeys) =>
            new Evidence({ store, clock, histories, personalData, keys }),
        },
        {
          provide: NoteStart,
          inject: [kernelToken, Followers],
          useFactory: (kernel: Kernel, followers: Followers) => {
            const noting = new NoteStart(kernel, start);
            followers.addProcess(noting);
            return noting;
          },
        },
        {
          provide: MakeSeals,
          inject: [kernelToken, SealKeys, Followers, loggerToken, WebhookSources],
          useFactory: (
            kernel: Kernel,
            keys: SealKeys,
            followers: Followers,
            logger: Logger,
            webhooks: WebhookSources,
          ) => {
            webhooks.add(sealWebhooks);
            followers.addView(sealView);
            const sealing = new MakeSeals(kernel, keys, sealFile === null ? null : new SealFile(sealFile), logger);
            followers.addLeasedProcess(sealing);
            return sealing;
          },
        },
      ],
    };
  }
}
