import { Command, Query } from '@nestjs/cqrs';
import type { Origin } from '../../kernel/domain/events.js';
import type { Language } from '../../kernel/domain/language.js';
import type { Header } from '../../kernel/domain/sheet.js';
import type { ApiClient } from '../../http/authentication.js';
import type { KnownLink } from './payment-link.decider.js';
import type { CheckedSheetLine } from './sheet-line.rule.js';

export interface CheckedSheet {
  readonly header: Header;
  readonly count: number;
  readonly invalid: number;
  /** The first hundred, and every invalid one. */
  readonly lines: readonly CheckedSheetLine[];
}

/** Says what a sheet would come to, and records nothing. */
export class CheckSheet extends Query<CheckedSheet> {
  constructor(readonly file: AsyncIterable<Uint8Array>) {
    super();
  }
}

export interface LinkOfLine {
  readonly line: number;
  readonly link: KnownLink;
  readonly url: string;
  readonly qr: string;
  readonly name: string | null;
  readonly description: string | null;
}

export interface MadeSheet {
  readonly links: readonly LinkOfLine[];
  /** False: every link was there already. */
  readonly isNew: boolean;
}

/** Makes a link of every line. The same file again is the same links. Refuses `SHEET_HAS_INVALID_LINES`. */
export class MakeSheet extends Command<MadeSheet> {
  constructor(
    readonly client: ApiClient,
    readonly file: AsyncIterable<Uint8Array>,
    /** Of the pages; null: as each phone asks. */
    readonly language: Language | null,
    readonly by: Origin,
  ) {
    super();
  }
}
