/* What must hold when a soak is over. Pure: evidence in, checks out, a sentence for each defect. */

export function judge(evidence) {
  const known = reviewed(evidence);
  return [
    check(
      'the run was what it was to be',
      asPlanned(evidence),
      `${evidence.done.orders} orders, ${evidence.done.kills} kills`,
    ),
    check('the gateway ended only when it was killed', evidence.unordered, `${evidence.lives.length} lives`),
    check('every caller was answered', unanswered(evidence), `${evidence.accepted.length} times 202`),
    check(
      'every 202 is a payment, and every payment was a 202',
      lost(evidence),
      `${evidence.payments.length} payments, ${evidence.reattempted.length} further attempts`,
    ),
    check('a record is charged once at most', chargedTwice(evidence, known), `${evidence.charges.length} charges`),
    check('every outcome is the provider’s', untrue(evidence, known), 'both ways, amount and currency too'),
    check('every doubt is in a review', unreviewed(evidence, known), `${evidence.reviews.length} reviews are open`),
    check(
      'one receipt for each successful payment, numbers without a gap',
      receipts(evidence),
      'none beyond the last one',
    ),
    check('nothing is parked or skipped', deadLetters(evidence.deadLetters), '`ishyura parked --json`'),
    check(
      'it is ready, and every follower is at the head',
      notReady(evidence.readiness),
      `${evidence.readiness.followers} followers`,
    ),
    check(
      'no claim is left open',
      evidence.openClaims.map((key) => `the claim of ${key} was never finished`),
      '',
    ),
    memoryWithinLives(evidence.lives),
    fromLifeToLife(
      'memory is flat from life to life',
      evidence.lives,
      residentWithin,
      (life) => memoryOf(life)?.median ?? null,
    ),
    fromLifeToLife('what is held at the end of a life is too', evidence.lives, heldWithin, ({ liveMb }) => liveMb),
  ];
}

const check = (name, sins, note) => ({ name, holds: sins.length === 0, note, sins });

/** A share of 5 % that never strikes in so many calls is a rule that does not work: chance does that once in five million times. */
const manyCalls = 300;

/** A run without requests, kills or faults would pass every other check. */
function asPlanned({ planned, done, faults, payments }) {
  const sins = [];
  if (done.orders !== planned.orders) sins.push(`${done.orders} orders instead of ${planned.orders}`);
  if (done.kills !== planned.kills) sins.push(`${done.kills} kills instead of ${planned.kills}`);
  if (payments.length === 0) sins.push('there are no payments');
  for (const { name, struck, calls } of faults)
    if (struck === 0 && calls >= manyCalls) sins.push(`the fault ${name} never struck in ${calls} calls`);
  return sins;
}

const unanswered = ({ unanswered, surprises }) => [
  ...unanswered.map((key) => `${key} was never answered`),
  ...surprises,
];

function lost({ accepted, reattempted, payments, unanswered }) {
  const byId = new Map(payments.map((payment) => [payment.id, payment]));
  const sins = [];
  const idOf = new Map();
  for (const { key, paymentId, recordId, amount } of accepted) {
    const payment = byId.get(paymentId);
    if (payment === undefined) sins.push(`${key} was answered 202 with ${paymentId}, which is not there`);
    else if (payment.recordId !== recordId || payment.amount !== amount)
      sins.push(
        `${key} asked ${amount} for ${recordId}, and ${paymentId} is ${payment.amount} for ${payment.recordId}`,
      );
    const before = idOf.get(key) ?? paymentId;
    if (before !== paymentId) sins.push(`${key} was answered with ${before} and with ${paymentId}`);
    idOf.set(key, before);
  }
  for (const id of reattempted) {
    if ((byId.get(id)?.references.length ?? 0) < 2)
      sins.push(`a further attempt of ${id} was answered 202 and is not there`);
  }
  if (byId.size !== payments.length) sins.push(`${payments.length - byId.size} payments are listed twice`);
  const promised = new Set(idOf.values());
  const unpromised = payments.filter(({ id }) => !promised.has(id));
  // A caller that was never answered may have a payment all the same.
  if (unpromised.length > unanswered.length) sins.push(...unpromised.map(({ id }) => `no caller was told of ${id}`));
  return sins;
}

/** Reasons of the open reviews, by payment. */
const reviewed = ({ reviews }) =>
  new Map(
    [...Map.groupBy(reviews, ({ paymentId }) => paymentId)].map(([id, those]) => [
      id,
      those.map(({ reason }) => reason),
    ]),
  );
const isContradicted = (known, { id }) => (known.get(id) ?? []).includes('CONTRADICTION');

function chargedTwice({ payments, charges }, known) {
  const paymentOf = new Map(payments.flatMap((payment) => payment.references.map((reference) => [reference, payment])));
  const sins = charges
    .filter(({ reference }) => !paymentOf.has(reference))
    .map(({ reference }) => `the provider was asked under ${reference}, which is not on record`);
  const successes = charges.filter(({ reference, status }) => status === 'SUCCESSFUL' && paymentOf.has(reference));
  for (const [recordId, those] of Map.groupBy(successes, ({ reference }) => paymentOf.get(reference).recordId)) {
    const isKnown = those.some(({ reference }) => isContradicted(known, paymentOf.get(reference)));
    if (those.length > 1 && !isKnown) sins.push(`${recordId} was charged ${those.length} times`);
  }
  return sins;
}

function untrue({ payments, charges }, known) {
  const chargeOf = new Map(charges.map((charge) => [charge.reference, charge]));
  return payments.flatMap((payment) => {
    if (isContradicted(known, payment)) return [];
    const truth = chargeOf.get(payment.references.at(-1));
    const earlier = payment.references.slice(0, -1).map((reference) => chargeOf.get(reference)?.status);
    const sins = earlier.includes('SUCCESSFUL')
      ? [`${payment.id} was paid by an earlier attempt, and is ${payment.status}`]
      : [];
    return [...sins, ...untold(payment, truth)];
  });
}

function untold({ id, status, amount, currency }, truth) {
  const atProvider = truth?.status ?? 'not there';
  switch (status) {
    case 'successful':
      if (atProvider !== 'SUCCESSFUL') return [`${id} is successful, and at the provider ${atProvider}`];
      if (truth.amount === amount && truth.currency === currency) return [];
      return [`${id} is ${amount} ${currency}, and at the provider ${truth.amount} ${truth.currency}`];
    // No fault of the sandbox's refuses a request for good: what has failed has failed there.
    case 'failed':
    case 'expired':
      return atProvider === 'FAILED' ? [] : [`${id} is ${status}, and at the provider ${atProvider}`];
    // Right where the provider has no answer, and only there: all faults were over, and it was asked again.
    case 'uncertain':
      return atProvider === 'SUCCESSFUL' || atProvider === 'FAILED'
        ? [`${id} is uncertain, and at the provider ${atProvider}`]
        : [];
    default:
      return [`${id} is still ${status}, and at the provider ${atProvider}`];
  }
}

function unreviewed({ payments, changedMinds }, known) {
  const doubts = ['UNCERTAIN_PAYMENT', 'AMOUNT_DISAGREES'];
  return [
    ...payments
      .filter(
        ({ id, status }) => status === 'uncertain' && !(known.get(id) ?? []).some((reason) => doubts.includes(reason)),
      )
      .map(({ id }) => `${id} is uncertain, and has no review`),
    ...changedMinds
      .filter((id) => !isContradicted(known, { id }))
      .map((id) => `the provider has changed its mind about ${id}, and there is no review`),
  ];
}

function receipts({ payments, receiptBeyond }) {
  const sins = [];
  for (const { id, status, receiptNumber } of payments) {
    if (status === 'successful' && receiptNumber === null) sins.push(`${id} is successful and has no receipt`);
    if (status !== 'successful' && receiptNumber !== null)
      sins.push(`${id} is ${status} and has the receipt ${receiptNumber}`);
  }
  const numbers = payments.flatMap(({ receiptNumber }) => (receiptNumber === null ? [] : [receiptNumber]));
  for (const ofYear of Map.groupBy(numbers, (number) => number.split('-')[1]).values()) {
    ofYear
      .map((number) => ({ number, place: Number(number.split('-')[2]) }))
      .toSorted((one, other) => one.place - other.place)
      .forEach(({ number, place }, index) => {
        if (place !== index + 1) sins.push(`the receipt ${number} stands at place ${index + 1}`);
      });
  }
  if (receiptBeyond !== null) sins.push(`the receipt ${receiptBeyond} belongs to no payment`);
  return sins;
}

function deadLetters({ code, parked, skipped }) {
  const sins = [...parked, ...skipped].map((event) => `parked or skipped: ${JSON.stringify(event)}`);
  if (code !== 0 && sins.length === 0) sins.push(`ishyura parked ended with ${code}`);
  return sins;
}

function notReady({ status, followers, behind }) {
  const sins = behind.map((follower) => `behind: ${JSON.stringify(follower)}`);
  if (status !== 200) sins.push(`/health/ready answers ${status}`);
  if (followers === 0) sins.push('/health/ready names no follower');
  return sins;
}

/**
 * Flat, within a life: the median of its last quarter is at most a fifth above that of its third. The first half is for what is bounded and
 * filled once: the newest events in memory, the pages of the stores, compiled code. A fifth, because the collector takes its time where
 * memory is plenty; so what is held after a collection is judged too, and that more strictly.
 */
const residentWithin = 1.2;
const heldWithin = 1.1;
const shortestJudgedMs = 4 * 60_000;
const slopeOverMs = 4 * 60_000;

export function memoryOf({ samples }) {
  if (samples.length === 0) return null;
  const all = samples.map(({ rssMb }) => rssMb);
  const end = samples.at(-1).atMs;
  const between = (from, to) =>
    end < shortestJudgedMs
      ? null
      : median(samples.filter(({ atMs }) => atMs > from * end && atMs <= to * end).map(({ rssMb }) => rssMb));
  return {
    least: Math.min(...all),
    median: median(all),
    most: Math.max(...all),
    slopeMbPerMinute: slope(samples.filter(({ atMs }) => atMs >= end - slopeOverMs)) * 60_000,
    thirdQuarter: between(0.5, 0.75),
    lastQuarter: between(0.75, 1),
  };
}

function memoryWithinLives(lives) {
  const name = 'memory is flat within each life';
  const judged = lives
    .filter(({ killed }) => killed)
    .map(memoryOf)
    .filter((memory) => memory?.lastQuarter != null);
  const sins = judged
    .filter(({ thirdQuarter, lastQuarter }) => lastQuarter > residentWithin * thirdQuarter)
    .map(
      ({ thirdQuarter, lastQuarter }) =>
        `a life had ${thirdQuarter.toFixed(0)} MiB in its third quarter and ${lastQuarter.toFixed(0)} MiB in its last`,
    );
  if (judged.length === 0)
    return { name, holds: true, note: 'not judged: no life under traffic was as long as four minutes', sins };
  return check(name, sins, `${judged.length} lives; last quarter at most ${residentWithin} times the third`);
}

/** From life to life: what one of them needs, the later ones need too, whatever has been written meanwhile. */
function fromLifeToLife(name, lives, within, measured) {
  const values = lives
    .filter(({ killed }) => killed)
    .map(measured)
    .filter((value) => value !== null);
  if (values.length < 4)
    return { name, holds: true, note: 'not judged: fewer than four lives under traffic', sins: [] };
  const half = Math.floor(values.length / 2);
  const [before, after] = [median(values.slice(0, half)), median(values.slice(-half))];
  const told = `median of the first ${half} lives ${before.toFixed(0)} MiB, of the last ${after.toFixed(0)} MiB; at most ${within} times that`;
  return check(name, after > within * before ? [told] : [], told);
}

function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Of the straight line through the samples, in MiB a millisecond. */
function slope(samples) {
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [at, rss] = [mean(samples.map(({ atMs }) => atMs)), mean(samples.map(({ rssMb }) => rssMb))];
  const spread = samples.reduce((sum, { atMs }) => sum + (atMs - at) ** 2, 0);
  return spread === 0 ? 0 : samples.reduce((sum, { atMs, rssMb }) => sum + (atMs - at) * (rssMb - rss), 0) / spread;
}
