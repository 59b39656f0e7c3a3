import { createHash } from 'node:crypto';

/** Who pays, of a thousand. The sandbox's table has no number without funds; the others of it stand for a no of every sort. */
const payers = [
  { kind: 'pays', ofThousand: 785, number: null },
  { kind: 'pays after 25 s', ofThousand: 40, number: 54 },
  { kind: 'rejects', ofThousand: 60, number: 51 },
  { kind: 'lets it expire', ofThousand: 40, number: 52 },
  { kind: 'has no wallet', ofThousand: 20, number: 55 },
  { kind: 'is not allowed', ofThousand: 20, number: 57 },
  { kind: 'fails at the platform', ofThousand: 20, number: 50 },
  { kind: 'could not perform', ofThousand: 10, number: 63 },
  { kind: 'never answers', ofThousand: 5, number: 53 },
];

/** What the caller does beside asking, of a thousand orders of payers that may pay; and of those that will not. */
const whenPaid = [
  { story: 'twice at once', ofThousand: 50 },
  { story: 'again later', ofThousand: 40 },
  { story: 'under another key', ofThousand: 50 },
  { story: 'plain', ofThousand: 860 },
];
const whenNot = [
  { story: 'another attempt', ofThousand: 400 },
  { story: 'another payer', ofThousand: 400 },
  { story: 'plain', ofThousand: 200 },
];

/** The order of this number: the seed decides all of it. Amounts differ, so that no order looks like a duplicate of another. */
export function orderOf(seed, number) {
  const [who, what] = draws(`${seed}/${number}`);
  const payer = chosen(payers, who);
  const mayPay = payer.number === null || payer.number === 54;
  return {
    key: `soak-${seed}-${number}`,
    payerKind: payer.kind,
    story: chosen(mayPay ? whenPaid : whenNot, what).story,
    body: {
      amount: String(1_000 + (number % 100_000)),
      currency: 'RWF',
      payer: { msisdn: payer.number === null ? payingNumber(number) : `+2507800000${payer.number}` },
      record: { type: 'invoice', id: `SOAK-${number}`, part: '1' },
      description: 'Building permit fee',
      dimensions: { service: 'permits', branch: 'kigali' },
      metadata: { case: `case-${number}` },
    },
  };
}

/** MTN's prefix, clear of the sandbox's test numbers. */
export const payingNumber = (number) => `+25078${1_000_000 + (number % 9_000_000)}`;

/** When each life of the gateway is to end, in milliseconds from the beginning: up to a tenth of the period before its full time. */
export function killMoments(seed, minutes, everyMinutes) {
  const everyMs = everyMinutes * 60_000;
  return Array.from({ length: Math.floor(minutes / everyMinutes) }, (_, index) => {
    const [early] = draws(`${seed}/kill/${index}`);
    return Math.round((index + 1 - early / 10) * everyMs);
  });
}

/** Numbers from 0 to 1. */
function draws(text) {
  const hash = createHash('sha256').update(text).digest();
  return [0, 4, 8].map((at) => hash.readUInt32BE(at) / 2 ** 32);
}

function chosen(table, draw) {
  let left = draw * 1_000;
  return table.find(({ ofThousand }) => (left -= ofThousand) < 0) ?? table.at(-1);
}
