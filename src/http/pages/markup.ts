/** HTML that was made by `html`, and is put into a page as it is. Any other text is escaped. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** Used by `html` and `trusted` alone: whatever comes in here is not escaped. */
  static of(text: string): Markup {
    return new Markup(text);
  }

  toString(): string {
    return this.#text;
  }
}

/** What may stand in a template. `null`, `undefined` and `false` are nothing; a list is one after the other. */
export type Value = string | number | Markup | null | undefined | false | readonly Value[];

/**
 * The one way to make HTML: html`<p title="${title}">${text}</p>`. Values are escaped, unless they are markup already. A text stands between tags or
 * in a quoted attribute, and markup also where an attribute may stand. Anywhere else escaping would not hold, so such a template is refused.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const places = placesIn(parts);
  const text = values.map((value, index) => {
    if (places[index] === 'tag' && (typeof value === 'string' || typeof value === 'number'))
      throw new Error(`Only markup may stand after ${JSON.stringify(parts[index])}`);
    return written(value) + parts[index + 1]!;
  });
  return Markup.of(parts[0]! + text.join(''));
}

/** Markup that was not made by `html`: of our own code, never of what anybody has sent. */
export const trusted = (text: string): Markup => Markup.of(text);

export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character]!);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function written(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return value instanceof Markup ? value.toString() : (value as readonly Value[]).map(written).join('');
}

type Place = 'text' | 'tag';
const known = new WeakMap<TemplateStringsArray, readonly Place[]>();

/** Where each value of a template stands. Throws for a place at which no value is safe. */
function placesIn(parts: TemplateStringsArray): readonly Place[] {
  const before = known.get(parts);
  if (before !== undefined) return before;
  let text = '';
  const places = parts.slice(0, -1).map((part) => {
    text += part;
    const place = placeAfter(text);
    if (place === null) throw new Error(`No value may stand after ${JSON.stringify(text.slice(-40))}`);
    // It closes nothing and opens nothing.
    text += place === 'tag' ? ' ' : 'value';
    return place;
  });
  known.set(parts, places);
  return places;
}

function placeAfter(text: string): Place | null {
  if (/<(script|style)\b(?![\s\S]*<\/\1)[^>]*>/i.test(text)) return null;
  const tag = /<[^<>]*$/.exec(text)?.[0];
  if (tag === undefined || /="[^"]*$/.test(tag)) return 'text';
  return /^<\/?$|[='`]\s*$/.test(tag) ? null : 'tag';
}
