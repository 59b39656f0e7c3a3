import { Module, type DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { FastifyInstance } from 'fastify';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken, masterKeyToken } from '../../kernel/tokens.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Followers } from '../../kernel/following/followers.js';
import { CallbackAddresses } from './callback-addresses.js';
import { callbackHandlers } from './callback.handlers.js';
import { callbackView } from './callback.view.js';
import { CallbacksController } from './callbacks.controller.js';
import { Callbacks, OneAddress, Persons } from './callbacks.js';
import { callbacksRoute } from './callbacks.route.js';

export interface CallbacksSettings {
  readonly publicBaseUrl: string;
  /** The names that may stand in a callback's address. */
  readonly providers: readonly string[];
}

@Module({})
export class CallbacksModule {
  static register({ publicBaseUrl, providers }: CallbacksSettings): DynamicModule {
    return {
      module: CallbacksModule,
      imports: [CqrsModule],
      controllers: [CallbacksController],
      providers: [
        Persons,
        OneAddress,
        {
          provide: CallbackAddresses,
          inject: [masterKeyToken],
          useFactory: (masterKey: Buffer) =>
            new CallbackAddresses(publicBaseUrl, new KeyedHash(masterKey, 'callback-token')),
        },
        {
          provide: Callbacks,
          inject: [
            kernelToken,
            CallbackAddresses,
            PersonalData,
            Persons,
            OneAddress,
            Followers,
            CommandBus,
            HttpAdapterHost,
          ],
          useFactory: (
            kernel: Kernel,
            addresses: CallbackAddresses,
            personalData: PersonalData,
            persons: Persons,
            oneAddress: OneAddress,
            followers: Followers,
            commands: CommandBus,
            { httpAdapter }: HttpAdapterHost,
          ) => {
            const callbacks = new Callbacks(kernel, addresses, personalData, persons, oneAddress);
            followers.addView(callbackView);
            callbacksRoute(httpAdapter.getInstance<FastifyInstance>(), commands, (name) => providers.includes(name));
            return callbacks;
          },
        },
        ...callbackHandlers,
      ],
      exports: [CallbackAddresses, Persons, OneAddress],
    };
  }
}
