/** The installations that the sandbox simulates. A transaction of one is unknown in the other. */
export interface Environment {
  name: EnvironmentName;
  currency: string;
  minorDigits: number;
  /** Test numbers are one of these prefixes and two more digits. */
  testPrefixes: readonly string[];
  /** A number that can have a wallet there, as it stands on the wire. */
  number: RegExp;
}

export type EnvironmentName = 'sandbox' | 'mtnrwanda' | 'airtelrwanda';

export const environments: Record<EnvironmentName, Environment> = {
  sandbox: { name: 'sandbox', currency: 'EUR', minorDigits: 2, testPrefixes: ['467331234'], number: /^[1-9]\d{5,14}$/ },
  mtnrwanda: {
    name: 'mtnrwanda',
    currency: 'RWF',
    minorDigits: 0,
    testPrefixes: ['2507800000'],
    number: /^2507\d{8}$/,
  },
  airtelrwanda: {
    name: 'airtelrwanda',
    currency: 'RWF',
    minorDigits: 0,
    testPrefixes: ['2507300000', '2507200000'],
    number: /^2507\d{8}$/,
  },
};

/** Of MTN's. */
export function environmentNamed(name: string | undefined): Environment | null {
  return name === 'sandbox' || name === 'mtnrwanda' ? environments[name] : null;
}

/** Whether there is a wallet behind a number: on MTN's sandbox behind every one, elsewhere by the numbering plan. */
export function hasWallet({ name, number }: Environment, msisdn: string, prefixes: string): boolean {
  if (!number.test(msisdn)) return false;
  return name === 'sandbox' || prefixes.split(',').some((prefix) => msisdn.startsWith(prefix.trim()));
}

/** The two digits that choose a scenario, or null for a number like any other. */
export function testNumberOf(environment: Environment, party: string | null): number | null {
  const testPrefix = environment.testPrefixes.find((prefix) => party?.startsWith(prefix));
  if (!party || testPrefix === undefined || party.length !== testPrefix.length + 2) return null;
  const digits = Number(party.slice(testPrefix.length));
  return Number.isInteger(digits) ? digits : null;
}
