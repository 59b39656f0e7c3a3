import { setTimeout as sleep } from 'node:timers/promises';

/** What a gateway itself tells of its progress, since its start. */
export async function gatewayState(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  const numbers = (pattern) =>
    [...text.matchAll(new RegExp(`^${pattern} ([\\d.]+)`, 'gm'))].map(([, number]) => Number(number));
  const events = (type) => numbers(`ishyura_events_total\\{type="${type}"\\}`)[0] ?? 0;
  return {
    position: numbers('ishyura_log_position')[0] ?? 0,
    created: events('PaymentCreated'),
    succeeded: events('PaymentSucceeded'),
    receipts: events('ReceiptIssued'),
    lagSeconds: Math.max(0, ...numbers('ishyura_follower_lag_seconds\\{[^}]*\\}')),
  };
}

/** Resolves when every payment has its receipt, or when nothing has moved for a while. */
export async function settled(url, receipts) {
  let last = await gatewayState(url);
  for (let still = 0; last.receipts < receipts && still < 100;) {
    await sleep(100);
    const now = await gatewayState(url);
    still = now.receipts === last.receipts ? still + 1 : 0;
    last = now;
  }
  return last;
}
