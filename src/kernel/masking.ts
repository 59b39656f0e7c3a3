import { maskEmail } from './domain/email.js';
import { maskMsisdn, parseMsisdn, type Msisdn } from './domain/msisdn.js';
import { jsonTokens, unquoted } from './json-text.js';

/** A copy in which no phone number and no e-mail address of a person is whole. Goes by the names of members as `maskedText` does. */
export const masked = <T>(value: T): T => JSON.parse(maskedJson(JSON.stringify(value))) as T;

/**
 * Text without whole phone numbers. In JSON it goes by field: what names a party is masked, ids, amounts and times stay, and everything else
 * is free text. In free text it goes by the shape of a phone number. E-mail addresses are masked by field alone: an organisation shows its own.
 */
export function maskedText(text: string): string {
  if (!hasDigit.test(text)) return text;
  return isJson(text)
    ? maskedJson(text)
    : text.replaceAll(kept, (safe, ...groups: (string | undefined)[]) => {
        const [rwandan, foreign] = [groups[0] ?? groups[1] ?? groups[2], groups[3]];
        if (rwandan !== undefined) return maskMsisdn(`+250${onlyDigits(rwandan)}` as Msisdn);
        return foreign === undefined ? safe : maskMsisdn(`+${onlyDigits(foreign)}` as Msisdn);
      });
}

/** The same JSON text, masked: nothing else of it changes, not even how a number is written. */
export function maskedJson(json: string): string {
  const parts: string[] = [];
  const names: string[][] = [];
  let done = 0;
  for (const { is, text, index, path } of jsonTokens(json)) {
    if (is === 'opening') names[path.length] = [];
    if (is === 'opening' || !mayBePersonal.test(text)) continue;
    const value = is === 'number' ? text : unquoted(text);
    const hidden =
      is === 'name' ? maskedName(value, names[path.length - 1]!) : maskedMember(path, value, is === 'number');
    if (hidden === value) continue;
    parts.push(json.slice(done, index), JSON.stringify(hidden));
    done = index + text.length;
  }
  return done === 0 ? json : parts.join('') + json.slice(done);
}

/** Two masked numbers may be equal as text; a member must not replace another of the same masked name. */
function maskedName(name: string, before: string[]): string {
  const hidden = maskedText(name);
  if (hidden === name) return name;
  const alike = before.filter((one) => one === hidden).length;
  before.push(hidden);
  return alike === 0 ? hidden : `${hidden} (${alike + 1})`;
}

function maskedMember(path: readonly string[], value: string, isNumber: boolean): string {
  if (!path.some((name) => freeMaps.has(name))) {
    const name = path.findLast((candidate) => !/^\d+$/.test(candidate)) ?? '';
    if (addresses.test(name)) return maskEmail(value);
    if (parties.test(name)) return maskedParty(value);
    if (factual.test(name)) return value;
  }
  return isNumber && !/^\d+$/.test(value) ? value : maskedText(value);
}

/** Every digit of a field that holds a phone number by its name is masked, whatever form the number has. */
function maskedParty(value: string): string {
  const number = value.replace(/[^\d+]/g, '');
  return number.length < shortestNumber ? value : maskMsisdn(parseMsisdn(number) ?? (number as Msisdn));
}

const shortestNumber = 7;
const hasDigit = /\d/;
const mayBePersonal = /[\d@]/;
const onlyDigits = (text: string): string => text.replace(/\D/g, '');

/** Maps whose names the caller has chosen: a member called `orderId` in them is free text all the same. */
const freeMaps: ReadonlySet<string> = new Set(['metadata', 'dimensions']);
const addresses = /^e-?mail(?:_?address)?$/i;
const parties = /^(?:party_?id|msisdn|phone(?:_?number)?|mobile(?:_?number)?|payer|payee)$/i;
const factual =
  /(?:^|_)(?:id|at|time|date|amount|fee|balance|reference|fingerprint|part|address|subject)$|(?:I[dD]|At|Time|Date|Amount|Fee|Balance|Reference|Key|Address|Subject|Ms)$/;

const gap = String.raw`[\p{Zs}\p{Pd}\p{Cf}\t.()[\]/]`;
const gaps = `${gap}{0,3}`;
/** The first alternatives match what only looks like a number and stays unmasked: UUIDs, our ids, long hexadecimal texts, times. */
const kept = new RegExp(
  [
    String.raw`[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}`,
    String.raw`(?<![0-9A-Za-z])[a-z]{2,5}_[0-9a-f]{16,}`,
    String.raw`(?<![0-9A-Za-z])[0-9a-f]{32,}`,
    String.raw`(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)(?:[T ](?:[01]\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d(?:[.,]\d+)?)?)?`,
    // With the country or the local 0 before it; 0.788123456 is a fraction.
    String.raw`(?<!\d)(?:(?:\+${gaps}|0{1,3})?250${gaps}(?:0${gaps})?|0(?!\.7\d{8}(?!\d))${gaps})(7(?:${gaps}\d){8})(?!\d)`,
    // Without a prefix: 700 000 000 reads as an amount, and so does 5 788 123 456.
    String.raw`(?<!\d|\d\.)(7[2-9]\d{7})(?!\d)`,
    String.raw`(?<!\d|\d${gap})(7${gaps}[2-9](?:${gaps}\d){7})(?!\d)`,
    String.raw`(?<!\d)\+${gaps}([1-9](?:${gaps}\d){7,14})(?!\d)`,
  ].join('|'),
  'gu',
);

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A line of the log without whole phone numbers and without whole e-mail addresses, by their shape: an answer of a mail server quotes them. */
export const maskedLogLine = (line: string): string => maskedJson(line).replaceAll(addressShape, maskEmail);

const addressShape = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
