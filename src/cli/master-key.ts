import { keptMasterKey, refuseLostMasterKey } from '../kernel/personal-data/master-key.js';
import type { Settings } from '../app/settings.js';

/** The master key of the settings or of the data directory. A command never makes one: it throws one sentence. */
export function masterKeyOf({ masterKey, dataDir }: Settings): Buffer {
  if (masterKey !== null) return masterKey;
  refuseLostMasterKey(dataDir);
  return keptMasterKey(dataDir);
}
