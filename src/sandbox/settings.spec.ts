import { describe, expect, it } from '@jest/globals';
import { settingsFrom } from './settings.js';

describe('the settings of the sandbox', () => {
  it.each<[string | undefined, string | undefined]>([
    [undefined, undefined],
    ['072, 078', '25072,25078'],
    ['+25072,25073', '25072,25073'],
    ['+46,+256', undefined],
  ])('take a gateway’s prefixes %j as the wallets of Rwanda: %j', (given, prefixes) =>
    expect(settingsFrom({ MOMO_MSISDN_PREFIXES: given }).behaviour?.walletPrefixes).toBe(prefixes),
  );

  it('list the names of the control routes', () =>
    expect(settingsFrom({ SANDBOX_CONTROL_HOST: 'sandbox, box.lan' }).controlHosts).toEqual(['sandbox', 'box.lan']));
});
