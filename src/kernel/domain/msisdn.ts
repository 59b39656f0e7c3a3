/** A phone number in E.164: `+250788123456`. */
export type Msisdn = string & { readonly __msisdn: unique symbol };

const local = /^0(7\d{8})$/;
const international = /^\+?([1-9]\d{7,14})$/;

/** Reads `+250788123456`, `250788123456` and the Rwandan local form `0788123456`; null for anything else. */
export function parseMsisdn(text: string): Msisdn | null {
  const rwandan = local.exec(text)?.[1];
  if (rwandan !== undefined) return `+250${rwandan}` as Msisdn;
  const digits = international.exec(text)?.[1];
  return digits === undefined ? null : (`+${digits}` as Msisdn);
}

/** For whoever may not see it whole: `+25078*****56`. */
export const maskMsisdn = (msisdn: Msisdn): string =>
  `${msisdn.slice(0, 6)}${'*'.repeat(Math.max(0, msisdn.length - 8))}${msisdn.slice(-2)}`;
