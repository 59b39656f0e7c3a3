import { describe, expect, it } from '@jest/globals';
import { checkMailServer } from './mail-server.checks.js';

const smtp = { url: 'smtp://127.0.0.1:2525', from: { name: null, address: 'pay@example.rw' } };
const found = async (settings: Parameters<typeof checkMailServer>[0], fault: string | null = null) =>
  (await checkMailServer(settings, async () => fault)).map(({ level, what }) => [level, what]);

describe('The check of the mail server', () => {
  it('accepts an installation without one', async () =>
    expect(await found({ smtp: null, noticesTo: [] })).toEqual([['ok', 'not set up: no e-mail is sent']]));

  it('warns of notices that reach nobody', async () =>
    expect(await found({ smtp: null, noticesTo: ['ops@example.rw'] })).toEqual([
      ['warning', 'NOTICES_TO is set, and SMTP_URL is not'],
    ]));

  it('finds one that answers in order, and one that does not a problem', async () => {
    expect(await found({ smtp, noticesTo: [] })).toEqual([['ok', 'answers and takes our sign-in; no mail was sent']]);
    expect(await found({ smtp, noticesTo: [] }, 'connect ECONNREFUSED')).toEqual([
      ['problem', 'SMTP_URL does not work: connect ECONNREFUSED'],
    ]);
  });
});
