import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { InvalidInput, type FieldError } from '../kernel/domain/invalid-input.js';

export const unknownHere = 'is not a field or parameter of this request';
export const notOfAList = 'must be the `nextCursor` of an earlier page of the same list';

/** Validates bodies and queries by their classes; unknown members are refused. */
export const validation = (): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    exceptionFactory: (errors: ValidationError[]) => new InvalidInput(errors.flatMap((error) => flatten(error, ''))),
  });

/** Replaces the texts of class-validator. */
const messages: Readonly<Record<string, string>> = { whitelistValidation: unknownHere, isDefined: 'is required' };

function flatten({ property, constraints, children }: ValidationError, path: string): FieldError[] {
  const field = `${path}${property}`;
  const own = Object.entries(constraints ?? {}).map(([name, message]) => ({
    field,
    message: messages[name] ?? withoutName(message, property),
  }));
  return [...own, ...(children ?? []).flatMap((child) => flatten(child, `${field}.`))];
}

const withoutName = (message: string, property: string): string =>
  message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;

/** What people have typed into a form, by the class by which a body or a query is read. Throws `InvalidInput`. */
export const validated = <T extends object>(of: new () => T, typed: Readonly<Record<string, unknown>>): Promise<T> =>
  validation().transform(typed, { type: 'body', metatype: of }) as Promise<T>;
