import { spawnSync } from 'node:child_process';

/** Whether another program can read a PDF here. Where none can, it is said on the console what is not checked. */
export function hasPoppler(unchecked: string): boolean {
  const isThere = spawnSync('pdftotext', ['-v']).error === undefined;
  if (!isThere) console.warn(`NOT CHECKED: ${unchecked}, because poppler-utils (pdftotext) is not installed here`);
  return isThere;
}
