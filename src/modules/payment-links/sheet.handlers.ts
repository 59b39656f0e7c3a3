import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { canonicalJson } from '../../http/idempotency.js';
import { readSheet } from '../../http/sheet-file.js';
import { linkIdOfLine, type LinkAddresses } from './link-identity.js';
import type { LinkMaker } from './link-maker.js';
import { checkSheet, sheetColumns, type CheckedSheetLine } from './sheet-line.rule.js';
import { CheckSheet, MakeSheet, type CheckedSheet, type LinkOfLine, type MadeSheet } from './sheet.commands.js';

export interface SheetParts {
  readonly maker: LinkMaker;
  readonly addresses: LinkAddresses;
  readonly personalData: PersonalData;
}

/** What a person hands out in a day, and a printer prints in one go. */
export const sheetLimits = { lines: 500, bytes: 512 * 1_024 };

@QueryHandler(CheckSheet)
export class CheckSheetHandler implements IQueryHandler<CheckSheet> {
  constructor(private readonly parts: SheetParts) {}

  async execute({ file }: CheckSheet): Promise<CheckedSheet> {
    const { header, rows } = await readSheet(file, sheetColumns, sheetLimits);
    const lines = checkSheet(header, rows, (currency) => this.parts.maker.takes(currency));
    const shown = lines.filter(({ errors }, place) => place < linesOfADryRun || errors.length > 0);
    return { header, count: lines.length, invalid: lines.filter(isInvalid).length, lines: shown };
  }
}

@CommandHandler(MakeSheet)
export class MakeSheetHandler implements ICommandHandler<MakeSheet> {
  constructor(private readonly parts: SheetParts) {}

  async execute({ client, file, language, by }: MakeSheet): Promise<MadeSheet> {
    const { maker, addresses, personalData } = this.parts;
    const { sha256, header, rows } = await readSheet(file, sheetColumns, sheetLimits);
    const lines = checkSheet(header, rows, (currency) => maker.takes(currency));
    const invalid = lines.filter(isInvalid);
    if (invalid.length > 0) {
      const named = invalid.slice(0, linesNamed).map(({ line, errors }) => ({ line, errors }));
      throw new Refusal('invalid', 'SHEET_HAS_INVALID_LINES', { invalid: invalid.length, lines: named });
    }
    const make = async (line: CheckedSheetLine): Promise<LinkOfLine & { readonly isNew: boolean }> => {
      const { amount, currency, name, description, reference, dimensions } = line;
      const linkId = linkIdOfLine(client.id, sha256, line.line);
      const ask = {
        record: { ...line.record!, part: null },
        currency,
        amount,
        least: null,
        most: null,
        description,
        name,
        dimensions,
        reference: reference ?? dimensions['reference'] ?? null,
        expiresAt: null,
        language,
      };
      const fingerprint = personalData.fingerprint(canonicalJson(line.cells));
      const { link, isNew } = await maker.make(linkId, client.id, fingerprint, ask, by);
      const url = addresses.urlOf(linkId);
      return { line: line.line, link, url, qr: `${url}/qr.svg`, name, description, isNew };
    };
    const links: (LinkOfLine & { readonly isNew: boolean })[] = [];
    for (let from = 0; from < lines.length; from += linesAtOnce)
      links.push(...(await Promise.all(lines.slice(from, from + linesAtOnce).map(make))));
    return { links, isNew: links.some(({ isNew }) => isNew) };
  }
}

export const sheetHandlers = [CheckSheetHandler, MakeSheetHandler];

const isInvalid = ({ errors }: CheckedSheetLine): boolean => errors.length > 0;

const linesOfADryRun = 100;
const linesNamed = 20;
const linesAtOnce = 50;
