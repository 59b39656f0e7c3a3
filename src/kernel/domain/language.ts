/** The languages of everything that people read: English, Kinyarwanda, French. */
export const languages = ['en', 'rw', 'fr'] as const;
export type Language = (typeof languages)[number];

/** Each in its own words. */
export const nameOfLanguage: Readonly<Record<Language, string>> = {
  en: 'English',
  rw: 'Ikinyarwanda',
  fr: 'Français',
};

export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value);
