import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { instant } from '../domain/clock.js';
import type { Condition } from '../documents/document-store.js';

/** What every list understands: newest first, `limit` 1 to 200, and the cursor of the page before. */
export class ListQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit = 50;
  @IsOptional() @IsString() @MaxLength(2_000) cursor?: string;
}

/** `from` belongs to the range and `to` does not, as a day's end is the next one's beginning. */
export function timeRange(field: string, from?: string, to?: string): Record<string, Condition> {
  if (from === undefined && to === undefined) return {};
  const at = (text: string) => instant(Date.parse(text));
  return { [field]: { ...(from === undefined ? {} : { gte: at(from) }), ...(to === undefined ? {} : { lt: at(to) }) } };
}
