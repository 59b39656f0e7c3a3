import { html, type Markup } from '../../http/pages/markup.js';

export interface Column {
  readonly label: string;
  /** From the bottom up. */
  readonly parts: readonly { readonly tone: 'good' | 'bad' | 'other'; readonly count: number }[];
}

// As wide as a small screen, so that its letters keep their size there.
const width = 360;
const height = 120;
const foot = 16;
const gap = 4;
/** Fewer columns are no wider than these. */
const fewest = 7;

/** Columns of counts, drawn here: no script, no picture to load. What it shows stands in the table under it, for everybody who does not see it. */
export function columnChart(title: string, columns: readonly Column[]): Markup {
  const most = Math.max(1, ...columns.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0)));
  const step = width / Math.max(fewest, columns.length);
  const drawn = columns.map(({ label, parts }, index) => {
    let top = height;
    const rects = parts.map(({ tone, count }) => {
      const tall = round((count / most) * (height - gap));
      top = round(top - tall);
      return (
        count > 0 &&
        html`<rect class="bar-${tone}" x="${round(index * step + gap / 2)}" y="${top}" width="${round(step - gap)}" height="${tall}"/>`
      );
    });
    return html`${rects}<text x="${round((index + 0.5) * step)}" y="${height + foot - 4}" text-anchor="middle">${label}</text>`;
  });
  return html`<svg class="chart" role="img" aria-label="${title}" viewBox="0 0 ${width} ${height + foot}">${drawn}<path class="axis" d="M0 ${height}h${width}"/></svg>
`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
