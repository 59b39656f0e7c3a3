/** How the documentation shows a refusal: RFC 9457, with the members that the HTTP contract adds. */
export const problemSchema = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' as const, example: 'about:blank' },
    title: { type: 'string' as const, example: 'Conflict' },
    status: { type: 'integer' as const, example: 409 },
    detail: { type: 'string' as const, example: 'This record has been paid.' },
    code: { type: 'string' as const, example: 'RECORD_ALREADY_PAID', description: 'Stable: branch on it' },
    errors: {
      type: 'array' as const,
      description: 'With INVALID_REQUEST: what is wrong where',
      items: {
        type: 'object' as const,
        properties: {
          field: { type: 'string' as const, example: 'payer.msisdn' },
          message: { type: 'string' as const },
        },
      },
    },
  },
  additionalProperties: true,
};

export const problemResponse = {
  description: 'A refusal or a fault',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
