import { orderedPolicies } from '../app/collections.js';
import { replayDeadLetters } from '../kernel/following/ordered-policy.js';
import { readDeadLetters } from '../adapters/sqlite/dead-letters.js';
import { skippedEvents, SkippedEvents } from '../kernel/following/skipped-events.js';
import type { Settings, StoreServers } from '../app/settings.js';
import { counted } from './progress.js';
import { withDocuments, withLogToReplay } from './stores.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Lists parked and skipped events. A running server is not disturbed. */
export async function parked(terminal: Terminal, json: boolean, settings: Settings): Promise<ExitCode> {
  const { parked, skipped } = await deadLetters(settings);
  if (json) {
    terminal.print(JSON.stringify({ parked, skipped }));
  } else {
    for (const { group, type, stream, revision, reason, parkedAt } of parked) {
      terminal.print(`parked   ${parkedAt}  ${group}  ${type} ${stream}@${revision}  ${oneLine(reason)}`);
    }
    for (const { reader, type, stream, revision, reason, at } of skipped) {
      terminal.print(`skipped  ${at}  ${reader}  ${type} ${stream}@${revision}  ${oneLine(reason)}`);
    }
    terminal.print(`${parked.length} parked, ${skipped.length} skipped`);
  }
  return parked.length + skipped.length === 0 ? 0 : 1;
}

/** Redelivers the parked events of a policy. Used after the cause has been repaired. */
export async function replayParked(
  group: string,
  terminal: Terminal,
  json: boolean,
  settings: Settings,
): Promise<ExitCode> {
  const events = await withLogToReplay(settings, (log) =>
    orderedPolicies.includes(group) ? replayDeadLetters(log, group) : log.replayParked(group),
  );
  terminal.print(json ? JSON.stringify({ group, events }) : `${counted(events, 'event')} handed to ${group} again`);
  return 0;
}

/** What policies parked and views skipped. */
export const deadLetters = async (settings: Settings): Promise<DeadLetters> =>
  settings.servers === null ? readDeadLetters(settings.dataDir) : deadLettersOn(settings.servers, settings);

async function deadLettersOn(servers: StoreServers, settings: Settings): Promise<DeadLetters> {
  const parked = await withLogToReplay(settings, async (log) => {
    const ofOrdered = orderedPolicies.map(async (group) =>
      ((await log.checkpoint(group))?.deadLetters ?? []).map((each) => ({ group, ...each })),
    );
    return (await Promise.all([log.parked(), ...ofOrdered])).flat();
  });
  const skipped = await withDocuments(servers, async (documents) => {
    // Reading creates nothing: an import needs an empty database.
    if (!(await documents.undeclared()).includes(skippedEvents.name)) return [];
    const events = new SkippedEvents(documents);
    await events.declare();
    return events.newest(mostShown);
  });
  return { parked: parked.map((event) => ({ ...event, position: Number(event.position) })), skipped };
}

type DeadLetters = ReturnType<typeof readDeadLetters>;
const mostShown = 1_000;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
