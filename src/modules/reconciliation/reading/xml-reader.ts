import sax from 'sax';
import { unreadable } from './unreadable.js';

export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  text(text: string): void;
  close(name: string, line: number): void;
}

/**
 * Reads XML as its text comes. Names are without their namespace's prefix. A document type is refused, so no entity can be declared; what is not
 * well-formed is refused too.
 */
export class XmlReader {
  readonly #parser = sax.parser(true, strict);
  #fault: Error | null = null;

  constructor(
    handler: XmlHandler,
    readonly what = 'the file',
  ) {
    const parser = this.#parser;
    const guarded = (act: () => void) => {
      if (this.#fault !== null) return;
      try {
        act();
      } catch (error) {
        this.#fault = error as Error;
      }
    };
    parser.onopentag = ({ name, attributes }) =>
      guarded(() => handler.open(localName(name), attributes as Record<string, string>, parser.line + 1));
    parser.onclosetag = (name) => guarded(() => handler.close(localName(name), parser.line + 1));
    parser.ontext = parser.oncdata = (text) => guarded(() => handler.text(text));
    parser.ondoctype = () =>
      guarded(() => {
        throw unreadable('DAMAGED', parser.line + 1, `${what} declares a document type, which no statement needs`);
      });
    parser.onerror = (error) => {
      const [first] = error.message.split('\n');
      this.#fault ??= unreadable('DAMAGED', parser.line + 1, `${what} is not well-formed XML: ${first}`);
      (parser as { error: Error | null }).error = null;
    };
  }

  write(text: string): void {
    if (text !== '') this.#parser.write(text);
    if (this.#fault !== null) throw this.#fault;
  }

  end(): void {
    this.#parser.close();
    if (this.#fault !== null) throw this.#fault;
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

// Only the five entities of XML are known. The types of the package do not name this option.
const strict = { position: true, strictEntities: true } as sax.SAXOptions;
