/** The installations that the sandbox plays at once. A transaction of one is unknown in the other. */
export interface Environment {
  name: EnvironmentName;
  currency: string;
  minorDigits: number;
  /** MTN's test numbers are this and two digits more. */
  testPrefix: string;
}

export type EnvironmentName = 'sandbox' | 'mtnrwanda';

export const environments: Record<EnvironmentName, Environment> = {
  sandbox: { name: 'sandbox', currency: 'EUR', minorDigits: 2, testPrefix: '467331234' },
  mtnrwanda: { name: 'mtnrwanda', currency: 'RWF', minorDigits: 0, testPrefix: '2507800000' },
};

export function environmentNamed(name: string | undefined): Environment | null {
  return name === 'sandbox' || name === 'mtnrwanda' ? environments[name] : null;
}

/** The two digits that choose a scenario, or null for a number like any other. */
export function testNumberOf(environment: Environment, party: string | null): number | null {
  const { testPrefix } = environment;
  if (!party || party.length !== testPrefix.length + 2 || !party.startsWith(testPrefix)) return null;
  const digits = Number(party.slice(testPrefix.length));
  return Number.isInteger(digits) ? digits : null;
}
