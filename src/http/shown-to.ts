import { masked } from '../kernel/masking.js';
import type { ApiClient } from './authentication.js';

/** The right to see whole phone numbers of all payers. */
export const readsPayers = ({ roles }: ApiClient): boolean => roles.includes('admin') || roles.includes('payer:read');

/** What is told to this client: whole where the client may read payers, or where it is a service and the thing is its own; else masked. */
export function shownTo<T>(client: ApiClient, owner: string | null, value: T): T {
  const isOwner = client.roles.includes('service') && client.id === owner;
  return readsPayers(client) || isOwner ? value : masked(value);
}
