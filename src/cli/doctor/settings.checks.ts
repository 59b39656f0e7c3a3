import { fine, problem, warning, type Diagnosis } from '../../kernel/domain/diagnosis.js';
import type { Settings } from '../../app/settings.js';

/** The sentence of the start names the setting, and never its secret value. */
export const wrongSetting = (message: string): Diagnosis =>
  problem('settings', {
    what: message,
    why: 'the server does not start with these settings, and the other checks need them',
    mend: 'correct this setting and run the doctor again; docs/settings.md describes each',
  });

export function checkSettings({
  usesSandbox,
  organisation,
  bootstrapApiKey,
  metricsToken,
  host,
}: Settings): Diagnosis[] {
  const found: Diagnosis[] = [];
  if (usesSandbox)
    found.push(
      warning('settings', {
        what: 'neither MOMO_BASE_URL nor AIRTEL_BASE_URL is set: payments go to the built-in sandbox',
        why: 'no real money moves, and nothing of MTN or Airtel can be checked',
        mend: 'before the launch set MOMO_BASE_URL, MOMO_TARGET_ENVIRONMENT and the keys that MTN gave you, or AIRTEL_BASE_URL and what goes with it',
      }),
    );
  const placeholders = [
    ...(organisation.name === 'Set ORGANISATION_NAME' ? ['ORGANISATION_NAME'] : []),
    ...(organisation.contact === 'Set ORGANISATION_CONTACT' ? ['ORGANISATION_CONTACT'] : []),
  ];
  if (placeholders.length > 0)
    found.push(
      warning('settings', {
        what: `${placeholders.join(' and ')} ${placeholders.length === 1 ? 'is' : 'are'} not set`,
        why: 'receipts show a placeholder in place of your organisation, and an issued receipt cannot be changed',
        mend: `set ${placeholders.join(' and ')} before the first real payment`,
      }),
    );
  if (!usesSandbox && bootstrapApiKey !== null && isExample(bootstrapApiKey))
    found.push(
      problem('settings', {
        what: 'BOOTSTRAP_API_KEY is the key of the example files',
        why: 'it is published, and it has the role admin',
        mend: 'set another BOOTSTRAP_API_KEY, and end the published key: `ishyura clients list`, then `ishyura clients rotate ID`',
      }),
    );
  if (metricsToken === null && host !== '127.0.0.1' && host !== '::1' && host !== 'localhost')
    found.push(
      warning('settings', {
        what: `HOST is ${host}, and METRICS_TOKEN is not set`,
        why: 'metrics and the details of health answer loopback alone: monitoring on another machine sees nothing, and a proxy on this machine that adds no X-Forwarded-For shows them to everybody',
        mend: 'set METRICS_TOKEN, and give it to the monitoring',
      }),
    );
  return found.length > 0 ? found : [fine('settings', 'complete')];
}

const isExample = (key: string): boolean => key.startsWith('ish_for_trying_out_only');
