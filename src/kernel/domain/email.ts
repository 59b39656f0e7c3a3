/**
 * An e-mail address as mail servers of today take it: one local part of letters, digits and the marks that need no quoting, and a domain name.
 * Nothing that it allows ends a header line or begins another recipient. As the source of a regular expression.
 */
export const emailForm =
  "^(?=.{3,254}$)(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$";

const form = new RegExp(emailForm);

export const isEmail = (value: unknown): value is string => typeof value === 'string' && form.test(value);

/** One mailbox, however its address is typed; null: it is no address. */
export function plainEmail(typed: string): string | null {
  const email = typed.trim().normalize('NFKC').toLowerCase();
  return isEmail(email) ? email : null;
}

export const notAnEmail = 'must be an e-mail address such as a.uwase@example.rw';

/** `a*****@example.rw`: enough to recognise one’s own. */
export const maskEmail = (address: string): string => address.replace(/^(.).*(?=@)/su, '$1*****');
