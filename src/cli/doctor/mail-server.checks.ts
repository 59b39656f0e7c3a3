import { fine, problem, warning, type Diagnosis } from '../../kernel/domain/diagnosis.js';
import { faultOfMailServer } from '../../modules/notices/contract.js';
import type { Settings } from '../../app/settings.js';

/** Connects and signs in. No mail is sent. */
export async function checkMailServer(
  { smtp, noticesTo }: Pick<Settings, 'smtp' | 'noticesTo'>,
  faultOf = faultOfMailServer,
): Promise<Diagnosis[]> {
  if (smtp === null)
    return noticesTo.length === 0
      ? [fine('mail server', 'not set up: no e-mail is sent')]
      : [
          warning('mail server', {
            what: 'NOTICES_TO is set, and SMTP_URL is not',
            why: 'no notice reaches these addresses',
            mend: 'set SMTP_URL and SMTP_FROM, or remove NOTICES_TO',
          }),
        ];
  const fault = await faultOf(smtp);
  if (fault === null) return [fine('mail server', 'answers and takes our sign-in; no mail was sent')];
  return [
    problem('mail server', {
      what: `SMTP_URL does not work: ${fault}`,
      why: 'receipts and notices wait, and after about 28 hours of tries they are given up; payments go on',
      mend: 'correct SMTP_URL, or have the mail server repaired; docs/operations/email.md describes both',
    }),
  ];
}
