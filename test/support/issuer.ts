import type { Issuer } from '../../src/modules/receipts/issuer.js';

/** Who issues receipts in specs: without a logo, and with a signature that names what was signed. */
export const anyIssuer: Issuer = {
  organisation: { name: 'Kigali One-Stop', contact: 'help@example.rw', tin: null },
  publicBaseUrl: 'https://pay.example.rw',
  signer: { sign: async (text) => ({ keyId: 'key', signature: `over ${text}` }) },
  logo: async () => null,
  methodOf: () => 'MTN MoMo',
};
