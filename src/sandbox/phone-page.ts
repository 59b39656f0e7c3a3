import { createHash } from 'node:crypto';
import type { Answer } from './answers.js';
import { escape } from './control.js';
import type { Control, ShownTransaction } from './control.js';
import type { Call, Handler, Router } from './http.js';
import type { Decision } from './ledger.js';
import { chosen } from './scenarios.js';

/** The simulated phone at the root: what waits for a payer's answer, three buttons for it, and the callbacks as they go out. */
export function addPhonePaths(router: Router<Handler>, control: Control): void {
  router.add('GET', '/', () => page(control));
  router.add('GET', '/phone', () => ({ ...html(screen(control)), headers: { 'Cache-Control': 'no-store' } }));
  router.add('POST', '/phone', async (call) => {
    const form = formOf(call);
    const decision = chosen(decisions, form.get('answer') ?? '');
    if (!decision) return { status: 400, body: { message: 'answer is approve, reject or expire' } };
    const decided = await control.decide(form.get('transaction') ?? '', decision);
    return decided ? backHome : { status: 404, body: { message: 'There is no such request any more.' } };
  });
  router.add('POST', '/phone/approval', (call) => {
    const approval = formOf(call).get('approval');
    if (approval !== 'automatic' && approval !== 'by-hand')
      return { status: 400, body: { message: 'approval is automatic or by-hand' } };
    control.behave({ approval });
    return backHome;
  });
}

const decisions: Readonly<Record<string, Decision>> = {
  approve: { status: 'SUCCESSFUL' },
  reject: { status: 'FAILED', reason: 'APPROVAL_REJECTED' },
  expire: { status: 'FAILED', reason: 'EXPIRED' },
};

const backHome: Answer = { status: 303, headers: { Location: '/' } };

const formOf = ({ body }: Call): URLSearchParams => new URLSearchParams(body);

function html(text: string): Answer {
  return { status: 200, type: 'text/html;charset=utf-8', text };
}

function page(control: Control): Answer {
  return {
    ...html(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated phone: MoMo sandbox</title>
<style>${style}</style>
</head>
<body>
<header><h1>Simulated phone</h1><p>Every payer of this sandbox holds this one phone. No money moves.</p></header>
<main id="screen">${screen(control)}</main>
<p id="news" role="status"></p>
<footer><a href="/control">Control routes</a></footer>
<script>${script}</script>
</body>
</html>`),
    headers: {
      'Cache-Control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    },
  };
}

function screen(control: Control): string {
  const waiting = control.transactions({ waiting: true, limit: 50 });
  const recent = control
    .transactions({ limit: 20 })
    .filter(({ status }) => status !== 'PENDING' && status !== 'CREATED');
  const { approval, callbackDelayMs } = control.behaviour();
  const byHand = approval === 'by-hand';
  return `<form method="post" action="/phone/approval" class="mode">
<p>${byHand ? 'You answer every request yourself; after five minutes it expires.' : `Requests approve themselves after ${callbackDelayMs / 1000} s.`}</p>
<button name="approval" value="${byHand ? 'automatic' : 'by-hand'}" id="mode">${byHand ? 'Approve by itself' : 'Let me answer myself'}</button>
</form>
<section aria-labelledby="waiting"><h2 id="waiting" tabindex="-1">Waiting for an answer (${waiting.length}${waiting.length === 50 ? ' or more' : ''})</h2>
${waiting.length === 0 ? '<p>Nothing is waiting.</p>' : `<ul>${waiting.map(request).join('')}</ul>`}</section>
<section aria-labelledby="recent"><h2 id="recent">Answered</h2>
${recent.length === 0 ? '<p>Nothing yet.</p>' : `<ul>${recent.map(answered).join('')}</ul>`}</section>`;
}

function request(transaction: ShownTransaction): string {
  const { referenceId } = transaction;
  const id = escape(referenceId);
  const button = (answer: string, label: string) =>
    `<button name="answer" value="${answer}" id="${answer}-${id}" aria-describedby="what-${id}">${label}</button>`;
  return `<li><p id="what-${id}">${what(transaction)}</p><form method="post" action="/phone"><input type="hidden" name="transaction" value="${id}">
${button('approve', 'Approve')} ${button('reject', 'Reject')} ${button('expire', 'Let it expire')}</form></li>`;
}

function answered(transaction: ShownTransaction): string {
  const { status, reason, callbackUrl, callbacks } = transaction;
  const outcome = reason ? `${status}: ${reason}` : status;
  const calls = callbacks.map(
    ({ method, url, answered: code }) =>
      `<li>Callback: ${method} ${escape(hostOf(url))} → ${escape(String(code))}</li>`,
  );
  const none = callbackUrl ? '<li>Callback not sent yet</li>' : '<li>No callback was asked for</li>';
  return `<li class="${status === 'SUCCESSFUL' ? 'good' : 'bad'}"><p>${what(transaction)}</p><p><strong>${escape(outcome)}</strong></p><ul>${calls.join('') || none}</ul></li>`;
}

function what({ amount, currency, msisdn, operation, externalId, request: asked }: ShownTransaction): string {
  const message = (asked as { payerMessage?: string }).payerMessage;
  const money = amount === null ? operation : `${amount} ${currency ?? ''}`;
  return (
    `<b>${escape(money)}</b> ${msisdn ? `on ${escape(msisdn)}` : ''} <span>${escape(operation)}${externalId ? ` ${escape(externalId)}` : ''}</span>` +
    (message ? `<br>“${escape(message)}”` : '')
  );
}

/** The path of a callback holds the receiver's secret token. */
function hostOf(url: string): string {
  return URL.parse(url)?.host ?? '';
}

const style = `
body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.4rem;margin:0}h2{font-size:1.1rem}ul{list-style:none;padding:0}main>section>ul>li{border:1px solid #767676;border-radius:.5rem;padding:.5rem 1rem;margin:.5rem 0}
main p{margin:.25rem 0;overflow-wrap:anywhere}.mode{background:#ffe27a;padding:.5rem 1rem;border-radius:.5rem}
button{font:inherit;padding:.4rem .8rem;margin:.25rem .25rem .25rem 0;border:2px solid #1a1a1a;border-radius:.4rem;background:#fff;color:inherit;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}.good strong{color:#0a6b2d}.bad strong{color:#a4161a}span{color:#4a4a4a}
`;

/** Reloads the screen and keeps the focus; without JavaScript the buttons work as forms. */
const script = `
const screen = document.getElementById('screen'), news = document.getElementById('news');
let shown = screen.innerHTML, waiting = screen.querySelectorAll('form[action="/phone"]').length;
async function refresh() {
  try {
    const answer = await fetch('/phone');
    const text = await answer.text();
    if (!answer.ok || text === shown) return;
    const focused = document.activeElement && document.activeElement.id;
    shown = text;
    screen.innerHTML = text;
    if (focused) (document.getElementById(focused) ?? document.getElementById('waiting')).focus();
    const now = screen.querySelectorAll('form[action="/phone"]').length;
    if (now !== waiting) news.textContent = now + (now === 1 ? ' request is' : ' requests are') + ' waiting';
    waiting = now;
  } catch { news.textContent = 'The sandbox does not answer.'; }
}
document.addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  await fetch(form.getAttribute('action'), { method: 'POST', body: new URLSearchParams(new FormData(form, event.submitter)) });
  await refresh();
});
setInterval(refresh, 1000);
`;

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
