import { html, type Markup } from './markup.js';

/** The name of the hidden field in which every form carries the token of its session. */
export const tokenField = 'form-token';

/** In every form. */
export const hiddenToken = (token: string): Markup => html`<input type="hidden" name="${tokenField}" value="${token}">`;
