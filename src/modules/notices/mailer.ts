import type { Sealed } from '../../kernel/domain/sealed.js';

/** One e-mail to one person, as a module asks for it. */
export interface Message {
  /** The module’s own name for it: the same id again is the same e-mail, and is sent once. */
  readonly id: string;
  /** The address alone, as in `a.uwase@example.rw`. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The person that it is about, under whose key it waits; null: under a key of the address. */
  readonly about: Sealed | null;
}

/** Sends e-mail to people, where SMTP_URL is set. The token under which Nest injects it. */
export abstract class Mailer {
  /** False: there is no mail server. `queue` does nothing, and what must reach a person has to be shown instead. */
  abstract readonly isSet: boolean;

  /** Once it resolves, the message is sent as soon as the mail server takes it, also after a crash. It never waits for the mail server. */
  abstract queue(message: Message): Promise<void>;
}
