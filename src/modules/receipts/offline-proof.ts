/**
 * What the holder of a document can check without us: the text of its QR code holds the facts and a signature over them. They stand behind a `#`,
 * so a phone that opens the address sends them nowhere.
 */
export interface SignedFacts {
  readonly number: string;
  readonly amount: string;
  readonly currency: string;
  /** When it was paid; of a credit note, when it was refunded. */
  readonly at: string;
}

export interface OfflineProof extends SignedFacts {
  readonly keyId: string;
  readonly signature: string;
}

/** The bytes that are signed: these members in this order. No seal of the log and no key has this form. */
export const signedText = ({ number, amount, currency, at }: SignedFacts): string =>
  JSON.stringify({ receipt: { number, amount, currency, at } });

const version = '1';

/** What follows the `#` in the text of the QR code. */
export const proofText = ({ amount, currency, at, keyId, signature }: Omit<OfflineProof, 'number'>): string =>
  [version, amount, currency, at, keyId, signature].join('~');

/** Null where a text is not that of one of our QR codes. */
export function readQrText(text: string): { readonly number: string; readonly proof: OfflineProof | null } | null {
  const parts = /^https?:\/\/[^\s#]*\/r\/((?:RCT|CRN)-\d{4}-\d{6,})\/[\w-]{22}(?:#(\S+))?$/.exec(text.trim());
  if (parts === null) return null;
  const [, number = '', fragment] = parts;
  if (fragment === undefined) return { number, proof: null };
  const proof =
    /^1~(\d+(?:\.\d+)?)~([A-Z]{3})~(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f]{16})~([\w-]{86})$/.exec(fragment);
  if (proof === null) return null;
  const [, amount = '', currency = '', at = '', keyId = '', signature = ''] = proof;
  return { number, proof: { number, amount, currency, at, keyId, signature } };
}
