export interface FieldError {
  /** Dotted: `payer.msisdn`. */
  readonly field: string;
  readonly message: string;
}

/** A request does not have the form that the contract asks for. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';

  constructor(readonly errors: readonly FieldError[]) {
    super('The request is not valid');
  }
}
