/** What a reader has to know before the first request. */
export const guide = `
Mobile-money payments for Rwanda: ask a payer, learn the outcome, prove it with a receipt.

## Get an API key

The first start of an installation prints an \`admin\` key, once. The setting \`BOOTSTRAP_API_KEY\` gives it one of your choice.
With an \`admin\` key, \`createApiClient\` or \`ishyura clients add\` registers each program with the roles that it needs, and shows its key, once.
Send your key with every request to \`/v1\`:

    Authorization: Bearer <API key>

On this page, press **Authorize** and paste the key. Callbacks, health, metrics and the public receipt page need no key.

## Ask once: Idempotency-Key

\`createPayment\` and \`createAttempt\` need an \`Idempotency-Key\`: 1 to 255 visible ASCII characters. Store the key with your order before
you send the request, and use a new key for each new thing that you ask for. Keys belong to your API client and never expire.

| answer | what to do |
|---|---|
| none, or a timeout | Send the same request with the **same key**. Nothing happens twice. |
| 2xx | On record. A repeated request gets the same status, \`Location\` and payment, with \`Idempotent-Replayed: true\`. |
| 503 \`MAY_BE_RECORDED\` | It may be on record, and the payer may be asked. Repeat it with the **same key**, never with another one. |
| 503 \`STORE_UNAVAILABLE\` | Nothing was recorded. Repeat it with the same key after \`Retry-After\` seconds. |
| 500 | Repeat it with the same key. |
| 409 \`IDEMPOTENCY_KEY_IN_FLIGHT\` | The first request is still being answered. Repeat it with the same key a moment later. |
| 409 \`RECORD_PAYMENT_IN_PROGRESS\`, \`RECORD_ALREADY_PAID\` | Another payment, \`paymentId\`, is under way for this record or has paid it. Do not ask again. |
| 409 \`RECORD_PERHAPS_PAID\` | The provider or a person has said that \`paymentId\` was paid, and no person has decided it yet. Do not ask the payer again. |
| 422 \`IDEMPOTENCY_KEY_REUSED\` | The key came with another body before. Look at \`paymentId\`; for something new, take a new key. |
| other 4xx | Refused, and not remembered. Correct the request; the key may stay the same. |

## Errors

Every error is RFC 9457 \`application/problem+json\`: \`type\`, \`title\`, \`status\`, \`detail\` and \`code\`. Branch on \`code\`; it stays as it is, the texts may
change. \`INVALID_REQUEST\` names what was wrong in \`errors[]\` (\`field\`, \`message\`). Each operation lists its codes. \`X-Request-Id\` finds the
request in the log.

## Money, numbers, times, lists

- Money is decimal text in major units with its currency: \`"amount": "5000", "currency": "RWF"\`.
- Phone numbers are taken as \`+250788123456\`, \`250788123456\` and \`0788123456\`, and shown as \`+250788123456\`.
- Times are RFC 3339 in UTC.
- Lists are \`{"data": [...], "nextCursor": "…" | null}\`, newest first. Send \`nextCursor\` as \`?cursor=\` for the next page.
- Requests with unknown members or parameters are refused. Answers may get new members: ignore those that you do not know.
`.trim();
