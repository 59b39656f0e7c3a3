/** What an API client or a user may hold. `payer:read` adds whole phone numbers to another role; by itself it opens no route. */
export const roles = ['service', 'support', 'payer:read', 'finance', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** In whatever order. */
export const isSameRoles = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((role) => other.includes(role));

/** Different roles, of which one opens routes. */
export const isRoles = (value: unknown): value is readonly Role[] =>
  Array.isArray(value) &&
  value.every((role) => roles.includes(role as Role)) &&
  new Set(value).size === value.length &&
  value.some((role) => role !== 'payer:read');
