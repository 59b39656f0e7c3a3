import { decoded, idTypes } from './accounts.js';
import { platformError } from './answers.js';
import type { Answer } from './answers.js';
import { testNumberOf } from './environments.js';
import { parseJson } from './http.js';
import { header, refuse } from './platform.js';
import type { Caller } from './platform.js';
import { emptyPreApprovalsNumber } from './scenarios.js';
import { isObject, isUuidVersion4 } from './validation.js';

/** MTN does not publish this time; a day is our assumption. */
const notificationWindowMs = 86_400_000;

export function deliveryNotification({ platform, environment, call }: Caller): Answer {
  const { behaviour, ledger, time } = platform;
  const body = parseJson(call.body);
  const message = isObject(body) ? body.notificationMessage : header(call, 'notificationmessage');
  if (typeof message !== 'string' || message === '' || message.length > 160) {
    return refuse(behaviour, 'notificationMessage must have 1 to 160 characters');
  }
  const transaction = ledger.find(call.parameters[0]!.toLowerCase());
  if (!transaction || transaction.operation !== 'requesttopay' || transaction.environment !== environment.name)
    return platformError('RESOURCE_NOT_FOUND');
  if (transaction.status !== 'SUCCESSFUL') return platformError('NOT_SUCCESSFULLY_COMPLETED');
  if (time.now() - transaction.settledAt! > notificationWindowMs) return platformError('NOTIFICATION_WINDOW_PASSED');
  return { status: 200 };
}

export async function cancelInvoice({ platform, environment, call }: Caller): Promise<Answer> {
  const { behaviour, ledger } = platform;
  const own = header(call, 'x-reference-id');
  if (!isUuidVersion4(own)) return refuse(behaviour, 'X-Reference-Id must be a UUID of version 4');
  const body = parseJson(call.body);
  if (!isObject(body) || typeof body.externalId !== 'string') return refuse(behaviour, 'externalId must be a string');
  if (ledger.find(own.toLowerCase())) return platformError('RESOURCE_ALREADY_EXIST');
  const invoice = ledger.find(call.parameters[0]!.toLowerCase());
  if (!invoice || invoice.operation !== 'invoice' || invoice.environment !== environment.name)
    return platformError('RESOURCE_NOT_FOUND');
  if (invoice.status === 'SUCCESSFUL' || invoice.status === 'FAILED') return platformError('NOT_ALLOWED');
  await ledger.decide(invoice, { status: 'FAILED', reason: 'TRANSACTION_CANCELED' });
  return { status: 200 };
}

export async function cancelPreApproval({ platform, environment, call }: Caller): Promise<Answer> {
  const { ledger } = platform;
  const approved = ledger.find(call.parameters[0]!.toLowerCase());
  if (!approved || approved.operation !== 'preapproval' || approved.environment !== environment.name)
    return platformError('RESOURCE_NOT_FOUND');
  if (approved.status !== 'SUCCESSFUL') return platformError('NOT_ALLOWED');
  await ledger.decide(approved, { status: 'CANCELLED', callback: false });
  return { status: 200 };
}

export function approvedPreApprovals({ platform, environment, call }: Caller): Answer {
  const [idType, id] = call.parameters as [string, string];
  const { behaviour, store, time } = platform;
  if (!idTypes.has(idType.toLowerCase())) return refuse(behaviour, 'the id type is msisdn, email, id or alias');
  if (testNumberOf(environment, id) === emptyPreApprovalsNumber) return { status: 200, body: [] };
  const approved = store.list({
    msisdn: decoded(id),
    operation: 'preapproval',
    status: 'SUCCESSFUL',
    limit: 200,
  });
  const entries = approved
    .filter((transaction) => transaction.environment === environment.name)
    .map(({ reference, asked, acceptedAt, settledAt, party }) => {
      const expiresAt = acceptedAt + Number(asked.validityTime) * 1000;
      return {
        preApprovalId: reference,
        toFri: 'FRI:sandbox/MM',
        fromFri: `FRI:${party}/MSISDN`,
        fromCurrency: asked.payerCurrency,
        createdTime: new Date(acceptedAt).toISOString(),
        approvedTime: new Date(settledAt ?? acceptedAt).toISOString(),
        expiryTime: new Date(expiresAt).toISOString(),
        status: expiresAt > time.now() ? 'APPROVED' : 'EXPIRED',
        message: asked.payerMessage,
        frequency: 'MONTHLY',
      };
    });
  return { status: 200, body: entries };
}
