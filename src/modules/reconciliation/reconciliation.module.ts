import { join } from 'node:path';
import { Module, type DynamicModule, type ModuleMetadata, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { InFlightRequests } from '../../kernel/in-flight-requests.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken, loggerToken } from '../../kernel/tokens.js';
import { Disclosure } from '../../http/shown-to.js';
import { Movements } from '../movements/contract.js';
import { Providers } from '../providers/contract.js';
import type { Tariffs } from '../tariffs/contract.js';
import { CarryOutStatements } from './carry-out-statements.js';
import { expectedFeeBy } from './expected-fee.rule.js';
import { expectationView } from './expectation.view.js';
import { ImportStatements } from './import-statements.js';
import { ItemsController } from './items.controller.js';
import { itemView } from './item.view.js';
import { Mismatches } from './mismatches.js';
import { LineReader } from './read-lines.js';
import { reconciliationHandlers, type ReconciliationParts } from './reconciliation.handlers.js';
import { ReconciliationResources } from './reconciliation.resource.js';
import { WebhookSources } from '../webhooks/contract.http.js';
import type { StatementFormats } from './reading/statement-formats.js';
import { StatementFiles } from './statement-files.js';
import { statementView } from './statement.view.js';
import { statementWebhooks } from './statement-webhooks.resource.js';
import { Statements } from './statements.js';
import { StatementsController } from './statements.controller.js';

export interface ReconciliationSettings {
  readonly dataDir: string;
  /** Of the installation. */
  readonly currency: string;
  readonly tariffs: Tariffs;
  /** By which words the columns and types of statements are known. */
  readonly formats: StatementFormats;
}

const partsToken = Symbol('ReconciliationParts');

@Module({})
export class ReconciliationModule {
  /** `knows`: the modules whose contracts it imports. */
  static register(
    { dataDir, currency, tariffs, formats }: ReconciliationSettings,
    knows: NonNullable<ModuleMetadata['imports']>,
  ): DynamicModule {
    return {
      module: ReconciliationModule,
      imports: [CqrsModule, ...knows],
      controllers: [StatementsController, ItemsController],
      providers: [
        {
          provide: partsToken,
          inject: [
            kernelToken,
            documentsToken,
            Followers,
            Movements,
            Providers,
            PersonalData,
            loggerToken,
            InFlightRequests,
          ],
          useFactory: (
            kernel: Kernel,
            documents: DocumentStore,
            followers: Followers,
            movements: Movements,
            providers: Providers,
            personalData: PersonalData,
            logger: Logger,
            requests: InFlightRequests,
          ): ReconciliationParts => {
            const expectations = followers.addView(expectationView);
            const views = [expectations, followers.addView(itemView), followers.addView(statementView)];
            const viewsAreCurrent = async () => {
              const head = await kernel.store.head();
              await Promise.all(views.map((view) => view.reached(head)));
            };
            const files = new StatementFiles(join(dataDir, 'statements'));
            const byId = (ids: readonly string[]) => expectations.get(ids);
            const reader = new LineReader(documents, byId, movements, personalData, expectedFeeBy(tariffs));
            const statements = new Statements(kernel, files, reader, providers, documents, { currency, formats });
            const importing = new ImportStatements(statements, files, kernel, viewsAreCurrent, logger, requests);
            followers.addProcess(importing);
            followers.addLeasedProcess(
              new CarryOutStatements(statements, movements, documents, kernel, viewsAreCurrent, logger),
            );
            const mismatches = new Mismatches(kernel, statements, documents, personalData);
            return { statements, mismatches, importing, documents };
          },
        },
        {
          provide: ReconciliationResources,
          inject: [PersonalData, Disclosure, WebhookSources, partsToken],
          useFactory: (
            personalData: PersonalData,
            disclosure: Disclosure,
            webhooks: WebhookSources,
            { statements }: ReconciliationParts,
          ) => {
            const resources = new ReconciliationResources(personalData, disclosure);
            webhooks.add(statementWebhooks(statements, resources));
            return resources;
          },
        },
        ...reconciliationHandlers.map((handler: Type) => ({
          provide: handler,
          inject: [partsToken],
          useFactory: (parts: ReconciliationParts): unknown => new handler(parts),
        })),
      ],
      exports: [ReconciliationResources],
    };
  }
}
