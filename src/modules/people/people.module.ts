import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { authenticatorToken } from '../../http/authentication.js';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken, masterKeyToken } from '../../kernel/tokens.js';
import { FailedAuthentications, KeyAuthentication } from '../access/contract.http.js';
import { FormTokens } from './form-tokens.js';
import { InvitationController } from './invitation.controller.js';
import { MeController } from './me.controller.js';
import { NoticeRecipients } from '../notices/contract.js';
import { People } from './people.js';
import { PeopleAuthentication } from './people-authentication.js';
import { recipientsAmong } from './people-notices.js';
import { peopleHandlers } from './people.handlers.js';
import { sessionView } from './session.view.js';
import { SignInController } from './sign-in.controller.js';
import { userView } from './user.view.js';
import { UsersController } from './users.controller.js';
import { UsersPagesController } from './users-pages.controller.js';

export interface PeopleSettings {
  readonly publicBaseUrl: string;
  readonly organisation: string;
}

@Global()
@Module({})
export class PeopleModule {
  static register(settings: PeopleSettings): DynamicModule {
    return {
      module: PeopleModule,
      imports: [CqrsModule],
      controllers: [UsersController, SignInController, InvitationController, MeController, UsersPagesController],
      providers: [
        {
          provide: People,
          inject: [
            kernelToken,
            documentsToken,
            PersonalData,
            FailedAuthentications,
            Followers,
            masterKeyToken,
            NoticeRecipients,
          ],
          useFactory: (
            kernel: Kernel,
            documents: DocumentStore,
            personalData: PersonalData,
            failures: FailedAuthentications,
            followers: Followers,
            masterKey: Buffer,
            recipients: NoticeRecipients,
          ) => {
            followers.addView(userView);
            followers.addView(sessionView);
            const hashes = new KeyedHash(masterKey, 'people');
            const people = new People(kernel, documents, personalData, failures, hashes, settings);
            recipients.add((roles) => recipientsAmong(people.users, roles));
            return people;
          },
        },
        {
          provide: authenticatorToken,
          inject: [KeyAuthentication, People],
          useFactory: (keys: KeyAuthentication, people: People) => new PeopleAuthentication(keys, people),
        },
        {
          provide: FormTokens,
          inject: [masterKeyToken],
          useFactory: (masterKey: Buffer) => new FormTokens(new KeyedHash(masterKey, 'forms')),
        },
        ...peopleHandlers,
      ],
      exports: [People, authenticatorToken],
    };
  }
}
