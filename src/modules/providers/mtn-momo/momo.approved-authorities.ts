import { readFileSync } from 'node:fs';
import { fine, warning, type Diagnosis } from '../../../kernel/domain/diagnosis.js';
import type { NameInCertificate } from '../provider.js';

/** The day on which MTN's list was copied. */
export const listCopiedOn = '2026-11-28';

/** Whether MTN's gateway knows the authority that issued our certificate: it may send no callback to any other (REFERENCE §10.4). */
export function checkIssuer(issuer: NameInCertificate): Diagnosis {
  const name = shown(issuer);
  if (approved().some((each) => same(each, issuer)))
    return fine('certificate authority', `${name} is on MTN's list of ${listCopiedOn}`);
  return warning('certificate authority', {
    what: `the certificate was issued by ${name}, which is not on MTN's list of approved intermediate authorities (copied on ${listCopiedOn})`,
    why: 'MTN may send no callback to this address. Outcomes are then learned by status checks alone, seconds to minutes later',
    mend: 'ask MTN Rwanda to import this intermediate certificate, which takes about a month, or get a certificate from an authority on the list',
  });
}

const same = (one: NameInCertificate, other: NameInCertificate): boolean =>
  one.commonName === other.commonName && one.organisation === other.organisation;

const shown = ({ commonName, organisation }: NameInCertificate): string =>
  [commonName, organisation].filter((part) => part !== null).join(', ') || 'an authority without a name';

let read: readonly NameInCertificate[] | null = null;
const approved = (): readonly NameInCertificate[] =>
  (read ??= readApproved(readFileSync(new URL('./approved-intermediate-cas.csv', import.meta.url), 'utf8')));

/** A comment, the header, and then a line of alias and name for each authority. */
export function readApproved(text: string): readonly NameInCertificate[] {
  const [, ...lines] = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => nameOf(withoutQuotes(line.slice(aliasEnd(line) + 1))));
}

/** An alias with a comma in it is quoted. */
const aliasEnd = (line: string): number => line.indexOf(',', line.startsWith('"') ? line.indexOf('"', 1) : 0);

const withoutQuotes = (text: string): string => /^"(.*)"\s*$/.exec(text)?.[1]?.replaceAll('""', '"') ?? text.trim();

/** MTN writes names in two ways: `CN=R3; O=Let's Encrypt` and `CN = Amazon,O = Amazon`, the second with `\,` for a comma. */
function nameOf(text: string): NameInCertificate {
  const parts = text.split(text.includes(';') ? ';' : /(?<!\\),/).map((part) => part.split('=').map(plain));
  const valueOf = (key: string): string | null => parts.find(([name]) => name === key)?.[1] ?? null;
  return { commonName: valueOf('CN'), organisation: valueOf('O') };
}

const plain = (text: string): string => text.replaceAll('\\,', ',').trim();
