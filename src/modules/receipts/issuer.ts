import type { SignedFacts } from './offline-proof.js';
import { signedText } from './offline-proof.js';
import type { IssuedReceipt } from './receipt.events.js';

export interface Organisation {
  readonly name: string;
  readonly contact: string;
  readonly tin: string | null;
}

/** The signature on a document, and the key that made it. */
export type Proof = NonNullable<IssuedReceipt['proof']>;

/** Signs under the installation's key. Null where it has no key that is good: a document without a signature is better than none. */
export interface DocumentSigner {
  sign(text: string): Promise<Proof | null>;
}

/** What documents say of who issues them. */
export interface Issuer {
  readonly organisation: Organisation;
  readonly publicBaseUrl: string;
  readonly signer: DocumentSigner;
  /** The hash of the logo, which is on record when this resolves; null: there is none. */
  logo(): Promise<string | null>;
  /** The name of a payment method on a document: `MTN MoMo` for `mtn-momo`. */
  methodOf(provider: string): string;
}

/** The layout of the documents that are issued now. */
const layout = 1;

/** What is recorded of the issuer in each document. */
export async function issuedBy(
  { organisation, publicBaseUrl, signer, logo }: Issuer,
  facts: SignedFacts,
): Promise<Pick<IssuedReceipt, 'organisation' | 'publicBaseUrl' | 'logo' | 'layout' | 'proof'>> {
  const [kept, proof] = await Promise.all([logo(), signer.sign(signedText(facts))]);
  return { organisation, publicBaseUrl, logo: kept, layout, proof };
}
