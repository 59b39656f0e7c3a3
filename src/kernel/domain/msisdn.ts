/** A phone number in E.164: `+250788123456`. */
export type Msisdn = string & { readonly __msisdn: unique symbol };

const local = /^0(7\d{8})$/;
// A Rwandan number has nine digits after its country, so one that lost a digit or its 0 is none; read as some other
// country's it would be somebody else's.
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

/** For readers who may not see it whole: `+25078*****56`; of a short number less is shown, so that four digits stay hidden. */
export function maskMsisdn(msisdn: Msisdn): string {
  const shown = Math.min(6, Math.max(0, msisdn.length - 6));
  return `${msisdn.slice(0, shown)}${'*'.repeat(Math.max(0, msisdn.length - shown - 2))}${msisdn.slice(-2)}`;
}
