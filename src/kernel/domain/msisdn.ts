/** A phone number in E.164: `+250788123456`. */
export type Msisdn = string & { readonly __msisdn: unique symbol };

const local = /^0(7\d{8})$/;
// A Rwandan number has nine digits after its country code. A number that lacks a digit is refused: read as some other
// country's number it would belong to another person.
const international = /^\+?(250\d{9}|(?!250|7\d{8}$)[1-9]\d{7,14})$/;

/** What `parseMsisdn` reads. */
export const msisdnForms = new RegExp(`${local.source}|${international.source}`);

/** Reads `+250788123456`, `250788123456` and the Rwandan local form `0788123456`; null for anything else. */
export function parseMsisdn(text: string): Msisdn | null {
  const rwandan = local.exec(text)?.[1];
  if (rwandan !== undefined) return `+250${rwandan}` as Msisdn;
  const digits = international.exec(text)?.[1];
  return digits === undefined ? null : (`+${digits}` as Msisdn);
}

/** The masked form, `+25078*****56`. A short number shows fewer digits, so that at least four stay hidden. */
export function maskMsisdn(msisdn: Msisdn): string {
  const shown = Math.min(6, Math.max(0, msisdn.length - 6));
  return `${msisdn.slice(0, shown)}${'*'.repeat(Math.max(0, msisdn.length - shown - 2))}${msisdn.slice(-2)}`;
}

/** What is wrong with a text that `parseMsisdn` does not take. */
export const notAMsisdn = 'must be a phone number, as 07######## or +2507########';
