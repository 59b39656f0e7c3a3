import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';

export interface FieldError {
  /** Dotted: `payer.msisdn`. */
  readonly field: string;
  readonly message: string;
}

/** What a caller sent has not the form that the contract asks for. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';

  constructor(readonly errors: readonly FieldError[]) {
    super('The request is not valid');
  }
}

/** Checks bodies and queries by their classes; what a class does not know is refused. */
export const validation = (): ValidationPipe =>
  new ShallowFirst({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
    exceptionFactory: (errors: ValidationError[]) => new InvalidInput(errors.flatMap((error) => flatten(error, ''))),
  });

/** What reads a body by its class calls itself for each level, and a body can hold more levels than calls. */
class ShallowFirst extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const field = metadata.type === 'body' ? tooDeepIn(value) : null;
    if (field !== null) throw new InvalidInput([{ field, message: 'must not be nested so deeply' }]);
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

/** The outermost member that holds too many levels; null when none does. */
function tooDeepIn(value: unknown): string | null {
  const ahead = [{ value, field: '', depth: 0 }];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    const { value, field, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > deepest) return field;
    for (const [name, member] of Object.entries(value)) {
      ahead.push({ value: member, field: depth === 0 ? name : field, depth: depth + 1 });
    }
  }
  return null;
}

const deepest = 32;

function flatten({ property, constraints, children }: ValidationError, path: string): FieldError[] {
  const field = `${path}${property}`;
  const own = Object.values(constraints ?? {}).map((message) => ({
    field,
    message: message.startsWith(`${property} `) ? message.slice(property.length + 1) : message,
  }));
  return [...own, ...(children ?? []).flatMap((child) => flatten(child, `${field}.`))];
}
