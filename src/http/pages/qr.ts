import { encode } from 'uqr';
import { html, type Markup } from './markup.js';

/** The modules of a QR code, `true` for dark, without a border. Error correction M, which a creased paper needs. */
export const qrModules = (text: string): readonly (readonly boolean[])[] =>
  encode(text, { ecc: 'M', border: 0, boostEcc: false }).data;

/** The lightest border that readers need is four modules wide. */
export const qrBorder = 4;

/** For a page. */
export function qrSvg(text: string): Markup {
  const { size, path } = drawn(text);
  return html`<svg role="img" aria-label="QR" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#000" d="${path}"/></svg>`;
}

/** For a file by itself: on white paper, wherever it is put. */
export function qrFile(text: string): Markup {
  const { size, path } = drawn(text);
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="${path}"/></svg>`;
}

function drawn(text: string): { readonly size: number; readonly path: string } {
  const modules = qrModules(text);
  const path = runsOf(modules)
    .map(({ x, y, width }) => `M${x + qrBorder} ${y + qrBorder}h${width}v1h-${width}z`)
    .join('');
  return { size: modules.length + 2 * qrBorder, path };
}

/** Dark modules side by side as one rectangle. */
export function runsOf(
  modules: readonly (readonly boolean[])[],
): readonly { readonly x: number; readonly y: number; readonly width: number }[] {
  return modules.flatMap((line, y) => {
    const runs: { x: number; y: number; width: number }[] = [];
    line.forEach((isDark, x) => {
      if (!isDark) return;
      const last = runs.at(-1);
      if (last !== undefined && last.x + last.width === x) last.width += 1;
      else runs.push({ x, y, width: 1 });
    });
    return runs;
  });
}
