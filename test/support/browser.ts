import { request as httpRequest } from 'undici';
import type { Answer, App } from './app.js';

/** A person's browser without JavaScript: it keeps cookies, sends forms as they stand, and follows where it is led. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Of the page that is shown. */
  address = '/';
  page = '';

  constructor(
    private readonly app: App,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#send('GET', path, { 'sec-fetch-site': 'none', ...headers });
  }

  /** Sends the form of this page that goes to `action`, with its hidden fields and what is typed. */
  async submit(
    action: string,
    typed: Readonly<Record<string, string | readonly string[]>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const body = new URLSearchParams([...this.#hiddenFields(action)]);
    for (const [name, value] of Object.entries(typed)) {
      body.delete(name);
      for (const one of [value].flat()) body.append(name, one);
    }
    return this.post(action, body, headers);
  }

  /** Sends the form of this page that goes to `action` with a file, to where its button leads; null: none was chosen. */
  async submitFile(
    action: string,
    typed: Readonly<Record<string, string>>,
    file: string | Uint8Array | null,
    to = action,
  ): Promise<Answer> {
    const boundary = '----WebKitFormBoundaryBooks';
    const part = (name: string, value: string, more = '') =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
    const fields = [...this.#hiddenFields(action), ...Object.entries(typed)].map(([name, value]) => part(name, value));
    const named = file === null ? '; filename=""' : '; filename="a.csv"';
    const [before, after] = part('file', '\0', `${named}\r\nContent-Type: text/csv`).split('\0') as [string, string];
    const body = Buffer.concat(
      [fields.join(''), before, file ?? '', after, `--${boundary}--\r\n`].map((each) => Buffer.from(each as string)),
    );
    const type = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    return this.#send('POST', to, { 'sec-fetch-site': 'same-origin', ...type }, body);
  }

  /** A form that the page’s own fields do not make: one with a file. */
  sendRaw(path: string, body: string, type: string): Promise<Answer> {
    return this.#send('POST', path, { 'sec-fetch-site': 'same-origin', 'content-type': type }, body);
  }

  post(path: string, body: URLSearchParams, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.#send('POST', path, { 'sec-fetch-site': 'same-origin', ...type, ...headers }, body.toString());
  }

  /** Follows redirections until there is a page. */
  async follow(answer: Answer): Promise<Answer> {
    let last = answer;
    for (let steps = 0; last.status === 303; steps += 1) {
      if (steps > 5) throw new Error(`Led in circles: ${last.headers['location']}`);
      last = await this.get(last.headers['location']!, { 'sec-fetch-site': 'same-origin' });
    }
    return last;
  }

  async #send(method: 'GET' | 'POST', path: string, headers: Readonly<Record<string, string>>, body?: string | Buffer) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await httpRequest(this.app.url + path, {
      method,
      dispatcher: this.app.agent,
      headers: { ...this.headers, ...(cookie !== '' && { cookie }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    for (const set of [answer.headers['set-cookie'] ?? []].flat()) this.#keep(set);
    const text = await answer.body.text();
    if (answer.statusCode !== 303) {
      this.address = path;
      this.page = text;
    }
    return {
      status: answer.statusCode,
      headers: answer.headers as Answer['headers'],
      text,
      body: undefined as unknown as Answer['body'],
    };
  }

  #keep(set: string): void {
    const [pair = '', ...attributes] = set.split('; ');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  #hiddenFields(action: string): readonly [string, string][] {
    const forms = [...this.page.matchAll(/<form method="post"(?: action="([^"]*)")?[^>]*>([\s\S]*?)<\/form>/g)];
    const form = forms.find(([, to]) => (to ?? this.address.replace(/\?.*/, '')) === action);
    if (form === undefined) throw new Error(`${this.address} has no form to ${action}:\n${this.page}`);
    const inputs = [...form[2]!.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
    return inputs.map(([, name, value]) => [name!, value!.replaceAll('&amp;', '&').replaceAll('&quot;', '"')]);
  }
}
