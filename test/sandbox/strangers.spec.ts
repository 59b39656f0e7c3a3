import https from 'node:https';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'mobilemoney.js';
import { create, PayerType } from 'mtn-momo';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';

/**
 * Clients of MTN's API that others wrote, as they come from npm, against our sandbox in MTN's place. What they send and
 * read is what their users have been sending to MTN, and nothing in them was changed for us.
 */
let sandbox: Sandbox;
beforeAll(async () => {
  // The old axios of one of them would send calls to this machine to a proxy.
  process.env['no_proxy'] = '127.0.0.1';
  sandbox = await startSandbox({ seed: 'strangers', clock: { now: () => Date.UTC(2026, 10, 22, 10) } });
});
afterAll(() => sandbox.close());

const payer = (partyId: string) => ({ partyIdType: PayerType.MSISDN, partyId });
const asked = {
  amount: '5.00',
  currency: 'EUR',
  externalId: 'ext-1',
  payerMessage: 'Permit fee',
  payeeNote: 'Permit fee',
};

describe('the npm package mtn-momo 2.0.0', () => {
  const momo = () => create({ baseUrl: sandbox.url, callbackHost: 'localhost' });
  /** As its README has it: an API user and its key are made first. */
  const provisioned = async (product: 'collection' | 'disbursement') => {
    const primaryKey = sandbox.credentials[product].subscriptionKey;
    const users = momo().Users({ primaryKey });
    const userId = await users.create('localhost');
    const { apiKey } = await users.login(userId);
    return { primaryKey, userId, userSecret: apiKey };
  };

  it('collects: it provisions a user, asks a payer, and reads that the payment is successful', async () => {
    const collections = momo().Collections(await provisioned('collection'));
    const reference = await collections.requestToPay({ ...asked, payer: payer('46733123499') });
    expect(await collections.getTransaction(reference)).toMatchObject({
      status: 'SUCCESSFUL',
      currency: 'EUR',
      externalId: 'ext-1',
      payer: { partyIdType: 'MSISDN', partyId: '46733123499' },
    });
    expect(await collections.getBalance()).toMatchObject({ currency: 'EUR', availableBalance: '5.00' });
    expect(await collections.isPayerActive('46733123456', 'msisdn' as PayerType)).toEqual({ result: true });
  });

  it.each([
    ['46733123450', 'InternalProcessingError'],
    ['46733123451', 'ApprovalRejectedError'],
    ['46733123452', 'ExpiredError'],
    ['46733123455', 'PayerNotFoundError'],
  ])('throws for %s what it throws at MTN: %s', async (number, name) => {
    const collections = momo().Collections(await provisioned('collection'));
    const reference = await collections.requestToPay({ ...asked, payer: payer(number) });
    await expect(collections.getTransaction(reference)).rejects.toMatchObject({ name });
  });

  it('is told of its mistakes: another currency, and a callback to a host that was not registered', async () => {
    const collections = momo().Collections(await provisioned('collection'));
    const inFrancs = collections.requestToPay({ ...asked, currency: 'RWF', payer: payer('46733123499') });
    await expect(inFrancs).rejects.toMatchObject({ name: 'InvalidCurrencyError' });
    const elsewhere = { ...asked, payer: payer('46733123499'), callbackUrl: 'http://elsewhere.example/callback' };
    await expect(collections.requestToPay(elsewhere)).rejects.toMatchObject({ name: 'InvalidCallbackUrlHostError' });
  });

  it('disburses, and is told when there is not enough money', async () => {
    const disbursements = momo().Disbursements(await provisioned('disbursement'));
    const reference = await disbursements.transfer({ ...asked, payee: payer('46733123499') });
    expect(await disbursements.getTransaction(reference)).toMatchObject({ status: 'SUCCESSFUL', amount: '5' });
    const refused = await disbursements.transfer({ ...asked, payee: payer('46733123455') });
    await expect(disbursements.getTransaction(refused)).rejects.toMatchObject({ name: 'NotEnoughFundsError' });
  });
});

describe('the npm package mobilemoney.js 0.0.4', () => {
  /**
   * It takes no address: MTN's is written into it. Here, and only here, whatever this process sends over https goes out on a
   * plain connection to the sandbox instead; what is sent over it is what MTN would get.
   */
  const agent = https.globalAgent as unknown as { createConnection: () => ReturnType<typeof connect> };
  const { createConnection } = agent;
  beforeAll(() => {
    agent.createConnection = () => connect(sandbox.port, '127.0.0.1');
    // It tells the console what it does.
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
  });
  afterAll(() => {
    agent.createConnection = createConnection;
    jest.restoreAllMocks();
  });

  const opened = async (product: 'collection' | 'disbursement') => {
    const client = new Client();
    client.isSandbox();
    const { subscriptionKey } = sandbox.credentials[product];
    const user = client.getReferenceId();
    await client.createApiUser(user, subscriptionKey, 'localhost');
    const [, { targetEnvironment }] = await client.getApiUser(user, subscriptionKey);
    const [, { apiKey }] = await client.createApiKey(user, subscriptionKey);
    const service =
      product === 'collection' ? client.collection(subscriptionKey) : client.disbursements(subscriptionKey);
    const [, { access_token: token }] = await service.createAccessToken(client.basicToken(user, apiKey as string));
    const bearer = client.bearerToken(token as string);
    return { client, subscriptionKey, bearer, environment: targetEnvironment as string };
  };

  it('collects: it provisions a user, asks a payer, and reads the balance', async () => {
    const { client, subscriptionKey, bearer, environment } = await opened('collection');
    expect(environment).toBe('sandbox');
    const collection = client.collection(subscriptionKey);
    const reference = client.getReferenceId();
    const body = { ...asked, externalId: 'ext-2', payer: { partyIdType: 'MSISDN', partyId: '46733123499' } };
    expect(await collection.requestToPay(bearer, reference, environment, body)).toEqual([true, '']);
    expect(sandbox.control.transaction(reference)).toMatchObject({ status: 'SUCCESSFUL', externalId: 'ext-2' });
    const [, balance] = await collection.getAccountBalance(bearer, environment);
    expect(balance).toMatchObject({ currency: 'EUR' });
    const again = collection.requestToPay(bearer, reference, environment, body);
    await expect(again).rejects.toThrow('A Conflict Error occured');
  });

  it('disburses, and reads what became of it', async () => {
    const { client, subscriptionKey, bearer, environment } = await opened('disbursement');
    const disbursements = client.disbursements(subscriptionKey);
    const reference = client.getReferenceId();
    const body = { ...asked, payee: { partyIdType: 'MSISDN', partyId: '46733123451' } };
    await disbursements.transfer(reference, bearer, environment, body);
    const [, transfer] = await disbursements.getTransferStatus(reference, bearer, environment);
    expect(transfer).toMatchObject({ status: 'FAILED', reason: 'APPROVAL_REJECTED' });
  });

  it('is refused with a wrong subscription key', async () => {
    const { client } = await opened('collection');
    const strange = client.createApiUser(client.getReferenceId(), 'no-such-key', 'localhost');
    await expect(strange).rejects.toThrow('Unauthorized Error occured');
  });
});

describe('the npm package airtel-money-node-sdk 1.0.0', () => {
  interface Sdk {
    initiateAirtelPayment(amount: number, msisdn: string, reference: string): Promise<{ readonly data: unknown }>;
  }
  let airtel: Sandbox;
  let sdk: Sdk;
  beforeAll(async () => {
    airtel = await startSandbox({ seed: 'strangers at Airtel', clock: { now: () => Date.UTC(2026, 10, 22, 10) } });
    // It takes everything from the environment, and most of it when it is loaded.
    Object.assign(process.env, {
      AIRTEL_API_BASE_URL: airtel.url,
      CLIENT_ID: airtel.airtel.clientId,
      CLIENT_SECRET: airtel.airtel.clientSecret,
      GRANT_TYPE: 'client_credentials',
      COUNTRY: 'RW',
      CURRENCY: 'RWF',
      DEFAULT_MAX_RETRIES: '1',
      DEFAULT_POLLING_INTERVAL_MS: '1',
      POOLING_TIMEOUT: '5000',
    });
    for (const method of ['log', 'warn', 'error'] as const)
      jest.spyOn(console, method).mockImplementation(() => undefined);
    // It has no types.
    const name: string = 'airtel-money-node-sdk';
    ({ default: sdk } = (await import(name)) as { default: Sdk });
  });
  afterAll(async () => {
    await airtel.close();
    jest.restoreAllMocks();
  });

  it('collects: it gets a token, sends the push, and learns from the enquiry that it was paid', async () => {
    const { data } = await sdk.initiateAirtelPayment(1500, '731234567', 'Permit fee');
    expect(data).toMatchObject({ transaction: { status: 'TS', airtel_money_id: expect.any(String) } });
    const [paid] = airtel.control.transactions({ msisdn: '250731234567' });
    expect(paid).toMatchObject({ product: 'airtel', status: 'SUCCESSFUL', amount: '1500', currency: 'RWF' });
  });

  it('is told of a number without a wallet, and gives up on a payer who refuses', async () => {
    await expect(sdk.initiateAirtelPayment(1500, '730000006', 'Permit fee')).rejects.toThrow(/400/);
    await expect(sdk.initiateAirtelPayment(1500, '730000001', 'Permit fee')).rejects.toThrow(
      /Polling for payment status/,
    );
  });
});
