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
