import { apiKey, built, masterKey } from './program.js';

/** Requests that never meet: every number is another key, record and payer. */
export const paymentHeaders = { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` };

export const paymentBody = (number) =>
  JSON.stringify({
    amount: '5000',
    currency: 'RWF',
    // MTN's prefix, clear of the sandbox's test numbers.
    payer: { msisdn: `+25078${String(1_000_000 + number).padStart(7, '0')}` },
    record: { type: 'invoice', id: `INV-${number}`, part: '1' },
    description: 'Building permit fee',
    dimensions: { service: 'permits', branch: 'kigali' },
    metadata: { case: `case-${number}` },
  });

/** Callback addresses as this gateway would give them. */
export async function callbackPaths() {
  const { KeyedHash } = await built('kernel/keyed-hash.js');
  const { CallbackAddresses } = await built('modules/callbacks/callback-addresses.js');
  const addresses = new CallbackAddresses('', new KeyedHash(masterKey, 'callback-token'));
  return (number) => addresses.urlFor('mtn-momo', { kind: 'payment', id: `pay_bench${number}`, attempt: 1 });
}

/** What MoMo sends; payers come back, as they do. */
export const callbackBody = (number) =>
  JSON.stringify({
    financialTransactionId: String(10_000_000 + number),
    externalId: `pay_bench${number}`,
    amount: '5000',
    currency: 'RWF',
    payer: { partyIdType: 'MSISDN', partyId: `25078${String(1_000_000 + (number % 1_000))}` },
    payerMessage: 'Building permit fee',
    payeeNote: 'Building permit fee',
    status: 'SUCCESSFUL',
  });
