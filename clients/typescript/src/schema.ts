// Made by `npm run client:types` from the OpenAPI document; a test fails where this file and the document differ.
// document sha256 048cf20dd11c6efc125dd22ab00276006f3903b7bce9a72c321d0d1348280dfb
// types sha256 4fbd026e8220b50a7ef7d9328dd1c69ebae1ab6b89a2e0a6aeb750c33efcb59d
export interface paths {
    "/callbacks/{provider}/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Receive a callback of a provider
         * @description For the provider alone. What it says is put on record and is a reason to ask the provider; it decides nothing by itself.
         *
         *     Needs no API key: for the provider: the token in the path is a secret.
         */
        put: operations["receiveCallbackByPut"];
        /**
         * Receive a callback of a provider
         * @description For the provider alone. What it says is put on record and is a reason to ask the provider; it decides nothing by itself.
         *
         *     Needs no API key: for the provider: the token in the path is a secret.
         */
        post: operations["receiveCallback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process can answer
         * @description Whether the process can answer.
         *
         *     Needs no API key: a probe.
         */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether it should be given work
         * @description Whether it should be given work.
         *
         *     Needs no API key: a probe; details for operators alone.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics for Prometheus
         * @description With `METRICS_TOKEN` set: for those who send it as `Authorization: Bearer`; else from loopback.
         *
         *     Needs no API key: for operators: with `METRICS_TOKEN`, or from this machine where it is not set.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/r/{number}/{signature}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Check whether a receipt or credit note is genuine
         * @description The public page that `verifyUrl` leads to, as HTML for people (`?lang=en`, `rw` or `fr`) and as JSON, by `Accept`. It shows no personal data.
         *
         *     Needs no API key: with the signature, which is on the receipt.
         */
        get: operations["verifyReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the API clients, newest first
         * @description List the API clients, newest first.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["listApiClients"];
        put?: never;
        /**
         * Register an API client, and make its key
         * @description Register an API client, and make its key.
         *
         *     For the roles `admin`.
         */
        post: operations["createApiClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one API client
         * @description Get one API client.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["getApiClient"];
        put?: never;
        post?: never;
        /**
         * End all keys of a client at once
         * @description What the client did stays on record under its id. Every instance goes by it within a second.
         *
         *     For the roles `admin`.
         */
        delete: operations["revokeApiClient"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-clients/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a client a new key in place of the earlier ones
         * @description The earlier keys stop at once, or after `graceSeconds`, in which the client may change over. Every instance goes by it within a second.
         *
         *     For the roles `admin`.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the events of the log, newest first
         * @description Everything that was ever recorded, by stream, actor, type and time. What is personal in it is opened, and masked as for every other role.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/payments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a payment as it stood at a moment
         * @description Rebuilt from its events alone, with each of them in one sentence. An event counts from the moment at which it was recorded.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["replayPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify the whole log against its seals
         * @description Reads every event, computes every hash and signature anew and names the first event that does not fit. It takes seconds for each million events; callers at the same time share one answer.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["verifyLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/callbacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List callbacks, newest first
         * @description List callbacks, newest first.
         *
         *     For the roles `support`, `finance`, `auditor`, `admin`.
         */
        get: operations["listCallbacks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/credit-notes/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a credit note by its number
         * @description The document of one refund that has reached the payer; there is one within a second of that. As JSON, HTML or PDF, by `Accept`. HTML and PDF are in English, Kinyarwanda or French; phone numbers are always masked. The PDF is what was issued: its bytes never change, unless the payer’s data is erased. Refunds and the EBM number since are in JSON and HTML.
         *
         *     For the roles `support`, `finance`, `approver`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getCreditNote"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payers/{msisdn}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Erase everything personal about a payer
         * @description The payer’s data key is destroyed: number, descriptions, metadata, notes, evidence and raw answers cannot be read again, here at once and in every other instance within seconds. What a provider says later about these payments cannot be read either. Amounts, times, references, receipt numbers stay. Erasing again changes nothing, and an unknown number is answered alike, with `erasedAt: null`. A later payment of the same person is kept under a new key.
         *
         *     For the roles `admin`.
         */
        delete: operations["erasePayer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payers/{msisdn}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export everything that is kept about a payer
         * @description For a person who asks what is kept about them. Each page that is shown is on record.
         *
         *     For the roles `admin`.
         */
        get: operations["getPayerData"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payments, newest first
         * @description Filters are combined. The list is less than a second behind the log in normal operation.
         *
         *     For the roles `support`, `finance`, `approver`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["listPayments"];
        put?: never;
        /**
         * Ask a payer for money
         * @description Puts the request on record, then asks the payer’s phone. For one record (client, type, id and part) at most one payment is under way or successful.
         *
         *     For `service`, `admin`: the client’s own alone.
         */
        post: operations["createPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one payment, as it stands now
         * @description Get one payment, as it stands now.
         *
         *     For the roles `support`, `finance`, `approver`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask again after a payment has failed or expired, under a new provider reference
         * @description Ask again after a payment has failed or expired, under a new provider reference.
         *
         *     For the roles `admin`. For `service`: the client’s own alone.
         */
        post: operations["createAttempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the evidence of a payment in one file
         * @description A ZIP with everything on record about the payment: a page to read (`index.html`), events, raw exchanges with the provider, callbacks, notes, reviews, receipt, the seals of the log that cover it, and a manifest signed by the key of the seals. `ishyura check-evidence FILE --key KEY` checks it offline.
         *
         *     For the roles `support`, `finance`, `auditor`, `admin`.
         */
        get: operations["getEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep a support note: a complaint, a dispute
         * @description Keep a support note: a complaint, a dispute.
         *
         *     For the roles `support`, `finance`, `admin`. For `service`: the client’s own alone.
         */
        post: operations["createNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the receipt of a payment
         * @description There is one as soon as the payment is successful, within a second. As JSON, HTML or PDF, by `Accept`. HTML and PDF are in English, Kinyarwanda or French; phone numbers are always masked. The PDF is what was issued: its bytes never change, unless the payer’s data is erased. Refunds and the EBM number since are in JSON and HTML.
         *
         *     For the roles `support`, `finance`, `approver`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getPaymentReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/receipt.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the receipt of a payment as HTML
         * @description Get the receipt of a payment as HTML.
         *
         *     For the roles `support`, `finance`, `approver`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getPaymentReceiptHtml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/receipt.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the receipt of a payment as PDF
         * @description Get the receipt of a payment as PDF.
         *
         *     For the roles `support`, `finance`, `approver`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getPaymentReceiptPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for money back to the payer of a successful payment
         * @description The amount is set aside in the payment first, so that refunds never add up to more than was paid. Nothing is sent before other people have approved it.
         *
         *     For the roles `finance`, `admin`. For `service`: the client’s own alone.
         */
        post: operations["requestRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/status-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the provider now
         * @description The payment comes back unchanged when it is final or the provider cannot be reached.
         *
         *     For the roles `support`, `finance`, `admin`. For `service`: the client’s own alone.
         */
        post: operations["checkStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List every event of a payment, oldest first
         * @description List every event of a payment, oldest first.
         *
         *     For the roles `support`, `finance`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a receipt by its number
         * @description As JSON, HTML or PDF, by `Accept`. HTML and PDF are in English, Kinyarwanda or French; phone numbers are always masked. The PDF is what was issued: its bytes never change, unless the payer’s data is erased. Refunds and the EBM number since are in JSON and HTML.
         *
         *     For the roles `support`, `finance`, `approver`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{number}/ebm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add the number of the fiscal receipt
         * @description The receipts of this API are no EBM receipts. Where one was issued for the same payment, its number is added here, once. The same number again changes nothing.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["addEbmNumber"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/records/{type}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask whether a record is paid, before handing over the goods
         * @description Read from the log: it is never older than an answer that was given before. A role that sees every client’s payments names the client by `?client=`.
         *
         *     For the roles `support`, `finance`, `approver`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List refunds, newest first
         * @description List refunds, newest first.
         *
         *     For the roles `support`, `finance`, `approver`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["listRefunds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one refund, as it stands now
         * @description Get one refund, as it stands now.
         *
         *     For the roles `support`, `finance`, `approver`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getRefund"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a refund that another person asked for
         * @description As many different people as `APPROVAL_THRESHOLDS` says have to approve it. With the last of them an automatic refund is sent.
         *
         *     For the roles `approver`, `admin`.
         */
        post: operations["approveRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put on record that an approved manual refund was paid
         * @description Put on record that an approved manual refund was paid.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["completeRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a refund that another person asked for
         * @description The amount that was set aside for it is free again.
         *
         *     For the roles `approver`, `admin`.
         */
        post: operations["rejectRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count what a run of the retention would erase
         * @description A dry run of `RETENTION_MONTHS`, or of `months`: counts and times, never a payer. It changes nothing.
         *
         *     For the roles `admin`.
         */
        get: operations["previewRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reviews, newest first
         * @description List reviews, newest first.
         *
         *     For the roles `support`, `finance`, `auditor`, `admin`.
         */
        get: operations["listReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one review, with everything that is known about its payment
         * @description Get one review, with everything that is known about its payment.
         *
         *     For the roles `support`, `finance`, `auditor`, `admin`.
         */
        get: operations["getReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign a review to the caller or to another client
         * @description Assign a review to the caller or to another client.
         *
         *     For the roles `support`, `admin`.
         */
        post: operations["assignReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reviews/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide a review on evidence
         * @description A decision is carried out or refused, never accepted without effect.
         *
         *     For the roles `support`, `admin`.
         */
        post: operations["resolveReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the seals of the log, oldest first
         * @description Each seal covers the events that follow those of the seal before, and names its hash. A reader who keeps one `hash` elsewhere can prove later that nothing before it was changed.
         *
         *     Needs no API key: hashes and signatures, which say nothing of what happened.
         */
        get: operations["listSeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/seals/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the public key of the seals
         * @description Get the public key of the seals.
         *
         *     Needs no API key: the public key of the seals.
         */
        get: operations["getSealKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Actor: {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            id: string;
            /** @enum {string} */
            kind: "client" | "user" | "saga" | "provider" | "system";
            /** @example permits portal */
            name: string;
        };
        AddEbmNumberConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "EBM_NUMBER_KNOWN";
            /** @example SDC004000001/168 NS */
            ebmNumber?: string;
            /** @example RCT-2026-000001 */
            number?: string;
            /** @constant */
            status: 409;
        };
        AddEbmNumberNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "RECEIPT_NOT_FOUND";
            /** @constant */
            genuine?: false;
            /** @example RCT-2026-000001 */
            number?: string;
            /** @constant */
            status: 404;
        };
        ApiClient: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            id: string;
            /** @description Newest first */
            keys: components["schemas"]["ApiKey"][];
            /**
             * Format: date-time
             * @description To the hour; null: not yet
             * @example 2026-03-01T08:00:00.000Z
             */
            lastUsedAt: string | null;
            /** @example Permits */
            name: string;
            /**
             * @description The person behind it: two clients of one owner are one person where approvals are counted. Null: none is named
             * @example Aline Uwase
             */
            owner: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            revokedAt: string | null;
            /**
             * @example [
             *       "service"
             *     ]
             */
            roles: ("service" | "support" | "payer:read" | "finance" | "approver" | "auditor" | "admin")[];
            /**
             * @description `expired`: none of its keys is active
             * @enum {string}
             */
            status: "active" | "expired" | "revoked";
        };
        ApiClientList: {
            data: components["schemas"]["ApiClient"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        ApiClientWithKey: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            id: string;
            /**
             * @description No other answer holds it: only its hash is kept
             * @example ish_0000000000000000000000000000000000000000000000000
             */
            key: string;
            /** @description Newest first */
            keys: components["schemas"]["ApiKey"][];
            /**
             * Format: date-time
             * @description To the hour; null: not yet
             * @example 2026-03-01T08:00:00.000Z
             */
            lastUsedAt: string | null;
            /** @example Permits */
            name: string;
            /**
             * @description The person behind it: two clients of one owner are one person where approvals are counted. Null: none is named
             * @example Aline Uwase
             */
            owner: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            revokedAt: string | null;
            /**
             * @example [
             *       "service"
             *     ]
             */
            roles: ("service" | "support" | "payer:read" | "finance" | "approver" | "auditor" | "admin")[];
            /**
             * @description `expired`: none of its keys is active
             * @enum {string}
             */
            status: "active" | "expired" | "revoked";
        };
        ApiKey: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it ends by itself; null: never
             * @example 2026-03-01T08:00:00.000Z
             */
            expiresAt: string | null;
            /**
             * @description Names the key in logs and in the audit. It says nothing of the key
             * @example key_9f1c2d3e4b5a6978
             */
            id: string;
            /**
             * Format: date-time
             * @description To the hour; null: not yet
             * @example 2026-03-01T08:00:00.000Z
             */
            lastUsedAt: string | null;
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
        };
        ApiKeyRotation: {
            /**
             * @description When the new key ends by itself; absent: never
             * @example 2027-01-01T00:00:00Z
             */
            expiresAt?: string | null;
            /** @description Although no admin key that lasts would be left */
            force?: boolean | null;
            /**
             * @description How long the earlier keys stay good; absent: not at all
             * @example 86400
             */
            graceSeconds?: number | null;
        };
        ApproveRefundConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "PAYMENT_NOT_REFUNDABLE" | "REFUND_NOT_REQUESTED";
            /** @constant */
            inReview?: true;
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example failed */
            paymentStatus?: string;
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId?: string;
            /** @example approved */
            refundStatus?: string;
            /** @constant */
            status: 409;
        };
        ApproveRefundForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @constant */
            status: 403;
        };
        ApproveRefundNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REFUND_NOT_FOUND";
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId: string;
            /** @constant */
            status: 404;
        };
        ApproveRefundUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REFUND_METHOD_NOT_AVAILABLE";
            /** @example mtn-momo */
            provider: string;
            /** @constant */
            status: 422;
        };
        AssignReviewConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "REVIEW_RESOLVED";
            /** @example paid */
            decision?: string | null;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            resolvedBy?: string | null;
            /** @example rev_4f1c2d3e4b5a69788796a5b4 */
            reviewId?: string;
            /** @constant */
            status: 409;
        };
        AssignReviewNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REVIEW_NOT_FOUND";
            /** @example rev_4f1c2d3e4b5a69788796a5b4 */
            reviewId: string;
            /** @constant */
            status: 404;
        };
        Attempt: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /** @example 1 */
            number: number;
            /** @example mtn-momo */
            provider: string;
            /**
             * Format: uuid
             * @example 7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0
             */
            providerReference: string;
            /** @enum {string} */
            status: "created" | "submitted" | "pending" | "uncertain" | "successful" | "failed" | "expired";
        };
        AuditActor: {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            id: string;
            /** @enum {string} */
            kind: "client" | "user" | "saga" | "provider" | "system";
            /** @example permits portal */
            name: string;
        };
        AuditEvent: {
            actor: components["schemas"]["AuditActor"];
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /** @description The event that led to it */
            causationId: string | null;
            /** @description The request, callback or run at the beginning of it all */
            correlationId: string;
            /** @description As it is stored, by type; hashes of keys left out */
            data: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            /** @example 4711 */
            position: string;
            revision: number;
            /** @example payment-pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            stream: string;
            /** @example PaymentSubmitted */
            type: string;
        };
        AuditEventList: {
            data: components["schemas"]["AuditEvent"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        BodyTooLargeProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "BODY_TOO_LARGE";
            /** @constant */
            status: 413;
        };
        BrokenPlace: {
            /** @description One sentence */
            detail: string;
            eventId: string | null;
            /** @example 4711 */
            position: string | null;
            revision: number | null;
            stream: string | null;
            /** @enum {string} */
            what: "changed" | "removed" | "inserted" | "reordered" | "seal" | "seal-removed" | "seal-key" | "rewritten" | "shortened";
        };
        Callback: {
            /** @description As it came, phone numbers masked for roles without `payer:read`; null once the payer’s data is erased */
            body: string | null;
            /** @example cb_7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0 */
            id: string;
            /** @description Its address is one that the gateway gave to the provider */
            matched: boolean;
            /** @enum {string} */
            method: "POST" | "PUT";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string | null;
            /** @example mtn-momo */
            provider: string;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            receivedAt: string;
            /**
             * @description Null once the payer’s data is erased
             * @example 196.201.1.1
             */
            sourceAddress: string | null;
            /** @description Its body was JSON */
            wellFormed: boolean;
        };
        CallbackList: {
            data: components["schemas"]["Callback"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        CheckStatusNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @constant */
            status: 404;
        };
        CompleteRefundConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "REFUND_NOT_COMPLETABLE";
            /** @example automatic */
            method?: string;
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId?: string;
            /** @example requested */
            refundStatus?: string;
            /** @constant */
            status: 409;
        };
        CompleteRefundForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @constant */
            status: 403;
        };
        CompleteRefundNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REFUND_NOT_FOUND";
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId: string;
            /** @constant */
            status: 404;
        };
        CreateAttemptBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "IDEMPOTENCY_KEY_MISSING" | "IDEMPOTENCY_KEY_INVALID";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @constant */
            status: 400;
        };
        CreateAttemptConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_IN_FLIGHT" | "TOO_MANY_RACES" | "ATTEMPT_NOT_ALLOWED" | "PAYER_ERASED" | "RECORD_PAYMENT_IN_PROGRESS" | "RECORD_ALREADY_PAID" | "RECORD_PERHAPS_PAID" | "EXPIRED_BEFORE_IT_BEGAN";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example pending */
            paymentStatus?: string;
            /** @constant */
            status: 409;
        };
        CreateAttemptNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @constant */
            status: 404;
        };
        CreateAttemptUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_REUSED" | "PROVIDER_NOT_AVAILABLE" | "CURRENCY_NOT_SUPPORTED" | "MSISDN_NOT_SUPPORTED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @constant */
            status: 422;
        };
        CreateNoteNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @constant */
            status: 404;
        };
        CreatePaymentBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "IDEMPOTENCY_KEY_MISSING" | "IDEMPOTENCY_KEY_INVALID";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @constant */
            status: 400;
        };
        CreatePaymentConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_IN_FLIGHT" | "TOO_MANY_RACES" | "RECORD_PAYMENT_IN_PROGRESS" | "RECORD_ALREADY_PAID" | "RECORD_PERHAPS_PAID" | "EXPIRED_BEFORE_IT_BEGAN";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @constant */
            status: 409;
        };
        CreatePaymentUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_REUSED" | "PROVIDER_NOT_AVAILABLE" | "CURRENCY_NOT_SUPPORTED" | "MSISDN_NOT_SUPPORTED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @constant */
            status: 422;
        };
        CreditNote: {
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            amount: string;
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            issuedAt: string;
            /** @example MTN MoMo */
            method: string;
            /** @example CRN-2026-000001 */
            number: string;
            /** @description As it was at the time of issue */
            organisation: components["schemas"]["Organisation"];
            /**
             * Format: date-time
             * @description When the payment was confirmed
             * @example 2026-03-01T08:00:00.000Z
             */
            paidAt: string;
            payer: components["schemas"]["ReceiptPayer"];
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @example mtn-momo */
            provider: string;
            /**
             * Format: uuid
             * @example 7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0
             */
            providerReference: string;
            /**
             * @description The provider’s own number of the transaction; null until it is known
             * @example 4107714342
             */
            providerTransactionId: string | null;
            /**
             * Format: uri
             * @description The text of its QR code: `verifyUrl`, and behind a `#` the facts and a signature over them, which `ishyura check-receipt` checks offline
             * @example https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eG
             */
            qr: string;
            /**
             * @description The receipt of the payment
             * @example RCT-2026-000001
             */
            receipt: string;
            record: components["schemas"]["RecordReference"];
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            refundedAt: string;
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId: string;
            /**
             * Format: uri
             * @description The public page that shows whether it is genuine
             * @example https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eG
             */
            verifyUrl: string;
        };
        CustomerMessage: {
            /** @example Please approve the payment on your phone. Do not pay again. */
            en: string;
            fr: string;
            rw: string;
        };
        EbmNumber: {
            /** @example SDC004000001/168 NS */
            ebmNumber: string;
        };
        ErasePayerConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "PAYER_NOT_ERASABLE";
            /** @example [] */
            paymentIds?: string[];
            /** @example [] */
            refundIds?: string[];
            /** @example [] */
            reviewIds?: string[];
            /** @constant */
            status: 409;
        };
        Erasure: {
            /**
             * Format: date-time
             * @description When the data that was kept was erased; null: nothing was ever kept under this number
             * @example 2026-03-01T08:00:00.000Z
             */
            erasedAt: string | null;
            /**
             * @description A keyed hash of the phone number: the same person, and nothing else
             * @example q3kJ0v6mYw2c1b9XzT5uRA
             */
            subject: string;
        };
        ExportedPayer: {
            /** @example +250788123456 */
            msisdn: string;
            /**
             * @description A keyed hash of the phone number: the same person, and nothing else
             * @example q3kJ0v6mYw2c1b9XzT5uRA
             */
            subject: string;
        };
        Failure: {
            /** @enum {string} */
            code: "REJECTED_BY_PAYER" | "PAYER_NOT_FOUND" | "INSUFFICIENT_FUNDS" | "LIMIT_REACHED" | "NOT_ALLOWED" | "CANCELLED" | "EXPIRED" | "CONFIGURATION" | "PROVIDER_ERROR" | "UNSPECIFIED";
            /**
             * @description The provider’s own code
             * @example APPROVAL_REJECTED
             */
            providerCode: string | null;
        };
        ForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN";
            /** @constant */
            status: 403;
        };
        GenuineReceipt: {
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            amount: string;
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            /** @enum {boolean} */
            genuine: true;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            issuedAt: string;
            /** @example RCT-2026-000001 */
            number: string;
            /**
             * @description By the refunds that have reached the payer until now
             * @enum {string}
             */
            status: "paid" | "partly-refunded" | "refunded";
        };
        GetApiClientNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            clientId: string;
            /** @enum {string} */
            code: "API_CLIENT_NOT_FOUND";
            /** @constant */
            status: 404;
        };
        GetCreditNoteNotAcceptableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_ACCEPTABLE";
            /** @constant */
            status: 406;
        };
        GetCreditNoteNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "CREDIT_NOTE_NOT_FOUND";
            /** @example CRN-2026-000001 */
            number: string;
            /** @constant */
            status: 404;
        };
        GetEvidenceNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @constant */
            status: 404;
        };
        GetPayerDataBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @constant */
            status: 400;
        };
        GetPaymentNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @constant */
            status: 404;
        };
        GetPaymentReceiptHtmlNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND" | "RECEIPT_NOT_ISSUED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @constant */
            status: 404;
        };
        GetPaymentReceiptNotAcceptableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_ACCEPTABLE";
            /** @constant */
            status: 406;
        };
        GetPaymentReceiptNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND" | "RECEIPT_NOT_ISSUED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @constant */
            status: 404;
        };
        GetPaymentReceiptPdfNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND" | "RECEIPT_NOT_ISSUED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @constant */
            status: 404;
        };
        GetReadinessServiceUnavailableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_READY";
            /**
             * @example {
             *       "eventStore": {
             *         "status": "down"
             *       }
             *     }
             */
            details: {
                [key: string]: components["schemas"]["HealthPart"];
            };
            /** @constant */
            status: 503;
        };
        GetReceiptNotAcceptableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_ACCEPTABLE";
            /** @constant */
            status: 406;
        };
        GetReceiptNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "RECEIPT_NOT_FOUND";
            /** @constant */
            genuine?: false;
            /** @example RCT-2026-000001 */
            number?: string;
            /** @constant */
            status: 404;
        };
        GetRecordNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "RECORD_NOT_FOUND";
            /** @example INV-1001 */
            recordId: string;
            /** @example invoice */
            recordType: string;
            /** @constant */
            status: 404;
        };
        GetRefundNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REFUND_NOT_FOUND";
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId: string;
            /** @constant */
            status: 404;
        };
        GetReviewNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REVIEW_NOT_FOUND";
            /** @example rev_4f1c2d3e4b5a69788796a5b4 */
            reviewId: string;
            /** @constant */
            status: 404;
        };
        GetTimelineNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @constant */
            status: 404;
        };
        HealthPart: {
            /** @enum {string} */
            status: "up" | "down";
        } & {
            [key: string]: unknown;
        };
        InternalErrorProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INTERNAL_ERROR";
            /** @constant */
            status: 500;
        };
        InvalidRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @constant */
            status: 400;
        };
        ListAuditEventsBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @constant */
            status: 400;
        };
        ListCallbacksBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @constant */
            status: 400;
        };
        ListPaymentsBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @constant */
            status: 400;
        };
        ListPaymentsForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "PAYER_READ_REQUIRED";
            /** @constant */
            status: 403;
        };
        ListRefundsBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @constant */
            status: 400;
        };
        ListReviewsBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @constant */
            status: 400;
        };
        ListSealsBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @constant */
            status: 400;
        };
        Liveness: {
            /** @enum {string} */
            status: "ok";
        };
        LogVerdict: {
            /** @description How many were read */
            events: number;
            /** @description The first event that does not fit */
            firstBroken: components["schemas"]["BrokenPlace"] | null;
            /**
             * @description The `hash` of the newest seal
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            head: string | null;
            /** @description Everything that was sealed is as it was */
            ok: boolean;
            seals: number;
            /** @description How many of them wait for their seal */
            unsealed: number;
        };
        NewApiClient: {
            /**
             * @description When the key ends by itself; absent: never
             * @example 2027-01-01T00:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description For people: it stands in the log beside the id
             * @example Permits
             */
            name: string;
            /**
             * @description The person behind the key: two clients of one owner are one person where approvals are counted. It is never changed
             * @example Aline Uwase
             */
            owner?: string | null;
            /**
             * @example [
             *       "service"
             *     ]
             */
            roles: ("service" | "support" | "payer:read" | "finance" | "approver" | "auditor" | "admin")[];
        };
        NewAttempt: {
            /**
             * @description Absent: as long as the earlier attempt had
             * @example 300
             */
            expiresInSeconds?: number | null;
        };
        NewNote: {
            /** @example The customer says that she was charged twice. */
            text: string;
        };
        NewPayment: {
            /**
             * @description Decimal text in major units, at most the digits of the currency
             * @example 5000
             */
            amount: string;
            /** @example RWF */
            currency: string;
            /** @example Building permit fee */
            description?: string | null;
            /**
             * @example {
             *       "service": "permits",
             *       "branch": "kigali"
             *     }
             */
            dimensions?: {
                [key: string]: string;
            } | null;
            /** @example 300 */
            expiresInSeconds?: number | null;
            /**
             * @example {
             *       "anything": "text"
             *     }
             */
            metadata?: {
                [key: string]: string;
            } | null;
            payer: components["schemas"]["NewPaymentPayer"];
            /**
             * @description Absent: chosen by routing
             * @example mtn-momo
             */
            provider?: string | null;
            record: components["schemas"]["NewPaymentRecord"];
        };
        NewPaymentPayer: {
            /**
             * @description E.164, or the Rwandan local form
             * @example 0788123456
             */
            msisdn: string;
        };
        NewPaymentRecord: {
            /** @example INV-1001 */
            id: string;
            /** @example 1 */
            part?: string | null;
            /**
             * @example invoice
             * @enum {string}
             */
            type: "order" | "invoice" | "permit" | "subscription" | "booking" | "donation" | "service" | "other";
        };
        NewRefund: {
            /**
             * @description Decimal text in major units of the payment’s currency; absent: what is left of the payment
             * @example 2000
             */
            amount?: string | null;
            /**
             * @description The complaint that it answers
             * @example COMPLAINT-2026-117
             */
            complaintReference?: string | null;
            /**
             * @description `manual`: a person pays it, and completes it here. Absent: `automatic`
             * @enum {string|null}
             */
            method?: "automatic" | "manual" | null;
            /** @example The permit was refused, and the fee goes back. */
            reason: string;
        };
        Organisation: {
            /** @example help@example.rw */
            contact: string;
            /** @example One Stop Centre */
            name: string;
            /** @example 123456789 */
            tin: string | null;
        };
        OtherProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "BODY_TOO_LARGE" | "URL_TOO_LONG" | "UNSUPPORTED_MEDIA_TYPE" | "EXPECTATION_FAILED" | "HEADERS_TOO_LARGE" | "INTERNAL_ERROR";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            status: number;
        };
        Payer: {
            /**
             * @description Only where the payer’s data is erased
             * @enum {boolean}
             */
            erased?: true;
            /**
             * @description Masked (`+25078*****56`) for roles without `payer:read`; null once the payer’s data is erased
             * @example +250788123456
             */
            msisdn: string | null;
        };
        PayerData: {
            /** @description By payments, oldest first */
            data: components["schemas"]["PayerPayment"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
            payer: components["schemas"]["ExportedPayer"];
            /** @description The newest 200 erasures and exports of this payer, newest first, with who ordered them */
            requests: {
                [key: string]: unknown;
            }[];
        };
        PayerErasure: {
            /**
             * @description Kept for ever and in plain text: name no person. Phone numbers in it are masked
             * @example Asked for by the payer in writing on 3 March, file 2026/117.
             */
            reason: string;
        };
        PayerPayment: {
            /** @description What providers told us unasked, with headers and body */
            callbacks: {
                [key: string]: unknown;
            }[];
            /** @description The credit notes of its refunds */
            creditNotes: {
                [key: string]: unknown;
            }[];
            payment: components["schemas"]["Payment"];
            /** @description Its receipt; null: none was issued */
            receipt: {
                [key: string]: unknown;
            } | null;
            /** @description What people had to decide about it, and on what grounds */
            reviews: {
                [key: string]: unknown;
            }[];
            /** @description Every event of it: attempts, raw answers, notes, decisions */
            timeline: components["schemas"]["TimelineEvent"][];
        };
        Payment: {
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            amount: string;
            attempts: components["schemas"]["Attempt"][];
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            confirmedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            /** @description The text to show to the payer */
            customerMessage: components["schemas"]["CustomerMessage"];
            /** @example Building permit fee */
            description: string | null;
            /**
             * @example {
             *       "service": "permits",
             *       "branch": "kigali"
             *     }
             */
            dimensions: {
                [key: string]: string;
            };
            /** @description The same payer and amount were asked for another record shortly before */
            duplicateSuspected: boolean;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            expiresAt: string;
            failure: components["schemas"]["Failure"] | null;
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            id: string;
            /**
             * @example {
             *       "anything": "text"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            /**
             * @description What was paid; null until it is confirmed
             * @example 5000
             */
            paidAmount: string | null;
            payer: components["schemas"]["Payer"];
            /** @example mtn-momo */
            provider: string;
            /**
             * Format: uuid
             * @description The reference of the current attempt
             * @example 7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0
             */
            providerReference: string;
            /**
             * @description The provider’s own number of the transaction; null until it is known
             * @example 4107714342
             */
            providerTransactionId: string | null;
            receipt: components["schemas"]["ReceiptSummary"] | null;
            record: components["schemas"]["RecordReference"];
            /**
             * @description The sum of its refunds
             * @example 0
             */
            refundedAmount: string;
            /**
             * @description Its open review, or its newest one
             * @example rev_4f1c2d3e4b5a69788796a5b4
             */
            reviewId: string | null;
            /**
             * @example submitted
             * @enum {string}
             */
            status: "created" | "submitted" | "pending" | "uncertain" | "successful" | "failed" | "expired" | "refunded";
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            submittedAt: string | null;
        };
        PaymentList: {
            data: components["schemas"]["Payment"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        /** @description RFC 9457. More members come with some codes. */
        Problem: {
            /**
             * @description For programs: it stays as it is
             * @example RECORD_ALREADY_PAID
             */
            code: string;
            /**
             * @description For people; it may change
             * @example This record has been paid.
             */
            detail: string;
            /** @example 409 */
            status: number;
            /** @example Conflict */
            title: string;
            /**
             * Format: uri-reference
             * @example about:blank
             */
            type: string;
        };
        RateLimitedProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "RATE_LIMITED";
            /** @constant */
            status: 429;
        };
        Readiness: {
            /**
             * @example {
             *       "eventStore": {
             *         "status": "up",
             *         "position": "1021"
             *       }
             *     }
             */
            details: {
                [key: string]: components["schemas"]["HealthPart"];
            };
            /** @example {} */
            error: {
                [key: string]: components["schemas"]["HealthPart"];
            };
            /**
             * @example {
             *       "eventStore": {
             *         "status": "up",
             *         "position": "1021"
             *       }
             *     }
             */
            info: {
                [key: string]: components["schemas"]["HealthPart"];
            };
            /** @enum {string} */
            status: "ok";
        };
        Receipt: {
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            amount: string;
            /** @description The documents of its refunds, oldest first */
            creditNotes: components["schemas"]["ReceiptCreditNote"][];
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            /**
             * @description The number of the fiscal receipt for the same payment; null until it is added
             * @example SDC004000001/168 NS
             */
            ebmNumber: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            issuedAt: string;
            /** @example MTN MoMo */
            method: string;
            /** @example RCT-2026-000001 */
            number: string;
            /** @description As it was at the time of issue */
            organisation: components["schemas"]["Organisation"];
            /**
             * Format: date-time
             * @description When the payment was confirmed
             * @example 2026-03-01T08:00:00.000Z
             */
            paidAt: string;
            payer: components["schemas"]["ReceiptPayer"];
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @example mtn-momo */
            provider: string;
            /**
             * Format: uuid
             * @example 7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0
             */
            providerReference: string;
            /**
             * @description The provider’s own number of the transaction; null until it is known
             * @example 4107714342
             */
            providerTransactionId: string | null;
            /**
             * Format: uri
             * @description The text of its QR code: `verifyUrl`, and behind a `#` the facts and a signature over them, which `ishyura check-receipt` checks offline
             * @example https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eG
             */
            qr: string;
            record: components["schemas"]["RecordReference"];
            /**
             * @description Decimal text in major units
             * @example 0
             */
            refundedAmount: string;
            /**
             * @description By the refunds that have reached the payer until now
             * @enum {string}
             */
            status: "paid" | "partly-refunded" | "refunded";
            /**
             * Format: uri
             * @description The public page that shows whether it is genuine
             * @example https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eG
             */
            verifyUrl: string;
        };
        ReceiptCreditNote: {
            /** @example CRN-2026-000001 */
            number: string;
            /**
             * Format: uri-reference
             * @example /v1/credit-notes/CRN-2026-000001
             */
            url: string;
        };
        ReceiptPayer: {
            /**
             * @description Only where the payer’s data is erased
             * @enum {boolean}
             */
            erased?: true;
            /**
             * @description Always masked; null once the payer’s data is erased
             * @example +25078*****56
             */
            msisdn: string | null;
        };
        ReceiptSummary: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            issuedAt: string;
            /** @example RCT-2026-000001 */
            number: string;
            /**
             * Format: uri-reference
             * @example /v1/receipts/RCT-2026-000001
             */
            url: string;
        };
        ReceiveCallbackByPutNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_FOUND";
            /** @constant */
            status: 404;
        };
        ReceiveCallbackNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_FOUND";
            /** @constant */
            status: 404;
        };
        RecordReference: {
            /** @example INV-1001 */
            id: string;
            /** @example 1 */
            part?: string;
            /**
             * @example invoice
             * @enum {string}
             */
            type: "order" | "invoice" | "permit" | "subscription" | "booking" | "donation" | "service" | "other";
        };
        RecordStatus: {
            /**
             * @description What was paid; before that, what is asked for
             * @example 5000
             */
            amount: string;
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            /** @example INV-1001 */
            id: string;
            /**
             * Format: date-time
             * @description When the provider or a person confirmed the payment
             * @example 2026-03-01T08:00:00.000Z
             */
            paidAt: string | null;
            /** @example 1 */
            part: string;
            /**
             * @description The payment that makes it so; null where none has begun
             * @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0
             */
            paymentId: string | null;
            receipt: components["schemas"]["ReceiptSummary"] | null;
            /**
             * @description The sum of the refunds of that payment
             * @example 0
             */
            refundedAmount: string;
            /**
             * @description `unpaid`: asked for before, and nothing is under way. `uncertain`: not known yet, or money was perhaps taken: do not ask again, hand over nothing
             * @example paid
             * @enum {string}
             */
            status: "unpaid" | "in-progress" | "uncertain" | "paid" | "refunded";
            /**
             * @example invoice
             * @enum {string}
             */
            type: "order" | "invoice" | "permit" | "subscription" | "booking" | "donation" | "service" | "other";
        };
        Refund: {
            /**
             * @description Decimal text in major units
             * @example 2000
             */
            amount: string;
            /**
             * @description How many different people had to approve it; null before the first approval
             * @example 1
             */
            approvalsNeeded: number | null;
            /** @example [] */
            approvedBy: string[];
            complaintReference: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            completedAt: string | null;
            /** @description How a person paid it */
            completion: components["schemas"]["RefundCompletedByHand"] | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            /** @description The text to show to the payer */
            customerMessage: components["schemas"]["CustomerMessage"];
            /**
             * Format: date-time
             * @description By when it should be approved or rejected
             * @example 2026-03-01T08:00:00.000Z
             */
            decideBy: string | null;
            failure: components["schemas"]["RefundFailure"] | null;
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            id: string;
            /** @enum {string} */
            method: "automatic" | "manual";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @example mtn-momo */
            provider: string;
            /** @description Our reference at the provider; of a manual one what the person named */
            providerReference: string | null;
            /**
             * @description The provider’s own number of the transaction; null until it is known
             * @example 4107714342
             */
            providerTransactionId: string | null;
            /** @description Null once the payer’s data is erased */
            reason: string | null;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            rejectedBy: string | null;
            rejectionReason: string | null;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            requestedBy: string;
            /**
             * @description Its open review, or its newest one
             * @example rev_4f1c2d3e4b5a69788796a5b4
             */
            reviewId: string | null;
            /**
             * @example requested
             * @enum {string}
             */
            status: "requested" | "approved" | "rejected" | "submitted" | "successful" | "failed" | "uncertain";
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            submittedAt: string | null;
        };
        RefundCompletedByHand: {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            completedBy: string;
            note: string | null;
            /** @enum {string} */
            paidFrom: "wallet" | "bank";
            /** @example 9012345678 */
            providerReference: string | null;
        };
        RefundCompletion: {
            /** @example Paid from the till wallet by Aline, seen on its statement. */
            note: string;
            /**
             * @description From where it was paid. Absent: `wallet`
             * @enum {string|null}
             */
            paidFrom?: "wallet" | "bank" | null;
            /**
             * @description The number of the transaction at the provider or the bank
             * @example 9012345678
             */
            providerReference: string;
        };
        RefundFailure: {
            /** @enum {string} */
            code: "REJECTED_BY_PAYER" | "PAYER_NOT_FOUND" | "INSUFFICIENT_FUNDS" | "LIMIT_REACHED" | "NOT_ALLOWED" | "CANCELLED" | "EXPIRED" | "CONFIGURATION" | "PROVIDER_ERROR" | "UNSPECIFIED";
            /** @description What happened and what to do, for people */
            message: string;
            /**
             * @description The provider’s own code
             * @example NOT_ENOUGH_FUNDS
             */
            providerCode: string | null;
        };
        RefundList: {
            data: components["schemas"]["Refund"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        RefundRejection: {
            /** @example The permit was issued on 3 March. */
            reason: string;
        };
        RejectRefundConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "REFUND_NOT_REQUESTED";
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId?: string;
            /** @example approved */
            refundStatus?: string;
            /** @constant */
            status: 409;
        };
        RejectRefundForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @constant */
            status: 403;
        };
        RejectRefundNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REFUND_NOT_FOUND";
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId: string;
            /** @constant */
            status: 404;
        };
        Replay: {
            /**
             * Format: date-time
             * @description The moment that it shows
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /** @description What had happened by then, oldest first */
            events: components["schemas"]["ToldEvent"][];
            payment: components["schemas"]["ReplayedPayment"];
            receipt: components["schemas"]["ReplayedReceipt"] | null;
            refunds: {
                [key: string]: unknown;
            }[];
        };
        ReplayedPayment: {
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            amount: string;
            attempts: {
                [key: string]: unknown;
            }[];
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            client: string;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            confirmedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            description: string | null;
            duplicateSuspected: boolean;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            expiresAt: string;
            failure: {
                [key: string]: unknown;
            } | null;
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            id: string;
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            paidAmount: string | null;
            payer: {
                [key: string]: unknown;
            };
            /** @example mtn-momo */
            provider: string;
            /**
             * Format: uuid
             * @example 7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0
             */
            providerReference: string;
            /**
             * @description The provider’s own number of the transaction; null until it is known
             * @example 4107714342
             */
            providerTransactionId: string | null;
            record: {
                [key: string]: unknown;
            };
            /**
             * @description Decimal text in major units
             * @example 0
             */
            refundedAmount: string;
            /** @example submitted */
            status: string;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            submittedAt: string | null;
        };
        ReplayedReceipt: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            issuedAt: string;
            /** @example RCT-2026-000001 */
            number: string;
        };
        ReplayPaymentNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @constant */
            status: 404;
        };
        RequestRefundBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "IDEMPOTENCY_KEY_MISSING" | "IDEMPOTENCY_KEY_INVALID";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @constant */
            status: 400;
        };
        RequestRefundConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_IN_FLIGHT" | "TOO_MANY_RACES" | "PAYER_ERASED" | "PAYMENT_NOT_REFUNDABLE" | "REFUND_EXCEEDS_PAYMENT";
            /** @constant */
            inReview?: true;
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example failed */
            paymentStatus?: string;
            /** @example 2000 */
            refundable?: string;
            /** @constant */
            status: 409;
        };
        RequestRefundNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @constant */
            status: 404;
        };
        RequestRefundUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_REUSED" | "REFUND_METHOD_NOT_AVAILABLE";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example mtn-momo */
            provider?: string;
            /** @constant */
            status: 422;
        };
        ResolveReviewConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "REVIEW_RESOLVED" | "DECISION_NOT_POSSIBLE" | "PAYMENT_NOT_UNCERTAIN" | "PROVIDER_SAYS_PENDING" | "PAYMENT_SETTLED" | "REFUND_NOT_UNCERTAIN" | "REFUND_SETTLED" | "REFUND_EXCEEDS_PAYMENT";
            /** @example not-paid */
            decision?: string;
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example successful */
            paymentStatus?: string;
            possible?: string[];
            /** @example 2000 */
            refundable?: string;
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId?: string;
            /** @example successful */
            refundStatus?: string;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            resolvedBy?: string | null;
            /** @example rev_4f1c2d3e4b5a69788796a5b4 */
            reviewId?: string;
            /** @constant */
            status: 409;
        };
        ResolveReviewNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REVIEW_NOT_FOUND";
            /** @example rev_4f1c2d3e4b5a69788796a5b4 */
            reviewId: string;
            /** @constant */
            status: 404;
        };
        ResolveReviewUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "DECISION_NOT_POSSIBLE";
            /** @example not-paid */
            decision?: string;
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example successful */
            paymentStatus?: string;
            possible?: string[];
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId?: string;
            /** @example failed */
            refundStatus?: string;
            /** @example rev_4f1c2d3e4b5a69788796a5b4 */
            reviewId?: string;
            /** @constant */
            status: 422;
        };
        RetentionPreview: {
            /**
             * Format: date-time
             * @description Payers whose newest payment is older are due
             * @example 2026-03-01T08:00:00.000Z
             */
            before: string;
            /** @description False: there are more than one run takes */
            complete: boolean;
            /** @description How many payers a run would erase */
            due: number;
            /** @description How many it would keep for an open payment, refund or review */
            kept: number;
            /** @example 120 */
            months: number;
            /**
             * Format: date-time
             * @description When the first of those that are due was last asked
             * @example 2026-03-01T08:00:00.000Z
             */
            oldest: string | null;
        };
        Review: {
            /**
             * @description Seconds since it was opened, until it was resolved
             * @example 3600
             */
            ageSeconds: number;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            assignee: string | null;
            /** @example cb_7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0 */
            callbackId: string | null;
            /**
             * @description `answered`: the provider answered after all, so no decision was needed
             * @enum {string|null}
             */
            decision: "paid" | "not-paid" | "returned" | "reversed" | "distinct" | "duplicate" | "acknowledged" | "answered" | null;
            evidence: components["schemas"]["ReviewEvidence"];
            /** @example rev_4f1c2d3e4b5a69788796a5b4 */
            id: string;
            itemId: string | null;
            note: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            openedAt: string;
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string | null;
            payoutId: string | null;
            /** @enum {string} */
            reason: "UNCERTAIN_PAYMENT" | "DUPLICATE_SUSPECTED" | "CONTRADICTION" | "AMOUNT_DISAGREES" | "UNCERTAIN_REFUND" | "UNCERTAIN_PAYOUT" | "RECONCILIATION_MISMATCH" | "CALLBACK_UNMATCHED";
            refundId: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            resolvedAt: string | null;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            resolvedBy: string | null;
            /** @enum {string} */
            status: "open" | "assigned" | "resolved";
        };
        ReviewAssignment: {
            /** @description The API client or user who takes it; absent: the caller */
            assignee?: string | null;
        };
        ReviewDecision: {
            /**
             * @description What was paid, or taken back, in the currency of the payment; needed for `paid` where the provider names another amount
             * @example 4500
             */
            amount?: string | null;
            /** @enum {string} */
            decision: "paid" | "not-paid" | "returned" | "reversed" | "distinct" | "duplicate" | "acknowledged";
            /** @example MTN support confirmed transaction 9012345678 by e-mail on 3 March. */
            evidence: string;
            /** @description Decide although the provider’s newest answer is that the payment is pending */
            force?: boolean | null;
            note?: string | null;
            /**
             * @description The provider’s own number of the transaction
             * @example 9012345678
             */
            providerTransactionId?: string | null;
        };
        ReviewEvidence: {
            /** @description The evidence for the decision; null while there is none */
            decidedOn: string | null;
            /** @description The payment that it is about, as it stands now */
            payment?: components["schemas"]["Payment"];
            /** @description Every event of that payment, oldest first */
            timeline?: components["schemas"]["TimelineEvent"][];
        };
        ReviewList: {
            data: components["schemas"]["Review"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        RevokeApiClientConflictProblem: components["schemas"]["Problem"] & {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            clientId?: string;
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "LAST_ADMIN_KEY";
            /** @constant */
            status: 409;
        };
        RevokeApiClientNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            clientId: string;
            /** @enum {string} */
            code: "API_CLIENT_NOT_FOUND";
            /** @constant */
            status: 404;
        };
        RotateApiKeyConflictProblem: components["schemas"]["Problem"] & {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            clientId?: string;
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "LAST_ADMIN_KEY" | "API_CLIENT_REVOKED";
            /** @constant */
            status: 409;
        };
        RotateApiKeyNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            clientId: string;
            /** @enum {string} */
            code: "API_CLIENT_NOT_FOUND";
            /** @constant */
            status: 404;
        };
        Seal: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /** @description How many events of the log come before its first */
            before: number;
            /** @description How many events it covers */
            count: number;
            /**
             * @description Position of its first event in the store in which it was made
             * @example 4711
             */
            from: string;
            /**
             * @description SHA-256 of what is signed: it stands for the whole log up to here
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            hash: string;
            /**
             * @description SHA-256 over `previous` and the SHA-256 of each of its events
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            head: string;
            /** @example 9f86d081884c7d65 */
            keyId: string;
            /** @description Its last event */
            last: components["schemas"]["SealEnd"];
            number: number;
            /**
             * @description The `hash` of the seal before; null in the first
             * @example e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
             */
            previous: string | null;
            /**
             * @description Ed25519, by the key `keyId`
             * @example Zm9vYmFy
             */
            signature: string;
            /**
             * @description Position of its last event there
             * @example 4711
             */
            to: string;
        };
        SealEnd: {
            /** Format: uuid */
            id: string;
            revision: number;
            /** @example payment-pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            stream: string;
        };
        SealKey: {
            /**
             * @description By this key, of the one before it
             * @example Zm9vYmFy
             */
            acknowledgement: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /**
             * @description By the key before; null in the first
             * @example Zm9vYmFy
             */
            endorsement: string | null;
            /** @example 9f86d081884c7d65 */
            keyId: string;
            number: number;
            /**
             * @description The public key before it
             * @example Zm9vYmFy
             */
            previousKey: string | null;
            /**
             * @description The 32 bytes of the public key
             * @example Zm9vYmFy
             */
            publicKey: string;
        };
        SealKeys: {
            /** @enum {string} */
            algorithm: "Ed25519";
            /** @example 9f86d081884c7d65 */
            keyId: string;
            /** @description This key and those before it, oldest first */
            keys: components["schemas"]["SealKey"][];
            /** @description The same as other programs read it */
            pem: string;
            /**
             * @description The 32 bytes of the public key in use
             * @example Zm9vYmFy
             */
            publicKey: string;
        };
        SealList: {
            data: components["schemas"]["Seal"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        StoreUnavailableOrMayBeRecordedProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "STORE_UNAVAILABLE" | "MAY_BE_RECORDED";
            /** @constant */
            status: 503;
        };
        StoreUnavailableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "STORE_UNAVAILABLE";
            /** @constant */
            status: 503;
        };
        Timeline: {
            data: components["schemas"]["TimelineEvent"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        TimelineEvent: {
            actor: components["schemas"]["Actor"];
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /** @description By type; with the provider’s raw answers, secrets redacted */
            data: {
                [key: string]: unknown;
            };
            /** @example 1 */
            revision: number;
            /** @example PaymentSubmitted */
            type: string;
        };
        ToldEvent: {
            actor: components["schemas"]["AuditActor"];
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /**
             * @description In Africa/Kigali
             * @example 2026-03-01
             */
            day: string;
            /** Format: uuid */
            eventId: string;
            /** @example 4711 */
            position: string;
            revision: number;
            /** @example MTN said PENDING (status check 2) */
            sentence: string;
            /** @example payment-pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            stream: string;
            /**
             * @description In Africa/Kigali
             * @example 14:03:11
             */
            time: string;
            /** @example PaymentPending */
            type: string;
        };
        TooManyRacesProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES";
            /** @constant */
            status: 409;
        };
        UnauthenticatedProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "UNAUTHENTICATED";
            /** @constant */
            status: 401;
        };
        UnsupportedMediaTypeProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "UNSUPPORTED_MEDIA_TYPE";
            /** @constant */
            status: 415;
        };
        VerifyReceiptNotAcceptableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_ACCEPTABLE";
            /** @constant */
            status: 406;
        };
        VerifyReceiptNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "RECEIPT_NOT_FOUND";
            /** @constant */
            genuine?: false;
            /** @example RCT-2026-000001 */
            number?: string;
            /** @constant */
            status: 404;
        };
    };
    responses: {
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `EBM_NUMBER_KNOWN`: This receipt has another EBM number already; `ebmNumber` is that. It is added once and stays.
         */
        AddEbmNumberConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AddEbmNumberConflictProblem"];
            };
        };
        /** @description - `RECEIPT_NOT_FOUND`: There is no such receipt. */
        AddEbmNumberNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AddEbmNumberNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `PAYMENT_NOT_REFUNDABLE`: Only a successful payment can be refunded, and none about which a review of its money is open: decide that review first.
         *     - `REFUND_NOT_REQUESTED`: This refund is not waiting for a decision; `refundStatus` says where it stands.
         */
        ApproveRefundConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApproveRefundConflictProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: The key has no role that may do this.
         *     - `APPROVER_IS_REQUESTER`: The person who asked for it may not approve, reject or complete it, under any key. Another person has to.
         */
        ApproveRefundForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApproveRefundForbiddenProblem"];
            };
        };
        /** @description - `REFUND_NOT_FOUND`: There is no such refund. */
        ApproveRefundNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApproveRefundNotFoundProblem"];
            };
        };
        /** @description - `REFUND_METHOD_NOT_AVAILABLE`: This installation cannot send money through that provider: its disbursement keys are not set. Ask for a refund with `method` `manual`. */
        ApproveRefundUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApproveRefundUnprocessableContentProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `REVIEW_RESOLVED`: This review has been decided already; `decision` and `resolvedBy` say how, and who decided.
         */
        AssignReviewConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AssignReviewConflictProblem"];
            };
        };
        /** @description - `REVIEW_NOT_FOUND`: There is no such review. */
        AssignReviewNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AssignReviewNotFoundProblem"];
            };
        };
        /** @description - `BODY_TOO_LARGE`: The body is larger than 64 KiB. */
        BodyTooLargeProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["BodyTooLargeProblem"];
            };
        };
        /** @description - `PAYMENT_NOT_FOUND`: There is no such payment. */
        CheckStatusNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CheckStatusNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `REFUND_NOT_COMPLETABLE`: Only an approved manual refund can be completed, while the people who approved it still may approve; `refundStatus` and `method` say what it is.
         */
        CompleteRefundConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CompleteRefundConflictProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: The key has no role that may do this.
         *     - `APPROVER_IS_REQUESTER`: The person who asked for it may not approve, reject or complete it, under any key. Another person has to.
         */
        CompleteRefundForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CompleteRefundForbiddenProblem"];
            };
        };
        /** @description - `REFUND_NOT_FOUND`: There is no such refund. */
        CompleteRefundNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CompleteRefundNotFoundProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `IDEMPOTENCY_KEY_MISSING`: Send the header `Idempotency-Key`: 1 to 255 visible ASCII characters, a new key for each payment or attempt that you ask for.
         *     - `IDEMPOTENCY_KEY_INVALID`: An Idempotency-Key is 1 to 255 visible ASCII characters.
         */
        CreateAttemptBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateAttemptBadRequestProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_IN_FLIGHT`: An earlier request with this Idempotency-Key is still being answered. Repeat it with the same key in a moment.
         *     - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `ATTEMPT_NOT_ALLOWED`: A new attempt needs a payment that has failed or expired.
         *     - `PAYER_ERASED`: The payer’s data has been erased, so the payer can neither be asked nor be sent money by number. A refund is possible with `method` `manual`.
         *     - `RECORD_PAYMENT_IN_PROGRESS`: Another payment for this record is under way; `paymentId` names it where it is known. Wait for its outcome.
         *     - `RECORD_ALREADY_PAID`: This record has been paid; `paymentId` names the payment.
         *     - `RECORD_PERHAPS_PAID`: The provider or a person has said that this record was paid, and no person has decided it yet. Do not ask the payer again.
         *     - `EXPIRED_BEFORE_IT_BEGAN`: The request took longer than the payment had until it expired. The payer was not asked. Try again.
         */
        CreateAttemptConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateAttemptConflictProblem"];
            };
        };
        /** @description - `PAYMENT_NOT_FOUND`: There is no such payment. */
        CreateAttemptNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateAttemptNotFoundProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key came with another body before; `paymentId` is what it asked for. Use a new key for a new payment.
         *     - `PROVIDER_NOT_AVAILABLE`: This installation has no provider of that name. Leave `provider` out, and one is chosen.
         *     - `CURRENCY_NOT_SUPPORTED`: The provider does not take this currency.
         *     - `MSISDN_NOT_SUPPORTED`: The provider does not serve this phone number: it belongs to another operator or country, or has no active account.
         */
        CreateAttemptUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateAttemptUnprocessableContentProblem"];
            };
        };
        /** @description - `PAYMENT_NOT_FOUND`: There is no such payment. */
        CreateNoteNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateNoteNotFoundProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `IDEMPOTENCY_KEY_MISSING`: Send the header `Idempotency-Key`: 1 to 255 visible ASCII characters, a new key for each payment or attempt that you ask for.
         *     - `IDEMPOTENCY_KEY_INVALID`: An Idempotency-Key is 1 to 255 visible ASCII characters.
         */
        CreatePaymentBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePaymentBadRequestProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_IN_FLIGHT`: An earlier request with this Idempotency-Key is still being answered. Repeat it with the same key in a moment.
         *     - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `RECORD_PAYMENT_IN_PROGRESS`: Another payment for this record is under way; `paymentId` names it where it is known. Wait for its outcome.
         *     - `RECORD_ALREADY_PAID`: This record has been paid; `paymentId` names the payment.
         *     - `RECORD_PERHAPS_PAID`: The provider or a person has said that this record was paid, and no person has decided it yet. Do not ask the payer again.
         *     - `EXPIRED_BEFORE_IT_BEGAN`: The request took longer than the payment had until it expired. The payer was not asked. Try again.
         */
        CreatePaymentConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePaymentConflictProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key came with another body before; `paymentId` is what it asked for. Use a new key for a new payment.
         *     - `PROVIDER_NOT_AVAILABLE`: This installation has no provider of that name. Leave `provider` out, and one is chosen.
         *     - `CURRENCY_NOT_SUPPORTED`: The provider does not take this currency.
         *     - `MSISDN_NOT_SUPPORTED`: The provider does not serve this phone number: it belongs to another operator or country, or has no active account.
         */
        CreatePaymentUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePaymentUnprocessableContentProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `PAYER_NOT_ERASABLE`: The payer has a payment or refund that is not over, or a review that is not decided; `paymentIds`, `refundIds` and `reviewIds` name the first 20 of each. Settle them, then erase.
         */
        ErasePayerConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ErasePayerConflictProblem"];
            };
        };
        /** @description - `FORBIDDEN`: The key has no role that may do this. */
        ForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ForbiddenProblem"];
            };
        };
        /** @description - `API_CLIENT_NOT_FOUND`: There is no such API client. */
        GetApiClientNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetApiClientNotFoundProblem"];
            };
        };
        /** @description - `NOT_ACCEPTABLE`: None of the media types in `Accept` can be produced. */
        GetCreditNoteNotAcceptableProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetCreditNoteNotAcceptableProblem"];
            };
        };
        /** @description - `CREDIT_NOTE_NOT_FOUND`: There is no such credit note. */
        GetCreditNoteNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetCreditNoteNotFoundProblem"];
            };
        };
        /** @description - `PAYMENT_NOT_FOUND`: There is no such payment. */
        GetEvidenceNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetEvidenceNotFoundProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        GetPayerDataBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetPayerDataBadRequestProblem"];
            };
        };
        /** @description - `PAYMENT_NOT_FOUND`: There is no such payment. */
        GetPaymentNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetPaymentNotFoundProblem"];
            };
        };
        /**
         * @description - `PAYMENT_NOT_FOUND`: There is no such payment.
         *     - `RECEIPT_NOT_ISSUED`: A receipt is issued once the payment is successful.
         */
        GetPaymentReceiptHtmlNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetPaymentReceiptHtmlNotFoundProblem"];
            };
        };
        /** @description - `NOT_ACCEPTABLE`: None of the media types in `Accept` can be produced. */
        GetPaymentReceiptNotAcceptableProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetPaymentReceiptNotAcceptableProblem"];
            };
        };
        /**
         * @description - `PAYMENT_NOT_FOUND`: There is no such payment.
         *     - `RECEIPT_NOT_ISSUED`: A receipt is issued once the payment is successful.
         */
        GetPaymentReceiptNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetPaymentReceiptNotFoundProblem"];
            };
        };
        /**
         * @description - `PAYMENT_NOT_FOUND`: There is no such payment.
         *     - `RECEIPT_NOT_ISSUED`: A receipt is issued once the payment is successful.
         */
        GetPaymentReceiptPdfNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetPaymentReceiptPdfNotFoundProblem"];
            };
        };
        /** @description - `NOT_READY`: A part of it is down: `details` names each part. */
        GetReadinessServiceUnavailableProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetReadinessServiceUnavailableProblem"];
            };
        };
        /** @description - `NOT_ACCEPTABLE`: None of the media types in `Accept` can be produced. */
        GetReceiptNotAcceptableProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetReceiptNotAcceptableProblem"];
            };
        };
        /** @description - `RECEIPT_NOT_FOUND`: There is no such receipt. */
        GetReceiptNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetReceiptNotFoundProblem"];
            };
        };
        /** @description - `RECORD_NOT_FOUND`: No payment was ever asked for this record. */
        GetRecordNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetRecordNotFoundProblem"];
            };
        };
        /** @description - `REFUND_NOT_FOUND`: There is no such refund. */
        GetRefundNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetRefundNotFoundProblem"];
            };
        };
        /** @description - `REVIEW_NOT_FOUND`: There is no such review. */
        GetReviewNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetReviewNotFoundProblem"];
            };
        };
        /** @description - `PAYMENT_NOT_FOUND`: There is no such payment. */
        GetTimelineNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetTimelineNotFoundProblem"];
            };
        };
        /** @description - `INTERNAL_ERROR`: An internal error. Whether anything was recorded is not known: repeat it with the same key. */
        InternalErrorProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InternalErrorProblem"];
            };
        };
        /** @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all. */
        InvalidRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["InvalidRequestProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListAuditEventsBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListAuditEventsBadRequestProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListCallbacksBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListCallbacksBadRequestProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListPaymentsBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListPaymentsBadRequestProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: The key has no role that may do this.
         *     - `PAYER_READ_REQUIRED`: A search by phone number over the payments of all clients needs the role `payer:read`.
         */
        ListPaymentsForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListPaymentsForbiddenProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListRefundsBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListRefundsBadRequestProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListReviewsBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListReviewsBadRequestProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListSealsBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListSealsBadRequestProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `NOT_FOUND`: No route has this path.
         *     - `METHOD_NOT_ALLOWED`: This path does not take this method: `Allow` names those that it takes.
         *     - `REQUEST_TIMEOUT`: The request did not arrive whole in time: send it again.
         *     - `BODY_TOO_LARGE`: The body is larger than 64 KiB.
         *     - `URL_TOO_LONG`: A part of the address is longer than any id.
         *     - `UNSUPPORTED_MEDIA_TYPE`: A body has to be `application/json`, without an encoding.
         *     - `EXPECTATION_FAILED`: The header `Expect` may only say `100-continue`.
         *     - `HEADERS_TOO_LARGE`: The headers are larger than 16 KiB.
         *     - `INTERNAL_ERROR`: An internal error. Whether anything was recorded is not known: repeat it with the same key.
         */
        OtherProblem: {
            headers: {
                Allow: components["headers"]["Allow"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["OtherProblem"];
            };
        };
        /** @description - `RATE_LIMITED`: Too many requests: repeat it after `Retry-After` seconds. */
        RateLimitedProblem: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RateLimitedProblem"];
            };
        };
        /** @description - `NOT_FOUND`: No route has this path. */
        ReceiveCallbackByPutNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReceiveCallbackByPutNotFoundProblem"];
            };
        };
        /** @description - `NOT_FOUND`: No route has this path. */
        ReceiveCallbackNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReceiveCallbackNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `REFUND_NOT_REQUESTED`: This refund is not waiting for a decision; `refundStatus` says where it stands.
         */
        RejectRefundConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectRefundConflictProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: The key has no role that may do this.
         *     - `APPROVER_IS_REQUESTER`: The person who asked for it may not approve, reject or complete it, under any key. Another person has to.
         */
        RejectRefundForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectRefundForbiddenProblem"];
            };
        };
        /** @description - `REFUND_NOT_FOUND`: There is no such refund. */
        RejectRefundNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectRefundNotFoundProblem"];
            };
        };
        /** @description - `PAYMENT_NOT_FOUND`: There is no such payment. */
        ReplayPaymentNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReplayPaymentNotFoundProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `IDEMPOTENCY_KEY_MISSING`: Send the header `Idempotency-Key`: 1 to 255 visible ASCII characters, a new key for each payment or attempt that you ask for.
         *     - `IDEMPOTENCY_KEY_INVALID`: An Idempotency-Key is 1 to 255 visible ASCII characters.
         */
        RequestRefundBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RequestRefundBadRequestProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_IN_FLIGHT`: An earlier request with this Idempotency-Key is still being answered. Repeat it with the same key in a moment.
         *     - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `PAYER_ERASED`: The payer’s data has been erased, so the payer can neither be asked nor be sent money by number. A refund is possible with `method` `manual`.
         *     - `PAYMENT_NOT_REFUNDABLE`: Only a successful payment can be refunded, and none about which a review of its money is open: decide that review first.
         *     - `REFUND_EXCEEDS_PAYMENT`: Refunds may not exceed what was paid.
         */
        RequestRefundConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RequestRefundConflictProblem"];
            };
        };
        /** @description - `PAYMENT_NOT_FOUND`: There is no such payment. */
        RequestRefundNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RequestRefundNotFoundProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key came with another body before; `paymentId` is what it asked for. Use a new key for a new payment.
         *     - `REFUND_METHOD_NOT_AVAILABLE`: This installation cannot send money through that provider: its disbursement keys are not set. Ask for a refund with `method` `manual`.
         */
        RequestRefundUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RequestRefundUnprocessableContentProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `REVIEW_RESOLVED`: This review has been decided already; `decision` and `resolvedBy` say how, and who decided.
         *     - `DECISION_NOT_POSSIBLE`: This decision does not fit the reason of the review, or its payment as it stands now; `possible` names those that fit the reason.
         *     - `PAYMENT_NOT_UNCERTAIN`: The payment is not in doubt: the provider is still being asked. Wait for its outcome.
         *     - `PROVIDER_SAYS_PENDING`: The newest answer of the provider is that the payment is not over. Wait for it, or send `force: true` with the evidence.
         *     - `PAYMENT_SETTLED`: The payment has another outcome already; `paymentStatus` says which.
         *     - `REFUND_NOT_UNCERTAIN`: The refund is not in doubt: the provider is still being asked. Wait for its outcome.
         *     - `REFUND_SETTLED`: The refund has another outcome already; `refundStatus` says which.
         *     - `REFUND_EXCEEDS_PAYMENT`: Refunds may not exceed what was paid.
         */
        ResolveReviewConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ResolveReviewConflictProblem"];
            };
        };
        /** @description - `REVIEW_NOT_FOUND`: There is no such review. */
        ResolveReviewNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ResolveReviewNotFoundProblem"];
            };
        };
        /** @description - `DECISION_NOT_POSSIBLE`: This decision does not fit the reason of the review, or its payment as it stands now; `possible` names those that fit the reason. */
        ResolveReviewUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ResolveReviewUnprocessableContentProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `LAST_ADMIN_KEY`: No admin key that lasts would be left. Register another admin first, or repeat the request with `force`; `BOOTSTRAP_API_KEY` is then the way back.
         */
        RevokeApiClientConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RevokeApiClientConflictProblem"];
            };
        };
        /** @description - `API_CLIENT_NOT_FOUND`: There is no such API client. */
        RevokeApiClientNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RevokeApiClientNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `LAST_ADMIN_KEY`: No admin key that lasts would be left. Register another admin first, or repeat the request with `force`; `BOOTSTRAP_API_KEY` is then the way back.
         *     - `API_CLIENT_REVOKED`: This API client was revoked. Register a new one.
         */
        RotateApiKeyConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RotateApiKeyConflictProblem"];
            };
        };
        /** @description - `API_CLIENT_NOT_FOUND`: There is no such API client. */
        RotateApiKeyNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RotateApiKeyNotFoundProblem"];
            };
        };
        /**
         * @description - `STORE_UNAVAILABLE`: Nothing was recorded: it is safe to repeat this.
         *     - `MAY_BE_RECORDED`: The log did not say whether it took the request, or only a part of it is on record: repeat it with the same Idempotency-Key, never with another.
         */
        StoreUnavailableOrMayBeRecordedProblem: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["StoreUnavailableOrMayBeRecordedProblem"];
            };
        };
        /** @description - `STORE_UNAVAILABLE`: Nothing was recorded: it is safe to repeat this. */
        StoreUnavailableProblem: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["StoreUnavailableProblem"];
            };
        };
        /** @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again. */
        TooManyRacesProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["TooManyRacesProblem"];
            };
        };
        /** @description - `UNAUTHENTICATED`: The API key is missing or unknown: send `Authorization: Bearer <API key>`. */
        UnauthenticatedProblem: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["UnauthenticatedProblem"];
            };
        };
        /** @description - `UNSUPPORTED_MEDIA_TYPE`: A body has to be `application/json`, without an encoding. */
        UnsupportedMediaTypeProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
            };
        };
        /** @description - `NOT_ACCEPTABLE`: None of the media types in `Accept` can be produced. */
        VerifyReceiptNotAcceptableProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["VerifyReceiptNotAcceptableProblem"];
            };
        };
        /** @description - `RECEIPT_NOT_FOUND`: There is no such receipt. */
        VerifyReceiptNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["VerifyReceiptNotFoundProblem"];
                "text/html": string;
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description With METHOD_NOT_ALLOWED: the methods of this address
         * @example GET, HEAD
         */
        Allow: string;
        /** @description Only when an earlier request with the same Idempotency-Key had done it */
        "Idempotent-Replayed": "true";
        /**
         * @description Where the payment is
         * @example /v1/payments/pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0
         */
        Location: string;
        /**
         * @description Only when the gateway waited, or had nothing to wait for: `wait=N` with the seconds that it allowed
         * @example wait=5
         */
        "Preference-Applied": string;
        /**
         * @description After how many seconds to repeat the request
         * @example 1
         */
        "Retry-After": number;
        /**
         * @description How to authenticate
         * @example Bearer
         */
        "WWW-Authenticate": string;
        /**
         * @description That of the request, or one made for it; it is in the log, and with every event as its correlation id
         * @example 7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0
         */
        "X-Request-Id": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    receiveCallbackByPut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the provider
                 * @example mtn-momo
                 */
                provider: string;
                /**
                 * @description Known to the provider alone, one for each attempt
                 * @example Zm9vYmFy
                 */
                token: string;
            };
            cookie?: never;
        };
        /** @description Any JSON, whatever its media type */
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description On record; also when it is repeated, late or unknown */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequestProblem"];
            404: components["responses"]["ReceiveCallbackByPutNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    receiveCallback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The name of the provider
                 * @example mtn-momo
                 */
                provider: string;
                /**
                 * @description Known to the provider alone, one for each attempt
                 * @example Zm9vYmFy
                 */
                token: string;
            };
            cookie?: never;
        };
        /** @description Any JSON, whatever its media type */
        requestBody: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description On record; also when it is repeated, late or unknown */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequestProblem"];
            404: components["responses"]["ReceiveCallbackNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            500: components["responses"]["InternalErrorProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It should; each part is named */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["GetReadinessServiceUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus’ text format */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            403: components["responses"]["ForbiddenProblem"];
            500: components["responses"]["InternalErrorProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    verifyReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The number of the receipt */
                number: string;
                /** @description As `verifyUrl` has it */
                signature: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is genuine */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenuineReceipt"];
                    "text/html": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            404: components["responses"]["VerifyReceiptNotFoundProblem"];
            406: components["responses"]["VerifyReceiptNotAcceptableProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listApiClients: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientList"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    createApiClient: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiClient"];
            };
        };
        responses: {
            /** @description The client, with its key */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientWithKey"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getApiClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the API client */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client; never a key */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClient"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetApiClientNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    revokeApiClient: {
        parameters: {
            query?: {
                /** @description `true`: although no admin key that lasts would be left */
                force?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description The id of the API client */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None of its keys is good any more */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["RevokeApiClientNotFoundProblem"];
            409: components["responses"]["RevokeApiClientConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the API client */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApiKeyRotation"];
            };
        };
        responses: {
            /** @description The client, with its new key */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiClientWithKey"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["RotateApiKeyNotFoundProblem"];
            409: components["responses"]["RotateApiKeyConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /** @description Made by this actor: the id of an API client, a user, a policy or a provider */
                actor?: string;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description Recorded at or after */
                from?: string;
                /** @description How many at most */
                limit?: number;
                /** @description All of this stream, as `payment-pay_…` */
                stream?: string;
                /** @description Recorded before */
                to?: string;
                /** @description Of this type, as `PaymentCreated` */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventList"];
                };
            };
            400: components["responses"]["ListAuditEventsBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    replayPayment: {
        parameters: {
            query?: {
                /** @description The moment; default: now */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The id of the payment */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment as it stood then */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replay"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ReplayPaymentNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    verifyLog: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogVerdict"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listCallbacks: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description Received at or after */
                from?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Whether the address is one that the gateway gave to the provider */
                matched?: "true" | "false";
                /** @description About an attempt of this payment */
                paymentId?: string;
                /** @description Received before */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallbackList"];
                };
            };
            400: components["responses"]["ListCallbacksBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getCreditNote: {
        parameters: {
            query?: {
                /** @description The language of HTML and PDF; absent: as `Accept-Language` says, else English */
                lang?: "en" | "rw" | "fr";
                /** @description The paper of PDF: A4, or the 80 mm roll of a till’s printer */
                paper?: "a4" | "roll80";
            };
            header?: never;
            path: {
                /** @description The number; with `.pdf` or `.html` behind it, in that form whatever `Accept` says */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The credit note */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditNote"];
                    "application/pdf": string;
                    "text/html": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetCreditNoteNotFoundProblem"];
            406: components["responses"]["GetCreditNoteNotAcceptableProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    erasePayer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The phone number, as in `POST /v1/payments` */
                msisdn: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PayerErasure"];
            };
        };
        responses: {
            /** @description On record, and carried out here */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["ErasePayerConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getPayerData: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The phone number, as in `POST /v1/payments` */
                msisdn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayerData"];
                };
            };
            400: components["responses"]["GetPayerDataBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listPayments: {
        parameters: {
            query?: {
                /** @description The dimension of this name */
                branch?: string;
                /** @description Whether the provider called back about the current attempt */
                callback?: "awaited" | "received" | "late" | "missing";
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description Created at or after */
                from?: string;
                /** @description How many at most */
                limit?: number;
                /** @description By this payer */
                msisdn?: string;
                /** @description By this provider */
                provider?: string;
                /** @description For the record of this id */
                recordId?: string;
                /** @description For a record of this type */
                recordType?: "order" | "invoice" | "permit" | "subscription" | "booking" | "donation" | "service" | "other";
                /** @description The dimension of this name */
                service?: string;
                /** @description In this state now */
                status?: "created" | "submitted" | "pending" | "uncertain" | "successful" | "failed" | "expired" | "refunded";
                /** @description Created before */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentList"];
                };
            };
            400: components["responses"]["ListPaymentsBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ListPaymentsForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    createPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes a repeated request the same request: 1 to 255 visible ASCII characters, a new one for each thing that is asked for */
                "Idempotency-Key": string;
                /** @description `wait=N` waits up to N (at most 10) seconds for the provider’s first answer (RFC 7240) */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPayment"];
            };
        };
        responses: {
            /** @description On record. The payer is asked now: follow it by `GET /v1/payments/{id}` */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["CreatePaymentBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["CreatePaymentConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["CreatePaymentUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getPayment: {
        parameters: {
            query?: never;
            header?: {
                /** @description `wait=N` waits up to N (at most 10) seconds for a final status (`successful`, `failed`, `expired`, `refunded`) (RFC 7240) */
                Prefer?: string;
            };
            path: {
                /** @description The id of the payment */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment as it stands now */
            200: {
                headers: {
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetPaymentNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    createAttempt: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes a repeated request the same request: 1 to 255 visible ASCII characters, a new one for each thing that is asked for */
                "Idempotency-Key": string;
                /** @description `wait=N` waits up to N (at most 10) seconds for the provider’s first answer (RFC 7240) */
                Prefer?: string;
            };
            path: {
                /** @description The id of the payment */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewAttempt"];
            };
        };
        responses: {
            /** @description On record. The payer is asked now: follow it by `GET /v1/payments/{id}` */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["CreateAttemptBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["CreateAttemptNotFoundProblem"];
            409: components["responses"]["CreateAttemptConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["CreateAttemptUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payment */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pack */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetEvidenceNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    createNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payment */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNote"];
            };
        };
        responses: {
            /** @description The payment; the note is an event of its timeline */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["CreateNoteNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getPaymentReceipt: {
        parameters: {
            query?: {
                /** @description The language of HTML and PDF; absent: as `Accept-Language` says, else English */
                lang?: "en" | "rw" | "fr";
                /** @description The paper of PDF: A4, or the 80 mm roll of a till’s printer */
                paper?: "a4" | "roll80";
            };
            header?: never;
            path: {
                /** @description The id of the payment */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                    "application/pdf": string;
                    "text/html": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetPaymentReceiptNotFoundProblem"];
            406: components["responses"]["GetPaymentReceiptNotAcceptableProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getPaymentReceiptHtml: {
        parameters: {
            query?: {
                /** @description The language of HTML and PDF; absent: as `Accept-Language` says, else English */
                lang?: "en" | "rw" | "fr";
                /** @description The paper of PDF: A4, or the 80 mm roll of a till’s printer */
                paper?: "a4" | "roll80";
            };
            header?: never;
            path: {
                /** @description The id of the payment */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt as a page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetPaymentReceiptHtmlNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getPaymentReceiptPdf: {
        parameters: {
            query?: {
                /** @description The language of HTML and PDF; absent: as `Accept-Language` says, else English */
                lang?: "en" | "rw" | "fr";
                /** @description The paper of PDF: A4, or the 80 mm roll of a till’s printer */
                paper?: "a4" | "roll80";
            };
            header?: never;
            path: {
                /** @description The id of the payment */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt on paper */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetPaymentReceiptPdfNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    requestRefund: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes a repeated request the same request: 1 to 255 visible ASCII characters, a new one for each thing that is asked for */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The id of the payment */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRefund"];
            };
        };
        responses: {
            /** @description On record, and waiting for approval */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            400: components["responses"]["RequestRefundBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["RequestRefundNotFoundProblem"];
            409: components["responses"]["RequestRefundConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["RequestRefundUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    checkStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payment */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["CheckStatusNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getTimeline: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The id of the payment */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetTimelineNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getReceipt: {
        parameters: {
            query?: {
                /** @description The language of HTML and PDF; absent: as `Accept-Language` says, else English */
                lang?: "en" | "rw" | "fr";
                /** @description The paper of PDF: A4, or the 80 mm roll of a till’s printer */
                paper?: "a4" | "roll80";
            };
            header?: never;
            path: {
                /** @description The number; with `.pdf` or `.html` behind it, in that form whatever `Accept` says */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                    "application/pdf": string;
                    "text/html": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetReceiptNotFoundProblem"];
            406: components["responses"]["GetReceiptNotAcceptableProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    addEbmNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The number of the receipt */
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EbmNumber"];
            };
        };
        responses: {
            /** @description The receipt */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["AddEbmNumberNotFoundProblem"];
            409: components["responses"]["AddEbmNumberConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getRecord: {
        parameters: {
            query?: {
                /** @description The API client whose record it is. Absent: the calling client, where it may ask for payments */
                client?: string;
                /** @description Absent: `1` */
                part?: string;
            };
            header?: {
                /** @description `wait=N` waits up to N (at most 10) seconds for `paid`, `unpaid` or `refunded` (RFC 7240) */
                Prefer?: string;
            };
            path: {
                /** @description The id of the record */
                id: string;
                /** @description The type of the record */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How the record stands */
            200: {
                headers: {
                    "Preference-Applied": components["headers"]["Preference-Applied"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordStatus"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetRecordNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listRefunds: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Of this payment */
                paymentId?: string;
                /** @description In this state now */
                status?: "requested" | "approved" | "rejected" | "submitted" | "successful" | "failed" | "uncertain";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundList"];
                };
            };
            400: components["responses"]["ListRefundsBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the refund */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The refund as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetRefundNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    approveRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the refund */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The refund as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ApproveRefundForbiddenProblem"];
            404: components["responses"]["ApproveRefundNotFoundProblem"];
            409: components["responses"]["ApproveRefundConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["ApproveRefundUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    completeRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the refund */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundCompletion"];
            };
        };
        responses: {
            /** @description The refund as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["CompleteRefundForbiddenProblem"];
            404: components["responses"]["CompleteRefundNotFoundProblem"];
            409: components["responses"]["CompleteRefundConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    rejectRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the refund */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundRejection"];
            };
        };
        responses: {
            /** @description The refund as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["RejectRefundForbiddenProblem"];
            404: components["responses"]["RejectRefundNotFoundProblem"];
            409: components["responses"]["RejectRefundConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    previewRetention: {
        parameters: {
            query?: {
                /** @description In place of `RETENTION_MONTHS` */
                months?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionPreview"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listReviews: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description About this payment */
                paymentId?: string;
                /** @description Opened for this reason */
                reason?: "UNCERTAIN_PAYMENT" | "DUPLICATE_SUSPECTED" | "CONTRADICTION" | "AMOUNT_DISAGREES" | "UNCERTAIN_REFUND" | "UNCERTAIN_PAYOUT" | "RECONCILIATION_MISMATCH" | "CALLBACK_UNMATCHED";
                /** @description In this state now */
                status?: "open" | "assigned" | "resolved";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewList"];
                };
            };
            400: components["responses"]["ListReviewsBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the review */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The review */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetReviewNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    assignReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the review */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReviewAssignment"];
            };
        };
        responses: {
            /** @description The review */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["AssignReviewNotFoundProblem"];
            409: components["responses"]["AssignReviewConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    resolveReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the review */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewDecision"];
            };
        };
        responses: {
            /** @description The review */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ResolveReviewNotFoundProblem"];
            409: components["responses"]["ResolveReviewConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["ResolveReviewUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listSeals: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description The number of the first seal */
                from?: number;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealList"];
                };
            };
            400: components["responses"]["ListSealsBadRequestProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getSealKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key in use, and those before it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealKeys"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
}
