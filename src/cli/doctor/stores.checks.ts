import { epochMs, type Instant } from '../../kernel/domain/clock.js';
import { fine, problem, warning, type Diagnosis } from '../../kernel/domain/diagnosis.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import { lossOf, missingEvents, type Finding } from '../../kernel/log-head/log-head.js';
import { firstKeysNamedBy, refuseUnknownKeys } from '../../kernel/personal-data/keys-of-log.js';
import { masterKeyCheck, PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { readers } from '../../app/collections.js';
import type { Settings } from '../../app/settings.js';
import { withKeysToRead, withStoresToRead } from '../stores.js';
import { ageOf } from './ages.js';

/** What the stores hold. */
export interface StoreFacts {
  readonly head: Position;
  readonly missing: readonly Finding[];
  /** When the newest API key was made; null without one. */
  readonly newestApiKeyAt: Instant | null;
}

export function readStores(settings: Settings): Promise<StoreFacts> {
  return withStoresToRead(settings, async ({ log, keptHeads, documents }) => {
    const head = await log.head();
    const missing = await missingEvents(log, keptHeads, documents, readers);
    return { head, missing, newestApiKeyAt: await newestKey(log) };
  });
}

/** Of the events of API clients, those that bring a key keep its hash. */
async function newestKey(log: Pick<EventStore, 'readAll'>): Promise<Instant | null> {
  let newest: Instant | null = null;
  for (let after = beginning; ;) {
    const { events, position } = await log.readAll(after, 500, { categories: ['client'] });
    for (const { data, metadata } of events) if (Object.hasOwn(data as object, 'keyHash')) newest = metadata.at;
    if (position === after) return newest;
    after = position;
  }
}

export function checkStores(facts: StoreFacts, now: number): Diagnosis[] {
  return [checkLogHead(facts), ...checkApiKeys(facts, now)];
}

function checkLogHead({ head, missing }: StoreFacts): Diagnosis {
  if (missing.length === 0)
    return fine('event log', `ends at position ${head}, and nothing that was read of it is missing`);
  return problem('event log', {
    what: lossOf(missing, head),
    why: 'payments that were recorded after this position are not in the log, and the server does not start',
    mend: 'stop the server and bring back the newest log (docs/operations/disaster.md); only if there is no newer one, accept the loss with `ishyura accept-loss`',
  });
}

/** Of what policies parked and views skipped, how many. */
export const checkDeadLetters = (parked: number, skipped: number): Diagnosis[] => [
  checkParked(parked),
  checkSkipped(skipped),
];

function checkParked(parked: number): Diagnosis {
  if (parked === 0) return fine('parked events', 'none');
  return warning('parked events', {
    what: `policies have parked ${parked} event${parked === 1 ? '' : 's'} after too many failures`,
    why: 'what had to be done on these events was not done: a submission, a status check or a review',
    mend: 'read the reasons with `ishyura parked`, repair the cause, then `ishyura parked --replay NAME`',
  });
}

const checkSkipped = (skipped: number): Diagnosis =>
  skipped === 0
    ? fine('skipped events', 'none')
    : warning('skipped events', {
        what: `views have skipped ${skipped} event${skipped === 1 ? '' : 's'} that they could not read`,
        why: 'lists lack what these events say',
        mend: 'read the reasons with `ishyura parked`; install the version that can read them: it fills the view anew',
      });

function checkApiKeys({ newestApiKeyAt }: StoreFacts, now: number): Diagnosis[] {
  if (newestApiKeyAt === null) return [];
  const ageMs = now - epochMs(newestApiKeyAt);
  if (ageMs <= oldKeyMs) return [fine('API keys', `the newest was made ${ageOf(ageMs)} ago`)];
  return [
    warning('API keys', {
      what: `no API key was made for ${ageOf(ageMs)}`,
      why: 'a key that leaked unseen stays good until it is replaced',
      mend: 'give every client a new key once a year: `ishyura clients rotate ID --grace SECONDS`',
    }),
  ];
}

const oldKeyMs = 366 * 86_400_000;

/** Whether the keys of the payers are those of this log, and the master key unwraps them. Throws one sentence otherwise. */
export async function readKeys(settings: Settings, masterKey: Buffer | null): Promise<'none' | 'right'> {
  // One after the other: a second reader beside the first takes it for a server, and would not leave the files alone.
  const named = await withStoresToRead(settings, ({ log }) => firstKeysNamedBy(log));
  return withKeysToRead(settings, async (keys) => {
    await refuseUnknownKeys(named, keys);
    // Made at the first start. Where it is there, checking it writes nothing.
    if (masterKey === null || (await keys.of(masterKeyCheck)) === null) return 'none';
    await new PersonalData(masterKey, keys).checkMasterKey();
    return 'right';
  });
}

export const checkKeys = (found: 'none' | 'right'): Diagnosis =>
  fine(
    'payers’ keys',
    found === 'right'
      ? 'are of this log, and the master key unwraps them'
      : 'can be read; the master key was not tried',
  );
