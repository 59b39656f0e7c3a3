import { fine, problem, warning, type Diagnosis } from '../../kernel/domain/diagnosis.js';
import type { SetUpChecks } from '../../modules/providers/contract.js';
import { ageOf } from './ages.js';
import { call, type Answer } from './call.js';
import { fetchChain, type ServedChain } from './served-chain.js';

/** Checks the address as a provider meets it: its certificate, and that the callback route answers POST and PUT. Nothing is recorded by it. */
export async function checkPublicAddress(
  address: URL,
  providers: readonly SetUpChecks[],
  now: number,
): Promise<Diagnosis[]> {
  const [chain, post, put] = await Promise.all([
    address.protocol === 'https:' ? fetchChain(address, timeoutMs) : null,
    call(routeAt(address), { method: 'POST', body: '{}', headers: json, timeoutMs }),
    call(routeAt(address), { method: 'PUT', body: '{}', headers: json, timeoutMs }),
  ]);
  return [
    ...(chain === null ? [] : checkChain(address, chain, now)),
    ...(chain === null || chain.subject === null
      ? []
      : providers.flatMap((provider) => provider.certificateIssuer(chain.issuer) ?? [])),
    checkRoute(address, { POST: post, PUT: put }),
  ];
}

const timeoutMs = 8_000;
const json = { 'content-type': 'application/json' };

/** No provider has this name: the route refuses it before anything is recorded, so that the doctor leaves no callback behind. */
const routeAt = (address: URL): URL =>
  new URL(`${address.pathname.replace(/\/+$/, '')}/callbacks/doctor/checks-the-route`, address);

export function checkChain(
  address: URL,
  chain: ServedChain | { readonly fault: string; readonly subject: null },
  now: number,
): Diagnosis[] {
  const check = 'certificate';
  const host = address.hostname;
  const why = 'a provider that cannot verify the certificate sends no callback, and holders of receipts see a warning';
  if (chain.subject === null)
    return [
      problem(check, {
        what: `no TLS connection to ${address.host}: ${chain.fault}`,
        why: 'no callback arrives and no receipt can be verified',
        mend: 'check the name, the firewall, and the proxy in front of the gateway',
      }),
    ];
  const { fault, issuer, validFrom, validTo } = chain;
  const left = validTo - now;
  if (left <= 0)
    return [
      problem(check, {
        what: `the certificate of ${host} expired ${ageOf(-left)} ago`,
        why,
        mend: 'renew it now, and repair what should have renewed it',
      }),
    ];
  if (now < validFrom)
    return [
      problem(check, {
        what: `the certificate of ${host} is not valid before ${new Date(validFrom).toISOString()}`,
        why,
        mend: 'check the clock of this machine; if it is right, install a certificate that is valid now',
      }),
    ];
  if (fault !== null) return [problem(check, { ...wrongChain(fault, host, issuer.commonName), why })];
  if (left < soonMs)
    return [
      warning(check, {
        what: `the certificate of ${host} expires in ${ageOf(left)}`,
        why: `after that, ${why}`,
        mend: 'renew it, and check what renews it by itself',
      }),
    ];
  return [fine(check, `of ${host}, complete and trusted, valid for ${ageOf(left)}`)];
}

/** Certificates are commonly renewed 30 days before they expire: after 16 days of failures somebody should look. */
const soonMs = 14 * 86_400_000;

function wrongChain(
  fault: string,
  host: string,
  issuer: string | null,
): { readonly what: string; readonly mend: string } {
  switch (fault) {
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return {
        what: `the chain of ${host} is incomplete: the server does not send the certificate of ${issuer ?? 'its issuer'}`,
        mend: 'configure the proxy with the full chain (fullchain.pem in place of cert.pem)',
      };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        what: `the certificate is not for ${host}`,
        mend: `install a certificate that names ${host}, or set PUBLIC_BASE_URL to a name that it has`,
      };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return {
        what: `the certificate of ${host} is from no public authority (${fault})`,
        mend: 'install a certificate of a public authority that is on MTN’s list',
      };
    default:
      return {
        what: `the certificate of ${host} is not accepted (${fault})`,
        mend: 'read the code in the documentation of OpenSSL, and install a certificate that passes',
      };
  }
}

export function checkRoute(address: URL, answers: Readonly<Record<'POST' | 'PUT', Answer>>): Diagnosis {
  const check = 'callback route';
  const why = 'callbacks are lost: MTN sends each once. Outcomes are then learned by status checks alone';
  for (const [method, answer] of Object.entries(answers)) {
    if (answer.fault !== null)
      return problem(check, {
        what: `${method} ${address.origin} was not answered: ${answer.fault}`,
        why,
        mend: 'start the gateway, and check that the name, the firewall and the proxy lead to it',
      });
    const trouble = wrongAnswer(method, address, answer);
    if (trouble !== null) return problem(check, { ...trouble, why });
  }
  const slowest = Math.max(...Object.values(answers).map((answer) => (answer.fault === null ? answer.latencyMs : 0)));
  if (slowest > slowMs)
    return warning(check, {
      what: `it took ${Math.round(slowest)} ms to answer`,
      why: 'MTN waits about 2 s for the answer to a callback',
      mend: 'look at the load of the proxy and of the gateway',
    });
  return fine(check, `answers POST and PUT at ${address.origin}`);
}

/** The gateway refuses a provider that it does not know with problem+json; anything else comes from something in front of it. */
function wrongAnswer(
  method: string,
  address: URL,
  { status, contentType, body }: Extract<Answer, { fault: null }>,
): { readonly what: string; readonly mend: string } | null {
  if (status === 404 && contentType.startsWith('application/problem+json') && /"code":\s*"NOT_FOUND"/.test(body))
    return null;
  const what = `${method} ${address.origin}/callbacks/… was answered with HTTP ${status}, and not by the gateway`;
  if (status >= 300 && status < 400)
    return {
      what: `${what}: a redirect, which MTN does not follow`,
      mend: 'set PUBLIC_BASE_URL to the address behind the redirect',
    };
  if (status === 405 || status === 403 || status === 501)
    return { what, mend: `allow ${method} for /callbacks/ in the proxy or the firewall` };
  return { what, mend: 'have the proxy pass /callbacks/ on to the gateway, without authentication of its own' };
}

const slowMs = 2_000;
