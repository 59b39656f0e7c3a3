import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDocumentStore } from '../adapters/sqlite/document-store.js';
import { views } from '../app/collections.js';
import type { Settings } from '../app/settings.js';
import {
  compareWithRebuilt,
  keptIn,
  type AnyView,
  type Comparison,
  type Difference,
  type KeptDocuments,
  type RebuildParts,
} from '../kernel/following/rebuilt-view.js';
import { skippedEvents } from '../kernel/following/skipped-events.js';
import { masked } from '../kernel/masking.js';
import type { EventStore } from '../kernel/ports/event-store.js';
import { systemClock } from '../kernel/system-clock.js';
import { counted, progressBar } from './progress.js';
import { withLogAndDocuments, withStoresToRead } from './stores.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface RebuildAsked {
  /** The name of a view, with or without its version; null: all. */
  readonly view: string | null;
  readonly replace: boolean;
  readonly json: boolean;
}

/**
 * Fills views anew beside the live ones and holds the two against each other. A server that is at work is not disturbed, and nothing is
 * changed. With `--replace`, and only while no server runs, what differs is cleared: the next start fills it from the log.
 */
export async function rebuildCommand(
  { view: name, replace, json }: RebuildAsked,
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  const chosen = chosenBy(name);
  const compare = (log: EventStore, kept: KeptDocuments) => compareAll(chosen, log, kept, terminal);
  const comparisons = replace
    ? await withLogAndDocuments(settings, async ({ log, documents }) => {
        const compared = await compare(log, keptIn(documents));
        for (const { collection } of chosen.filter((_, index) => !compared[index]!.equal))
          await documents.clear(collection, [collection.name]);
        return compared;
      })
    : await withStoresToRead(settings, ({ log, documents }) => compare(log, documents));
  const isWell = comparisons.every(({ equal }) => equal);
  if (json) {
    const cleared = replace ? comparisons.filter(({ equal }) => !equal).map(({ collection }) => collection) : [];
    terminal.print(JSON.stringify({ equal: isWell, views: comparisons.map(shown), cleared }));
  } else {
    for (const comparison of comparisons) {
      for (const line of told(comparison)) terminal.print(line);
      if (replace && !comparison.equal)
        terminal.print('  its documents were cleared: the next start fills it anew from the log');
    }
  }
  return isWell ? 0 : 1;
}

function chosenBy(name: string | null): readonly AnyView[] {
  const all = views as unknown as readonly AnyView[];
  if (name === null) return all;
  const chosen = all.filter(({ collection }) => collection.name === name || unversioned(collection.name) === name);
  if (chosen.length > 0) return chosen;
  const names = all.map(({ collection }) => unversioned(collection.name)).join(', ');
  throw new Error(`there is no view "${name}"; the views are ${names}`);
}

const unversioned = (name: string): string => name.replace(/\.v\d+$/, '');

/** One view after the other: the disk holds one of them at a time. */
async function compareAll(
  chosen: readonly AnyView[],
  log: EventStore,
  kept: KeptDocuments,
  terminal: Terminal,
): Promise<readonly Comparison[]> {
  const bar = progressBar(terminal);
  return withStoreBeside(async (beside) => {
    const comparisons: Comparison[] = [];
    for (const view of chosen) {
      const { collection } = view;
      const progress: RebuildParts['progress'] = (what, count, part) =>
        bar(`${what} ${collection.name}`, count, part, what === 'comparing' ? 'document' : 'event');
      comparisons.push(await compareWithRebuilt(view, { log, kept, beside, clock: systemClock, progress }));
      await beside.clear(collection, [collection.name]);
      await beside.clear(skippedEvents, []);
    }
    return comparisons;
  }).finally(() => terminal.progress?.(''));
}

/** A store in the temporary directory, which only this user can read, and which is gone afterwards. */
async function withStoreBeside<T>(use: (store: SqliteDocumentStore) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'ishyura-rebuild-'));
  try {
    const store = await SqliteDocumentStore.open(join(directory, 'documents.sqlite'));
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const shown = (comparison: Comparison) => ({
  ...comparison,
  position: String(comparison.position),
  head: String(comparison.head),
  differences: comparison.differences.map(shownDifference),
});

function told({
  collection,
  position,
  head,
  equal,
  documents,
  movedOn,
  checksum,
  differing,
  differences,
  skipped,
}: Comparison) {
  const at = `position ${position}${position === head ? '' : ` (the log goes on to ${head})`}`;
  const left = skipped === 0 ? [] : [`  ${counted(skipped, 'event')} could not be taken in: see \`ishyura parked\``];
  const later = movedOn === 0 ? '' : `; ${movedOn} had read on, and are what the log makes of them where they are`;
  if (equal)
    return [
      `${collection}: ${counted(documents, 'document')} equal at ${at}, checksum ${checksum.kept}${later}`,
      ...left,
    ];
  return [
    `${collection}: ${counted(differing, 'document')} of ${documents.toLocaleString('en-US')} differ at ${at}`,
    `  checksum ${checksum.kept}, and ${checksum.rebuilt} of the rebuilt view`,
    ...differences.map((difference) => `  ${sentence(shownDifference(difference))}`),
    ...(differing > differences.length ? [`  and ${counted(differing - differences.length, 'document')} more`] : []),
    ...left,
  ];
}

type ShownDifference = ReturnType<typeof shownDifference>;

function sentence({ id, what, field, kept, rebuilt }: ShownDifference): string {
  if (what === 'missing') return `${id} is missing`;
  if (what === 'unexpected') return `${id} is there, and the log does not make it`;
  return `${id}: ${field} is ${asText(kept)}, and a rebuild makes it ${asText(rebuilt)}`;
}

/** Without phone numbers. A whole document is not shown: its fields are found by its id. */
function shownDifference({ id, what, field, kept, rebuilt }: Difference) {
  const name = field?.split('.').at(-1) ?? '';
  const hidden = (value: unknown) => (field === null || value === undefined ? null : masked({ [name]: value })[name]);
  return { id: masked([id])[0]!, what, field, kept: hidden(kept), rebuilt: hidden(rebuilt) };
}

function asText(value: unknown): string {
  if (value === null) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

const longestShown = 100;
