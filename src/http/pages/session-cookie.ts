import type { PageSettings } from './pages.js';

/** By https the browser itself holds this name to the whole of one host, and to https. */
export const sessionCookie = ({ isHttps }: PageSettings): string => (isHttps ? '__Host-ishyura' : 'ishyura');

/** Where a person shows the second factor, and where one is set up. */
export const secondFactorPath = '/sign-in/second-factor';
export const setUpPath = '/settings/me/second-factor';
