import { randomUUID } from 'node:crypto';
import { readSealFile, SealKeys, verifyLog } from '../modules/audit/contract.js';
import { PersonalData } from '../kernel/personal-data/personal-data.js';
import { systemClock } from '../kernel/system-clock.js';
import type { Settings } from '../app/settings.js';
import { masterKeyOf } from './master-key.js';
import { counted, progressBar } from './progress.js';
import { withLogAndKeysToWrite, withLogToRead } from './stores.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Reads the whole log and holds it against its seals; a server that is at work is not disturbed. */
export async function verifyCommand(
  { against, json }: { readonly against: string | null; readonly json: boolean },
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  const kept = against === null ? new Map<number, string>() : await readSealFile(against);
  const bar = progressBar(terminal);
  const verdict = await withLogToRead(settings, (log) =>
    verifyLog(log, { against: kept, progress: (events, part) => bar('verifying', events, part) }),
  ).finally(() => terminal.progress?.(''));
  const { ok, events, unsealed, seals, head, firstBroken } = verdict;
  if (json) terminal.print(JSON.stringify(verdict));
  else if (firstBroken === null) {
    terminal.print(
      `${counted(events, 'event')} verified against ${counted(seals, 'seal')}; ${counted(unsealed, 'event')} not sealed yet`,
    );
    if (head !== null) terminal.print(`the newest seal is ${head}`);
    if (against !== null) terminal.print(`the ${counted(kept.size, 'seal')} of ${against} are those of this log`);
  } else {
    const { position, stream, revision, eventId, what, detail } = firstBroken;
    const place = position === null ? 'at its end' : `at position ${position}`;
    const there = stream === null ? '' : ` (${stream}@${revision}, event ${eventId})`;
    terminal.print(`the log is not what was sealed: ${what} ${place}${there}`);
    terminal.print(detail);
  }
  return ok ? 0 : 1;
}

/** A new key for the seals, while no server is at work. Old seals stay verifiable. */
export async function rotateSealKey(terminal: Terminal, json: boolean, settings: Settings): Promise<ExitCode> {
  const key = await withLogAndKeysToWrite(settings, (store, keys) => {
    const personalData = new PersonalData(masterKeyOf(settings), keys, systemClock);
    return new SealKeys({ store, clock: systemClock, newId: randomUUID }, personalData).rotate();
  });
  const { keyId, publicKey } = key;
  terminal.print(
    json ? JSON.stringify(key) : `seals are signed with key ${keyId} from now on; its public key is ${publicKey}`,
  );
  return 0;
}
