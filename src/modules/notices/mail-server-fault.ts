import type { SmtpSettings } from './sender.js';

/** Connects to the mail server, signs in, and sends nothing. Null: all is well. */
export async function faultOfMailServer(settings: SmtpSettings): Promise<string | null> {
  // What sends e-mail is loaded only where it is set up.
  const { Smtp } = await import('./smtp.js');
  return new Smtp(settings).fault();
}
