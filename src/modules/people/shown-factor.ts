import { fieldOf, type Form } from '../../http/pages/form-body.js';
import type { ShownFactor } from './people.commands.js';

/** The answer of a browser for a passkey, where there is one; else what was typed. */
export function shownIn(form: Form | undefined): ShownFactor {
  const response = fieldOf(form, 'passkey');
  return response === '' ? { is: 'code', code: fieldOf(form, 'code') } : { is: 'passkey', response };
}
