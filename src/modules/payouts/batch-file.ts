import { readSheet, type Sheet } from '../../http/sheet-file.js';
import { payoutColumns } from './batch-line.rule.js';

export const fileLimits = { lines: 20_000, bytes: 8 * 1_024 * 1_024 };

/** Reads a file of payouts as it arrives. The same file is the same batch. */
export const readBatchFile = (source: AsyncIterable<Uint8Array>, limits = fileLimits): Promise<Sheet> =>
  readSheet(source, payoutColumns, limits);
