import { createHash } from 'node:crypto';
import { stylesheet } from './stylesheet.js';

export interface Asset {
  readonly type: string;
  readonly body: string;
}

const hashOf = (body: string): string => createHash('sha256').update(body).digest('hex').slice(0, 16);

const stylesheetName = `pages-${hashOf(stylesheet)}.css`;

/** Its name holds its hash: it never changes, and a changed one has another name. */
export const stylesheetPath = `/assets/${stylesheetName}`;

export const assets: ReadonlyMap<string, Asset> = new Map([
  [stylesheetName, { type: 'text/css; charset=utf-8', body: stylesheet }],
]);
