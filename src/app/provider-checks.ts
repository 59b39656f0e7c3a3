import type { Clock } from '../kernel/domain/clock.js';
import { airtelChecks } from '../modules/providers/airtel-money/index.js';
import { momoChecks } from '../modules/providers/mtn-momo/index.js';
import type { SetUpChecks } from '../modules/providers/contract.js';
import type { Settings } from './settings.js';

/** The checks of every provider that is set up, one line for each; none where the built-in sandbox stands in for them. */
export const providerChecks = ({ momo, airtel, publicBaseUrl }: Settings, clock: Clock): readonly SetUpChecks[] => [
  ...(momo === null ? [] : [momoChecks(momo, publicBaseUrl, clock)]),
  ...(airtel === null ? [] : [airtelChecks(airtel)]),
];
