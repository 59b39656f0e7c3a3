import { maskMsisdn, type Msisdn } from '../domain/msisdn.js';
import type { ApiClient } from './authentication.js';

/** A service knows its own customers; of the other roles only those see numbers whole that were given the right to. */
export const seesWholeNumbers = ({ roles }: ApiClient): boolean =>
  roles.includes('service') || roles.includes('admin') || roles.includes('payer:read');

/** Numbers inside what somebody else wrote, for those who may not see them whole. */
export const maskedIn = (text: string): string =>
  text.replace(/\+?\d{10,15}/g, (digits) => maskMsisdn(digits as Msisdn));
