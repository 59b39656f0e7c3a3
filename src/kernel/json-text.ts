/** One name or value of a JSON text, where it stands. */
interface JsonToken {
  readonly is: 'name' | 'string' | 'number' | 'opening';
  /** As it is written, with its quotes. */
  readonly text: string;
  readonly index: number;
  /** The names of the members around it, and positions in lists; of a name or value of an object the last is its own. The array is reused. */
  readonly path: readonly string[];
}

/**
 * Goes through a text that is known to be JSON without building the value: members that come twice, the form of numbers and the spaces between
 * are still there. It keeps its own list of open brackets, since a body can nest deeper than functions can call each other.
 */
export function* jsonTokens(json: string): Generator<JsonToken> {
  const path: string[] = [];
  const lists: boolean[] = [];
  for (const { 0: text, 1: string, 2: colon, index } of json.matchAll(token)) {
    const last = path.length - 1;
    if (text === '{' || text === '[') {
      yield { is: 'opening', text, index, path };
      lists.push(text === '[');
      path.push(text === '[' ? '0' : '');
    } else if (text === '}' || text === ']') {
      lists.pop();
      path.pop();
    } else if (text === ',') {
      if (lists.at(-1) === true) path[last] = String(Number(path[last]) + 1);
    } else if (colon !== undefined) {
      path[last] = unquoted(string!);
      yield { is: 'name', text: string!, index, path };
    } else {
      yield { is: string === undefined ? 'number' : 'string', text, index, path };
    }
  }
}

/** What a string of a JSON text says. */
export const unquoted = (string: string): string =>
  string.includes('\\') ? (JSON.parse(string) as string) : string.slice(1, -1);

const token = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\],]|-?\d[\d.eE+-]*/g;
