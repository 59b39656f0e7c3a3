import type { PackedEvent } from './evidence-pack.js';
import type { Replayed } from './replay.js';
import { money } from './sentences.js';

/** The page of an evidence pack. It loads nothing and runs nothing, so it reads the same anywhere and for ever. */
export function evidencePage({ at, payment, receipt, events }: Replayed, packed: readonly PackedEvent[]): string {
  const unsealed = packed.filter(({ seal }) => seal === null).length;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Status', payment.status],
    ['Amount', money(payment)],
    ['Paid', payment.paidAmount && money({ amount: payment.paidAmount, currency: payment.currency })],
    ['Given back', money({ amount: payment.refundedAmount, currency: payment.currency })],
    ['For', `${payment.record.type} ${payment.record.id}, part ${payment.record.part}`],
    ['Payer', payment.payer.msisdn ?? 'erased'],
    ['Provider', payment.provider],
    ['Provider reference', payment.providerReference],
    ['Provider transaction', payment.providerTransactionId],
    ['Receipt', receipt && receipt.number],
  ];
  const rows = events.map(({ day, time, sentence, eventId }, index) => {
    const seal = packed[index]?.seal ?? null;
    return `<tr><td>${html(day)}</td><td>${html(time)}</td><td>${html(sentence)}</td><td>${seal ?? 'not yet'}</td><td><code>${html(eventId)}</code></td></tr>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evidence of payment ${html(payment.id)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}code{font-size:.85em}</style>
<h1>Evidence of payment ${html(payment.id)}</h1>
<p>As it stood at ${html(at)}. Times below are those of Africa/Kigali.</p>
<table>${facts.map(([name, value]) => `<tr><th>${html(name)}</th><td>${html(value ?? 'none')}</td></tr>`).join('\n')}</table>
<h2>What happened</h2>
<table><tr><th>Day</th><th>Time</th><th>Event</th><th>Seal</th><th>Event id</th></tr>
${rows.join('\n')}</table>
<h2>How to check this pack</h2>
<p><code>ishyura check-evidence FILE --key KEY</code> checks every file against the signed manifest and every event against the seals of the log, without a network. KEY is what
<code>GET /v1/seals/key</code> of the installation gives as <code>publicKey</code>; get it from the organisation, and not from this pack.</p>
<p>${unsealed === 0 ? 'Every event is covered by a seal.' : `${unsealed} of ${packed.length} events were so new that no seal covered them yet; the signature of the manifest covers them.`}</p>
<ul>
<li><code>events.json</code>: every event, opened. <code>exchanges.json</code>: the raw calls to the provider and its answers.</li>
<li><code>refunds.json</code>, <code>callbacks.json</code>, <code>notes.json</code>, <code>reviews.json</code>, <code>receipt.json</code>, <code>payment.json</code>.</li>
<li><code>log/</code>: the bytes of the log as they were sealed, the seals and their keys.</li>
</ul>
</html>
`;
}

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
