import { registerDecorator } from 'class-validator';
import {
  inFigures,
  isLineOf,
  isPlain,
  isTextOf,
  plainCharacter as plain,
  visibleCharacter as visible,
} from '../kernel/domain/text.js';

/** A validator from a function, with the part of it that a JSON Schema can express for the documentation. */
export const Must =
  (test: (value: unknown) => boolean, message: string, schema: object) => (target: object, propertyName: string) =>
    registerDecorator({
      target: target.constructor,
      propertyName,
      constraints: [schema],
      options: { message },
      validator: { validate: test },
    });

/** A whole number, as a JSON number. */
export const IsWhole = (least: number, most: number) =>
  Must(
    (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
    `must be a whole number from ${inFigures(least)} to ${inFigures(most)}, not in quotes`,
    { type: 'integer', minimum: least, maximum: most },
  );

/** Text of one line, for phones, receipts and spreadsheets. Not blank where it must not be empty. */
export const IsLine = (least: number, most: number) =>
  Must(
    (value) => isLineOf(value, least, most),
    `must be text of ${least} to ${inFigures(most)} characters${least > 0 ? ', not blank,' : ''} without control characters`,
    textSchema(plain, least, most),
  );

/** Text that may have several lines. */
export const IsProse = (least: number, most: number) =>
  Must(
    (value) => isTextOf(value, least, most) && isPlain(value.replaceAll(/[\t\r\n]/g, '')),
    `must be text of ${least} to ${inFigures(most)} characters${least > 0 ? ', not blank,' : ''} without control characters other than tabs and line breaks`,
    textSchema(`(?:[\\t\\r\\n]|${plain})`, least, most),
  );

/** Names that the caller has chosen, and their texts. A store for documents reads `.` as a path and a leading `$` as an operator. */
export const IsTextMap = (most: number, longest: number) =>
  Must(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).length <= most &&
      Object.entries(value).every(
        ([name, text]) => isLineOf(name, 1, 64) && !/^\$|\./.test(name) && isLineOf(text, 0, longest),
      ),
    `must be an object of at most ${inFigures(most)} texts of at most ${inFigures(longest)} characters, named by 1 to 64 characters without "." or a leading "$"; no control characters`,
    {
      type: 'object',
      maxProperties: most,
      propertyNames: { ...textSchema(plain, 1, 64), not: { pattern: '^\\$|\\.' } },
      additionalProperties: textSchema(plain, 0, longest),
    },
  );

function textSchema(character: string, minLength: number, maxLength: number): object {
  const pattern = minLength === 0 ? `^${character}*$` : `^${character}*${visible}${character}*$`;
  return { type: 'string', minLength, maxLength, pattern };
}
