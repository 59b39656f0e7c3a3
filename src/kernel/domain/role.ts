/** What an API client or a user may hold. `payer:read` adds whole phone numbers to another role; by itself it opens no route. */
export const roles = ['service', 'support', 'payer:read', 'finance', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];
