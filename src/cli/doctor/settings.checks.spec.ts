import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../../app/settings.js';
import { checkSettings } from './settings.checks.js';

const complete = {
  PUBLIC_BASE_URL: 'https://pay.example.rw',
  ORGANISATION_NAME: 'Example Ltd',
  ORGANISATION_CONTACT: 'pay@example.rw',
  MOMO_BASE_URL: 'https://proxy.momoapi.mtn.co.rw',
  MOMO_TARGET_ENVIRONMENT: 'mtnrwanda',
  MOMO_COLLECTION_SUBSCRIPTION_KEY: 'k',
  MOMO_COLLECTION_API_USER: 'u',
  MOMO_COLLECTION_API_KEY: 'p',
};
const found = (more: Record<string, string> = {}) =>
  checkSettings(readSettings({ ...complete, ...more })).map(({ level, what }) => [level, what]);

describe('The check of the settings', () => {
  it('finds complete settings in order', () => expect(found()).toEqual([['ok', 'complete']]));

  it.each<[string, Record<string, string>, [string, string]]>([
    [
      'the built-in sandbox',
      { MOMO_BASE_URL: '' },
      ['warning', 'neither MOMO_BASE_URL nor AIRTEL_BASE_URL is set: payments go to the built-in sandbox'],
    ],
    ['a placeholder on receipts', { ORGANISATION_NAME: '' }, ['warning', 'ORGANISATION_NAME is not set']],
    [
      'two placeholders on receipts',
      { ORGANISATION_NAME: '', ORGANISATION_CONTACT: '' },
      ['warning', 'ORGANISATION_NAME and ORGANISATION_CONTACT are not set'],
    ],
    [
      'the published key',
      { BOOTSTRAP_API_KEY: 'ish_for_trying_out_only_0001' },
      ['problem', 'BOOTSTRAP_API_KEY is the key of the example files'],
    ],
    [
      'metrics that cannot be read from outside',
      { HOST: '0.0.0.0' },
      ['warning', 'HOST is 0.0.0.0, and METRICS_TOKEN is not set'],
    ],
  ])('finds %s', (_, more, expected) => expect(found(more)).toEqual([expected]));

  it('accepts another host where METRICS_TOKEN is set', () => {
    expect(found({ HOST: '0.0.0.0', METRICS_TOKEN: 'a-token-of-16-chars' })).toEqual([['ok', 'complete']]);
  });
});
