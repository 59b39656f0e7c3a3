import { expect, it } from '@jest/globals';
import { readSettings } from '../app/settings.js';
import { sandboxKey, settingsOfSandbox } from './sandbox-with-gateway.js';

const momo = {
  MOMO_BASE_URL: 'https://momo.example',
  MOMO_TARGET_ENVIRONMENT: 'mtnrwanda',
  PUBLIC_BASE_URL: 'https://pay.example.rw',
  MOMO_COLLECTION_SUBSCRIPTION_KEY: 'a',
  MOMO_COLLECTION_API_USER: '7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0',
  MOMO_COLLECTION_API_KEY: 'c',
};

it.each([
  ['a real provider', momo, /^MOMO_BASE_URL is set.*unset it$/],
  [
    'stores that others use',
    { EVENTSTORE_URL: 'esdb://127.0.0.1:2113', MONGODB_URL: 'mongodb://127.0.0.1/x', MASTER_KEY: '7'.repeat(64) },
    /^EVENTSTORE_URL and MONGODB_URL are set.*unset both/,
  ],
])('refuses the settings of %s', (_, environment, message) =>
  expect(() => settingsOfSandbox(readSettings(environment))).toThrow(message),
);

it('takes its own key, and neither the key nor the files of an installation', () =>
  expect(
    settingsOfSandbox(
      readSettings({
        BOOTSTRAP_API_KEY: 'the-key-of-an-installation',
        MASTER_KEY: '7'.repeat(64),
        SEAL_FILE: '/tmp/seals',
        ERASURES_FILE: '/tmp/erasures',
      }),
    ),
  ).toMatchObject({ bootstrapApiKey: sandboxKey, masterKey: null, sealFile: null, erasuresFile: null, momo: null }));
