import type { Terminal } from './terminal.js';

/** A progress bar, redrawn a few times a second; `part` is from 0 to 1, or null where the end is not known. */
export function progressBar({
  progress,
}: Terminal): (what: string, count: number, part: number | null, of?: string) => void {
  let drawnAt = -Infinity;
  return (what, count, part, of = 'event') => {
    if (progress === undefined || performance.now() - drawnAt < betweenDrawingsMs) return;
    drawnAt = performance.now();
    const bar = part === null ? '' : `[${'#'.repeat(Math.round(part * width)).padEnd(width, '.')}] `;
    progress(`${what} ${bar}${counted(count, of)}`);
  };
}

export const counted = (count: number, of: string): string =>
  `${count.toLocaleString('en-US')} ${of}${count === 1 ? '' : 's'}`;

const width = 30;
const betweenDrawingsMs = 100;
