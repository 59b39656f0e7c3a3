import { Module, type DynamicModule } from '@nestjs/common';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import { AssetsController } from './assets.controller.js';
import { Pages, type PageSettings } from './pages.js';

/** What every module's pages are shown by. */
@Module({})
export class PagesModule {
  static register(settings: PageSettings): DynamicModule {
    const pages = {
      provide: Pages,
      inject: [kernelToken],
      useFactory: ({ clock }: Kernel) => new Pages(settings, clock),
    };
    return {
      module: PagesModule,
      global: true,
      controllers: [AssetsController],
      providers: [pages],
      exports: [Pages],
    };
  }
}
