import type { Clock } from '../../../kernel/domain/clock.js';
import type { ProviderWatch } from '../provider-watch.js';
import { TokenClient } from '../token-client.js';
import type { Dialect } from '../token-client.js';
import type { Wire } from '../wire.js';
import type { MomoCredentials } from './momo.profile.js';
import { isConfigurationFault, isPlatformFault, isThrottled, readToken } from './momo.words.js';
import type { Product } from './momo.words.js';

/** One product of the MoMo Open API: its token, its headers (REFERENCE §3, §4.1). */
export class MomoClient extends TokenClient<Product> {
  constructor(
    wire: Wire,
    product: Product,
    credentials: MomoCredentials,
    targetEnvironment: string,
    clock: Clock,
    watch: ProviderWatch,
  ) {
    super(wire, dialectOf(product, credentials, targetEnvironment), clock, watch);
  }
}

function dialectOf(
  product: Product,
  { apiUser, apiKey, subscriptionKey }: MomoCredentials,
  targetEnvironment: string,
): Dialect<Product> {
  const basic = Buffer.from(`${apiUser}:${apiKey}`).toString('base64');
  const headers = ['ocp-apim-subscription-key', subscriptionKey, 'x-target-environment', targetEnvironment];
  return {
    product,
    token: {
      path: `/${product}/token/`,
      // Some environments refuse any body, and some refuse a request without this length (REFERENCE §3.1).
      headers: ['authorization', `Basic ${basic}`, ...headers, 'content-length', '0'],
      body: null,
    },
    path: (path) => `/${product}${path}`,
    headers,
    secrets: [basic, apiKey, subscriptionKey],
    renewBeforeMs: 600_000,
    readToken,
    isThrottled,
    isPlatformFault,
    isConfigurationFault,
  };
}
