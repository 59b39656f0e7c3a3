import { isRoles, roles } from '../kernel/domain/role.js';
import { Must } from './texts.js';

export const IsRoles = () =>
  Must(isRoles, `must be different roles of ${roles.join(', ')}; payer:read goes with another one`, {
    type: 'array',
    items: { type: 'string', enum: roles },
    minItems: 1,
    uniqueItems: true,
    // One of them opens routes.
    contains: { type: 'string', not: { const: 'payer:read' } },
  });
