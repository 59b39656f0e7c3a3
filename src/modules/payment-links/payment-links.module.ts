import { Module, type DynamicModule, type ModuleMetadata, type Type } from '@nestjs/common';
import { CommandBus, CqrsModule, QueryBus } from '@nestjs/cqrs';
import { Refusal } from '../../kernel/domain/refusal.js';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken, masterKeyToken } from '../../kernel/tokens.js';
import { authenticatorToken, type Authenticator } from '../../http/authentication.js';
import { KeysInFlight } from '../../http/idempotency.js';
import { Disclosure } from '../../http/shown-to.js';
import { Payments } from '../payments/contract.js';
import { Providers } from '../providers/contract.js';
import { ReceiptOfPayment } from '../receipts/contract.http.js';
import { organisationToken, PayController } from './pay.controller.js';
import type { Organisation } from './payer.page.js';
import { LinkAddresses } from './link-identity.js';
import { LinkMaker, type OpenAmounts } from './link-maker.js';
import { Openings } from './openings.js';
import { paymentLinkHandlers, type PaymentLinkParts } from './payment-link.handlers.js';
import { PaymentLinkResources } from './payment-link.resource.js';
import { paymentLinkView } from './payment-link.view.js';
import { PaymentLinks } from './payment-links.js';
import { PaymentLinksController } from './payment-links.controller.js';
import { SheetController } from './sheet.controller.js';
import { sheetHandlers } from './sheet.handlers.js';
import { PromptBounds, type PromptLimits } from './prompt-bounds.js';

export interface PaymentLinksSettings {
  readonly publicBaseUrl: string;
  readonly organisation: Organisation;
  readonly openAmounts: OpenAmounts;
  readonly prompts: PromptLimits;
}

const partsToken = Symbol('PaymentLinkParts');

@Module({})
export class PaymentLinksModule {
  /** `knows`: the modules whose contracts it imports. */
  static register(settings: PaymentLinksSettings, knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    const { publicBaseUrl, organisation, openAmounts, prompts } = settings;
    return {
      module: PaymentLinksModule,
      imports: [CqrsModule, ...knows],
      controllers: [SheetController, PaymentLinksController, PayController],
      providers: [
        { provide: organisationToken, useValue: organisation },
        {
          provide: PaymentLinks,
          inject: [kernelToken, Payments, Followers],
          useFactory: (kernel: Kernel, payments: Payments, followers: Followers) => {
            followers.addView(paymentLinkView);
            return new PaymentLinks(kernel, payments);
          },
        },
        {
          provide: LinkAddresses,
          inject: [masterKeyToken],
          useFactory: (masterKey: Buffer) => new LinkAddresses(publicBaseUrl, new KeyedHash(masterKey, 'payment-link')),
        },
        {
          provide: LinkMaker,
          inject: [PaymentLinks, PersonalData, Providers, kernelToken],
          useFactory: (links: PaymentLinks, personalData: PersonalData, providers: Providers, { clock }: Kernel) =>
            new LinkMaker(links, personalData, providers, openAmounts, clock),
        },
        {
          provide: PaymentLinkResources,
          inject: [PersonalData, LinkAddresses, Disclosure],
          useFactory: (personalData: PersonalData, addresses: LinkAddresses, disclosure: Disclosure) =>
            new PaymentLinkResources(personalData, addresses, disclosure),
        },
        {
          provide: partsToken,
          inject: [
            PaymentLinks,
            LinkMaker,
            Payments,
            Providers,
            PersonalData,
            documentsToken,
            LinkAddresses,
            KeysInFlight,
            authenticatorToken,
            CommandBus,
            QueryBus,
            kernelToken,
          ],
          useFactory: (
            links: PaymentLinks,
            maker: LinkMaker,
            payments: Payments,
            providers: Providers,
            personalData: PersonalData,
            documents: DocumentStore,
            addresses: LinkAddresses,
            keysInFlight: KeysInFlight,
            clients: Authenticator,
            commands: CommandBus,
            queries: QueryBus,
            { clock }: Kernel,
          ): PaymentLinkParts => ({
            links,
            maker,
            payments,
            providers,
            personalData,
            documents,
            addresses,
            keysInFlight,
            clients,
            commands,
            receiptOf: async (client, paymentId) => {
              try {
                const { facts } = await queries.execute(new ReceiptOfPayment(client, paymentId));
                return { number: facts.number, url: facts.verifyUrl };
              } catch (error) {
                if (error instanceof Refusal && error.code === 'RECEIPT_NOT_ISSUED') return null;
                throw error;
              }
            },
            prompts: new PromptBounds(prompts, clock),
            openings: new Openings(clock),
            mostPressesInAnHour: prompts.perLink,
            clock,
          }),
        },
        ...[...paymentLinkHandlers, ...sheetHandlers].map((handler: Type) => ({
          provide: handler,
          inject: [partsToken],
          useFactory: (parts: PaymentLinkParts): unknown => new handler(parts),
        })),
      ],
    };
  }
}
