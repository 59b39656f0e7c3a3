import { collections } from '../app/collections.js';
import type { Settings } from '../app/settings.js';
import { counted } from './progress.js';
import { refuseWhileKept, withDocuments } from './stores.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Drops the views that a newer version has replaced, with the indexes that it no longer declares: only when no instance of the older version runs any more. */
export async function dropOldViews(terminal: Terminal, json: boolean, settings: Settings): Promise<ExitCode> {
  const { servers } = settings;
  if (servers === null)
    throw new Error(
      'this command is for MongoDB. Embedded documents are one file: stop the server, delete documents.sqlite, and the next start rebuilds it',
    );
  const dropped = await withDocuments(servers, async (documents) => {
    for (const collection of collections) await documents.declare(collection);
    await refuseWhileKept(servers, await documents.undeclared());
    return documents.dropUndeclared();
  });
  if (json) terminal.print(JSON.stringify({ dropped }));
  else terminal.print([`${counted(dropped.length, 'view')} dropped`, ...dropped].join('\n  '));
  return 0;
}
