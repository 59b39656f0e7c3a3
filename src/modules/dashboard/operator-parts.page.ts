import { dayOf, inKigali } from '../../http/pages/formats.js';
import { html, type Markup } from '../../http/pages/markup.js';
import { text } from '../../http/pages/text.js';
import type { Instant } from '../../kernel/domain/clock.js';
import type { Language } from '../../kernel/domain/language.js';

// What the pages of operators and auditors have in common.

/** To the second: the order of two steps is seen. */
export const exactly = (at: Instant, language: Language): Markup =>
  html`<time datetime="${at}" title="${at}">${dayOf(at, language)}, ${inKigali(at).slice(11, 19)}</time>`;

export const typeLabel = text({ en: 'Type', rw: 'Ubwoko', fr: 'Type' });

export const olderLabel = text({ en: 'Older ones', rw: 'Ibya kera', fr: 'Plus anciens' });
export const nothingFiltered = text({
  en: 'Nothing matches these filters.',
  rw: 'Nta gihuye n’ibyo washunguje.',
  fr: 'Rien ne correspond à ces filtres.',
});
