import { readQrText, signedText, type OfflineProof } from '../receipts/contract.js';
import { isSignedBy, keyIdOf } from './seal.chain.js';

export type ReceiptVerdict =
  | { readonly ok: true; readonly facts: Omit<OfflineProof, 'signature'> }
  | { readonly ok: false; readonly number: string | null; readonly fault: string };

/** Holds the text of a QR code against public keys of the installation, and against nothing else: no settings, no store, no network. */
export function checkReceipt(qrText: string, publicKeys: readonly string[]): ReceiptVerdict {
  const read = readQrText(qrText);
  if (read === null) return { ok: false, number: null, fault: 'it is not the text of the QR code of a receipt' };
  const { number, proof } = read;
  if (proof === null)
    return { ok: false, number, fault: 'it holds no signature to be checked offline: open its address instead' };
  const publicKey = publicKeys.find((key) => keyIdOf(key) === proof.keyId);
  if (publicKey === undefined)
    return { ok: false, number, fault: `it names the key ${proof.keyId}, which is none of the keys that were given` };
  const { signature, ...facts } = proof;
  return isSignedBy({ publicKey }, signedText(proof), signature)
    ? { ok: true, facts }
    : { ok: false, number, fault: 'its signature does not fit: number, amount, currency or time were changed' };
}
