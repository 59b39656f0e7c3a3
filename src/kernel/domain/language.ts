/** The languages in which people are spoken to: English, Kinyarwanda, French. */
export const languages = ['en', 'rw', 'fr'] as const;
export type Language = (typeof languages)[number];
