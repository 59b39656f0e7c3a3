import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { instant, isInstant } from '../kernel/domain/clock.js';
import { DocumentedQuery } from './validated.documentation.js';
import type { Condition } from '../kernel/ports/document-store.js';
import { IsLine, Must } from './texts.js';

/** Digits only: JavaScript would also read `1e2` and `0x10` as numbers. */
export const asWhole = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;

/** What every list understands: newest first, `limit` 1 to 200, and the cursor of the page before. */
@DocumentedQuery()
export class ListQuery {
  @ApiPropertyOptional({ type: 'integer', default: 50, description: 'How many at most' })
  @IsOptional()
  @Transform(asWhole)
  @Must((value) => typeof value === 'number' && value >= 1 && value <= 200, 'must be a whole number from 1 to 200', {
    type: 'integer',
    minimum: 1,
    maximum: 200,
  })
  limit: number = 50;

  @ApiPropertyOptional({ description: 'The `nextCursor` of the page before' })
  @IsOptional()
  @IsLine(1, 2_000)
  cursor?: string;
}

/** A moment by RFC 3339 with its offset, or the beginning of a day in UTC. */
export const IsMoment = () =>
  Must(
    (value) => typeof value === 'string' && isMoment(value),
    'must be a time such as 2026-11-22T12:00:00Z, or a day such as 2026-11-22',
    { type: 'string', pattern: moment.source },
  );

const moment = /^(\d{4}-\d\d-\d\d)(?:T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:[0-5]\d))?$/;

function isMoment(text: string): boolean {
  const day = moment.exec(text)?.[1];
  // With its offset a moment may lie beyond what can be an instant.
  if (day === undefined || !isInstant(Date.parse(text))) return false;
  // JavaScript reads the 30th of February as the 2nd of March.
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** `from` belongs to the range and `to` does not, as a day's end is the next one's beginning. */
export function timeRange(field: string, from?: string, to?: string): Record<string, Condition> {
  if (from === undefined && to === undefined) return {};
  const at = (text: string) => instant(Date.parse(text));
  return { [field]: { ...(from === undefined ? {} : { gte: at(from) }), ...(to === undefined ? {} : { lt: at(to) }) } };
}

/** The filters of a list that the caller has set. */
export const filtersOf = (asked: Readonly<Record<string, Condition | undefined>>): Record<string, Condition> =>
  Object.fromEntries(Object.entries(asked).filter((entry): entry is [string, Condition] => entry[1] !== undefined));

/** Only these words: every other text could mean either. */
export const IsFlag = () => (target: object, property: string) => {
  const asBoolean = ({ value }: { value: unknown }): unknown =>
    value === 'true' ? true : value === 'false' ? false : value;
  Transform(asBoolean)(target, property);
  const schema = { type: 'string', enum: ['true', 'false'] };
  Must((value) => typeof value === 'boolean', 'must be true or false', schema)(target, property);
};
