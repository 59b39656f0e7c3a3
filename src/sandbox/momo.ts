import { createApiKey, createApiUser, showApiUser, token } from './access.js';
import { active, balance, balanceByCurrency, basicUserInfo } from './accounts.js';
import { create, status } from './asking.js';
import { approvedPreApprovals, cancelInvoice, cancelPreApproval, deliveryNotification } from './collections.js';
import { authorize, consentToken, userInfo } from './consent.js';
import type { Occasion } from './faults.js';
import type { Call, Handler, Router } from './http.js';
import { operations, statusPaths } from './operations.js';
import type { Family, Operation, OperationName } from './operations.js';
import { asCaller } from './platform.js';
import type { Business, Platform } from './platform.js';
import { products } from './products.js';

/** A handler and the name that its calls are counted under. */
export interface Counted {
  name: string;
  handle: Handler;
}

/** Every path of MTN's Collections, Disbursements, Remittance and provisioning. */
export function addMomoPaths(router: Router<Counted>, platform: Platform): void {
  const add = (name: string, method: string, path: string, handle: Handler) =>
    router.add(method, path, { name, handle });

  add('apiuser', 'POST', '/v1_0/apiuser', (call) => createApiUser(platform, call));
  add('apiuser status', 'GET', '/v1_0/apiuser/{id}', (call) => showApiUser(platform, call));
  add('apikey', 'POST', '/v1_0/apiuser/{id}/apikey', (call) => createApiKey(platform, call));

  for (const product of products) {
    const business = (stage: Occasion['stage'], handle: Business) => (call: Call) =>
      asCaller(platform, product, stage, call, handle);
    const account = (handle: Business) => business('account', handle);
    const base = `/${product}`;
    add('token', 'POST', `${base}/token/`, (call) => token(platform, product, call));
    add('bc-authorize', 'POST', `${base}/v1_0/bc-authorize`, (call) => authorize(platform, product, call));
    add('oauth2 token', 'POST', `${base}/oauth2/token/`, (call) => consentToken(platform, product, call));
    add('userinfo', 'GET', `${base}/oauth2/v1_0/userinfo`, account(userInfo));
    add('balance', 'GET', `${base}/v1_0/account/balance`, account(balance));
    add('balance', 'GET', `${base}/v1_0/account/balance/{currency}`, account(balanceByCurrency));
    add('active', 'GET', `${base}/v1_0/accountholder/{idType}/{id}/active`, account(active));
    add('basicuserinfo', 'GET', `${base}/v1_0/accountholder/{idType}/{id}/basicuserinfo`, account(basicUserInfo));

    const families = new Set<keyof typeof statusPaths>();
    for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
      const { family } = operation;
      if (!hasStatusPath(family) || !operation.products.includes(product)) continue;
      families.add(family);
      add(
        operation.family,
        'POST',
        `${base}/${operation.path}`,
        business('create', (caller) => create(name, operation, caller)),
      );
    }
    for (const family of families) {
      const path = `${base}/${statusPaths[family]}/{referenceId}`;
      add(
        `${family} status`,
        'GET',
        path,
        business('status', (caller) => status(family, caller)),
      );
    }
  }
  const collection = (handle: Business) => (call: Call) => asCaller(platform, 'collection', 'account', call, handle);
  add(
    'delivery notification',
    'POST',
    '/collection/v1_0/requesttopay/{id}/deliverynotification',
    collection(deliveryNotification),
  );
  add('invoice cancellation', 'DELETE', '/collection/v2_0/invoice/{id}', collection(cancelInvoice));
  add('preapproval cancellation', 'DELETE', '/collection/v1_0/preapproval/{id}', collection(cancelPreApproval));
  add('preapprovals', 'GET', '/collection/v1_0/preapprovals/{idType}/{id}', collection(approvedPreApprovals));
}

const hasStatusPath = (family: Family): family is keyof typeof statusPaths => Object.hasOwn(statusPaths, family);
