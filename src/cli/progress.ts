import type { Terminal } from './terminal.js';

/** A progress bar, redrawn a few times a second; `part` is from 0 to 1, or null where the end is not known. */
export function progressBar({ progress }: Terminal): (what: string, events: number, part: number | null) => void {
  let drawnAt = -Infinity;
  return (what, events, part) => {
    if (progress === undefined || performance.now() - drawnAt < betweenDrawingsMs) return;
    drawnAt = performance.now();
    const bar = part === null ? '' : `[${'#'.repeat(Math.round(part * width)).padEnd(width, '.')}] `;
    progress(`${what} ${bar}${counted(events, 'event')}`);
  };
}

export const counted = (count: number, of: string): string =>
  `${count.toLocaleString('en-US')} ${of}${count === 1 ? '' : 's'}`;

const width = 30;
const betweenDrawingsMs = 100;
