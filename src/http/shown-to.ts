import { masked } from '../kernel/masking.js';
import type { Principal } from './authentication.js';

/** Whether the client may see whole phone numbers of all payers. */
export const readsPayers = ({ roles }: Principal): boolean => roles.includes('admin') || roles.includes('payer:read');

/** The value as this client may see it: whole for a reader of payers and for the service that owns it; otherwise masked. */
export function shownTo<T>(client: Principal, owner: string | null, value: T): T {
  const isOwner = client.roles.includes('service') && client.id === owner;
  return readsPayers(client) || isOwner ? value : masked(value);
}
