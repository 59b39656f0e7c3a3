// Made by `npm run client:types` from the OpenAPI document; a test fails where this file and the document differ.
// document sha256 14af4c759a8df8b9361ad524d735d322cdee85da3a4b6570a3b7b442657e16b9
// types sha256 790ba2714c97b2927dfd1b103df3d2aed366946fc16c0a322a48d2f3df1fce9c
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
    "/pay/{token}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The QR code that leads to a link’s page
         * @description Dark on white with the border that readers need, in whatever size it is shown.
         *
         *     Needs no API key: the QR code of that page.
         */
        get: operations["getPaymentLinkQr"];
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
    "/v1/audit/adjustments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an adjustment of the ledger as it stood at a moment
         * @description Get an adjustment of the ledger as it stood at a moment.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["replayAdjustment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/days/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the closing of a day
         * @description A day that was not closed by the moment is not found.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["replayDay"];
        put?: never;
        post?: never;
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
    "/v1/audit/payout-batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a batch of payouts as it stood at a moment
         * @description Its own story: who sent, approved and rejected it, and how far it was sent. Each line’s is that of its payout.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["replayPayoutBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/payouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a payout as it stood at a moment
         * @description As `GET /v1/audit/payments/{id}`, with what the provider called back about it and its reviews.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["replayPayout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/settlements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a settlement as it stood at a moment
         * @description Get a settlement as it stood at a moment.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["replaySettlement"];
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
    "/v1/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List days, newest first
         * @description List days, newest first.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["listDays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/days/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one day with its totals, as JSON or as a page to sign
         * @description As PDF (`Accept: application/pdf`, or `.pdf` after the date) it is a page that a finance officer signs: totals, the trial balance of the day, what was open when it was closed, what was learned later about it, and the seal. A closed day has the same bytes every time, once its seal is made and until more is learned about it. Of a day that is not closed it is provisional, says as of when it is, and is not for a signature.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["getDay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/days/{date}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a day: its totals are frozen
         * @description Days close in order; the first is that of the first event. What is learned later about a closed day is posted for the next open one, and says for which day it is.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["closeDay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all accounts with their balances
         * @description List all accounts with their balances.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["listLedgerAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List adjustments, newest first
         * @description List adjustments, newest first.
         *
         *     For the roles `finance`, `approver`, `auditor`, `admin`.
         */
        get: operations["listAdjustments"];
        put?: never;
        /**
         * Ask for an adjustment of the ledger
         * @description Nothing is posted before other people have approved it.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["createAdjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/adjustments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one adjustment
         * @description Get one adjustment.
         *
         *     For the roles `finance`, `approver`, `auditor`, `admin`.
         */
        get: operations["getAdjustment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/adjustments/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve an adjustment that somebody else asked for
         * @description Approve an adjustment that somebody else asked for.
         *
         *     For the roles `approver`, `admin`.
         */
        post: operations["approveAdjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/adjustments/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject an adjustment that somebody else asked for
         * @description Reject an adjustment that somebody else asked for.
         *
         *     For the roles `approver`, `admin`.
         */
        post: operations["rejectAdjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List entries of the ledger, newest first
         * @description List entries of the ledger, newest first.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["listLedgerEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ledger/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the balances of all accounts at any moment
         * @description Exact to the millisecond: an entry counts where its `at` is not after the moment.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["getTrialBalance"];
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
    "/v1/payment-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payment links, newest first
         * @description List payment links, newest first.
         *
         *     For the roles `finance`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["listPaymentLinks"];
        put?: never;
        /**
         * Make a page on which one record is paid, once
         * @description For shops without a website, field collections and donations: show the QR code or send the address. Whoever opens it gives a number and presses once; a page that is reloaded, opened twice or pressed twice asks once. The payment is an ordinary one of this client, with its webhooks.
         *
         *     For `service`, `admin`: the client’s own alone.
         */
        post: operations["createPaymentLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one payment link, as it stands now
         * @description Get one payment link, as it stands now.
         *
         *     For the roles `finance`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getPaymentLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-links/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a payment link: nobody is asked by it any more
         * @description A payment that is under way goes on, and the link then shows what came of it.
         *
         *     For the roles `admin`. For `service`: the client’s own alone.
         */
        post: operations["closePaymentLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-links/sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make links of a field team’s sheet
         * @description A header and up to 500 lines, 512 KiB at most, in UTF-8, with `,` or `;` between the cells. Columns, in any order: `Record`, `Amount` (empty: the payer names it), `Currency`, and where wanted `Name`, `Description`, `RecordType` (default `other`), `Reference` and `Dimension:<name>`. The links come back as CSV, or by `Accept: application/pdf` as cards with QR codes to print and cut. The same file again is the same links, in either form.
         *
         *     For `service`, `admin`: the client’s own alone.
         */
        post: operations["createPaymentLinkSheet"];
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
         * @description A ZIP with everything on record about the payment: a page to read (`index.html`), events, raw exchanges with the provider, refunds, callbacks, notes, reviews, receipt, the seals of the log that cover it, and a manifest signed by the key of the seals. `ishyura check-evidence FILE --key KEY` checks it offline.
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
    "/v1/payout-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List batches of payouts, newest first
         * @description List batches of payouts, newest first.
         *
         *     For the roles `finance`, `approver`, `auditor`, `admin`.
         */
        get: operations["listPayoutBatches"];
        put?: never;
        /**
         * Send a file of payouts
         * @description A header and up to 20,000 lines, 8 MiB at most, in UTF-8, with `,` or `;` between the cells. Columns, in any order: `Record`, `Msisdn`, `Amount`, `Currency`, and where wanted `Name`, `Description`, `RecordType` (default `other`) and `Dimension:<name>`. Every line is checked, and nothing is sent before other people have approved the batch. The same file again is the same batch.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["createPayoutBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payout-batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one batch of payouts, as it stands now
         * @description Get one batch of payouts, as it stands now.
         *
         *     For the roles `finance`, `approver`, `auditor`, `admin`.
         */
        get: operations["getPayoutBatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payout-batches/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve every valid line of a batch that somebody else sent
         * @description How many people must do so depends on the total of the valid lines (APPROVAL_THRESHOLDS).
         *
         *     For the roles `approver`, `admin`.
         */
        post: operations["approvePayoutBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payout-batches/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the lines of a batch in the order of its file, with what has become of each
         * @description List the lines of a batch in the order of its file, with what has become of each.
         *
         *     For the roles `finance`, `approver`, `auditor`, `admin`.
         */
        get: operations["listPayoutBatchLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payout-batches/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a batch that somebody else sent: nothing of it is paid
         * @description Reject a batch that somebody else sent: nothing of it is paid.
         *
         *     For the roles `approver`, `admin`.
         */
        post: operations["rejectPayoutBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List payouts, newest first
         * @description Filters are combined. The list is less than a second behind the log in normal operation.
         *
         *     For the roles `finance`, `approver`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["listPayouts"];
        put?: never;
        /**
         * Ask for money to be sent to a phone
         * @description Puts the request on record. Nothing is sent before other people have approved it (APPROVAL_THRESHOLDS). For one record (type, id and part) of a service, or of the organisation’s own people, at most one payout is under way or successful.
         *
         *     For `service`, `finance`, `admin`: the client’s own alone.
         */
        post: operations["requestPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one payout, as it stands now
         * @description Get one payout, as it stands now.
         *
         *     For the roles `finance`, `approver`, `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getPayout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a payout that somebody else asked for
         * @description When enough people have approved it, it is sent. Nobody approves their own request, whatever the role.
         *
         *     For the roles `approver`, `admin`.
         */
        post: operations["approvePayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/{id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again after a payout has failed, under a new provider reference
         * @description To the same payee at once. To another payee, or where an approver has left, it needs approval again.
         *
         *     For the roles `finance`, `admin`. For `service`: the client’s own alone.
         */
        post: operations["createPayoutAttempt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payouts/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a payout that somebody else asked for
         * @description Reject a payout that somebody else asked for.
         *
         *     For the roles `approver`, `admin`.
         */
        post: operations["rejectPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the providers, and how they are
         * @description List the providers, and how they are.
         *
         *     For the roles `support`, `finance`, `auditor`, `admin`.
         */
        get: operations["listProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers/{name}/outage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Declare an outage of a provider
         * @description From then on payments and payouts go to another provider where one can take them. Where none can, and where the caller wishes this one, they are taken as before. Nothing that was submitted changes. Every instance goes by it within a second.
         *
         *     For the roles `support`, `admin`.
         */
        post: operations["declareOutage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/providers/{name}/outage/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a declared outage
         * @description Also one that figures declared, which otherwise ends by itself; they declare none again within a window of `OUTAGE_WINDOW_SECONDS`.
         *
         *     For the roles `support`, `admin`.
         */
        post: operations["endOutage"];
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
    "/v1/reconciliation/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the items of all statements on which people work, newest first
         * @description List the items of all statements on which people work, newest first.
         *
         *     For the roles `finance`, `approver`, `auditor`, `admin`.
         */
        get: operations["listReconciliationItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one item, and why it came to this
         * @description Get one item, and why it came to this.
         *
         *     For the roles `finance`, `approver`, `auditor`, `admin`.
         */
        get: operations["getReconciliationItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/items/{id}/accept-suggestion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a line is what was suggested for it
         * @description Nothing more is expected of that movement, which is successful already. No money moves by it.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["acceptItemSuggestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/items/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve that an item is written off, which somebody else asked for
         * @description Approve that an item is written off, which somebody else asked for.
         *
         *     For the roles `approver`, `admin`.
         */
        post: operations["approveItemWriteOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/items/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign an item to the caller or to another client
         * @description Assign an item to the caller or to another client.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["assignReconciliationItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/items/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write a note on an item
         * @description It is kept in the audit log.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["addReconciliationItemNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/items/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject that an item is written off, which somebody else asked for
         * @description Reject that an item is written off, which somebody else asked for.
         *
         *     For the roles `approver`, `admin`.
         */
        post: operations["rejectItemWriteOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/items/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open an item again
         * @description Open an item again.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["reopenReconciliationItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/items/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve an item
         * @description No money moves by it: a difference in the books is an adjustment of the ledger, which two people make.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["resolveReconciliationItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/items/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve every unresolved item of a filter, at most 500 at a time
         * @description Resolve every unresolved item of a filter, at most 500 at a time.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["resolveReconciliationItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List statements, newest first
         * @description List statements, newest first.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["listStatements"];
        put?: never;
        /**
         * Send a statement of a provider
         * @description A file of up to 512 MiB, which is streamed. It is looked through before it is answered; its lines are read and matched after that. The same bytes of the same account are the same statement, and a line that was on an earlier statement is not counted again. Where the statement says `waitsFor: "FILE"`, its import lost the file, and the same file sent again goes on where it stopped.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["createStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/statements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one statement, with how far it is and what its lines came to
         * @description Get one statement, with how far it is and what its lines came to.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["getStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/statements/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a statement while its lines are being read
         * @description Nothing of it counts: what its lines had met is expected again. Once every line is on record it is carried out, and cannot be cancelled.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["cancelStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliation/statements/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the lines of a statement came to, in the order of its file
         * @description After the lines: what should be on the statement and is not.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["listStatementItems"];
        put?: never;
        post?: never;
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
    "/v1/report-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the report jobs of this API client, newest first
         * @description List the report jobs of this API client, newest first.
         *
         *     For `finance`, `auditor`, `admin`: the client’s own alone.
         */
        get: operations["listReportJobs"];
        put?: never;
        /**
         * Have a long report made in the background
         * @description The members are those of `GET /v1/reports/{name}`. One report is made at a time. The job and its file live for a day on the instance that took it, and end with it.
         *
         *     For `finance`, `auditor`, `admin`: the client’s own alone.
         */
        post: operations["createReportJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/report-jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a report job with its progress
         * @description Get a report job with its progress.
         *
         *     For `finance`, `auditor`, `admin`: the client’s own alone.
         */
        get: operations["getReportJob"];
        put?: never;
        post?: never;
        /**
         * Cancel a report job, or remove its file
         * @description Cancel a report job, or remove its file.
         *
         *     For `finance`, `auditor`, `admin`: the client’s own alone.
         */
        delete: operations["cancelReportJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/report-jobs/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the file of a report job
         * @description Get the file of a report job.
         *
         *     For `finance`, `auditor`, `admin`: the client’s own alone.
         */
        get: operations["getReportJobFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all reports with their columns
         * @description List all reports with their columns.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["listReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a report as JSON, CSV, XLSX or, of some, PDF
         * @description Days are Kigali days. A payment belongs to the day on which it was confirmed, a refund or payout to that on which it was completed, what failed to that of its end; what is pending is as of now. CSV is UTF-8 with a byte order mark and has lines above and below the table; `plain=true` leaves these out. A text cell that a spreadsheet would run begins with an apostrophe. `daily-transactions` and `settlement` have a PDF of at most 1,000 rows. A report about people is put on record when it is made.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the report of the audit log
         * @description Every event of these days: what happened, to what and by whom. In the same forms as the other reports.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["getAuditLogReport"];
        put?: never;
        post?: never;
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
    "/v1/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List settlements, newest first
         * @description List settlements, newest first.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["listSettlements"];
        put?: never;
        /**
         * Record that money has left a wallet for the bank
         * @description It is in transit from then on, until a person finds it on the bank’s statement.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["createSettlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one settlement
         * @description Get one settlement.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["getSettlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a settlement that never left the wallet
         * @description Cancel a settlement that never left the wallet.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["cancelSettlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{id}/deposits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List lines of bank statements that may be this settlement
         * @description Of imported statements (`provider=bank` or `bank:<name>`); best first. A person confirms one of them.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["listDepositsOfSettlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/{id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm that a deposit on the bank’s statement is this settlement
         * @description A deposit belongs to one settlement; the same deposit again changes nothing. Where a fee was forgotten, `amount` is `0`, and `fee` what was kept.
         *
         *     For the roles `finance`, `admin`.
         */
        post: operations["receiveSettlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/in-transit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what has left each wallet and is not at the bank, by age
         * @description Get what has left each wallet and is not at the bank, by age.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["getSettlementsInTransit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlements/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what a deposit may be made of
         * @description Settlements that are in transit, and days or entries of the wallet, in a row, that come to the sum. Nothing is taken from it by itself: a person confirms.
         *
         *     For the roles `finance`, `auditor`, `admin`.
         */
        get: operations["getSettlementSuggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the users, newest first
         * @description List the users, newest first.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Invite a person to sign in
         * @description Hand the link over yourself: whoever has it chooses the password.
         *
         *     For the roles `admin`.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one user
         * @description Get one user.
         *
         *     For the roles `auditor`, `admin`.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Remove a user
         * @description All sessions end at once, on every instance within a second. What the person did stays on record under the id. Inviting the same address again makes the same user.
         *
         *     For the roles `admin`.
         */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        /**
         * Change the name, the roles or the language of a user
         * @description What is absent stays. Other roles end all sessions of the user, on every instance within a second.
         *
         *     For the roles `admin`.
         */
        patch: operations["changeUser"];
        trace?: never;
    };
    "/v1/users/{id}/reset-sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a user a new link to sign in by
         * @description Password, second factors, recovery codes and sessions of the user become void at once. Of the last administrator only an API key may ask it, not the person.
         *
         *     For the roles `admin`.
         */
        post: operations["resetSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the deliveries, newest first
         * @description List the deliveries, newest first.
         *
         *     For the roles `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one delivery
         * @description Get one delivery.
         *
         *     For the roles `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a delivery once more, with the same id and the same bytes
         * @description Try a delivery once more, with the same id and the same bytes.
         *
         *     For the roles `admin`. For `service`: the client’s own alone.
         */
        post: operations["redeliverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the endpoints, newest first
         * @description List the endpoints, newest first.
         *
         *     For the roles `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Have events sent to an address
         * @description Signed by Standard Webhooks 1.0.0 with the `secret`, which is shown this once. The address must be https and lead to the public internet. It hears of what happens from now on.
         *
         *     For the roles `admin`. For `service`: the client’s own alone.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one endpoint
         * @description Get one endpoint.
         *
         *     For the roles `auditor`, `admin`. For `service`: the client’s own alone.
         */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Remove an endpoint
         * @description Nothing more is sent to it, and its secrets are destroyed. Its deliveries can still be listed.
         *
         *     For the roles `admin`. For `service`: the client’s own alone.
         */
        delete: operations["removeWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change an endpoint, or start a stopped one again
         * @description What waited when it was stopped is sent then. What happened while it was stopped is sent by `…/recover`.
         *
         *     For the roles `admin`. For `service`: the client’s own alone.
         */
        patch: operations["changeWebhookEndpoint"];
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send what failed or was never tried since a time
         * @description Deliveries that failed get their whole schedule again; what happened while the endpoint was stopped gets its first tries.
         *
         *     For the roles `admin`. For `service`: the client’s own alone.
         */
        post: operations["recoverWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an endpoint a new secret
         * @description For `overlapSeconds` every call carries a signature of each secret, the newest first.
         *
         *     For the roles `admin`. For `service`: the client’s own alone.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery of type `test`
         * @description Send a delivery of type `test`.
         *
         *     For the roles `admin`. For `service`: the client’s own alone.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "payment.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payment.created`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payment_created"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payment.expired`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payment_expired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payment.failed`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payment_failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payment.pending`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payment_pending"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.refunded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payment.refunded`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payment_refunded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.submitted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payment.submitted`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payment_submitted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.successful": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payment.successful`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payment_successful"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.uncertain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payment.uncertain`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payment_uncertain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.approved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payout.approved`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payout_approved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payout.failed`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payout_failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payout.rejected`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payout_rejected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.requested": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payout.requested`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payout_requested"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.submitted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payout.submitted`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payout_submitted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.successful": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payout.successful`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payout_successful"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.uncertain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `payout.uncertain`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_payout_uncertain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "receipt.issued": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `receipt.issued`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_receipt_issued"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "reconciliation.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `reconciliation.completed`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_reconciliation_completed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.approved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `refund.approved`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_refund_approved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `refund.failed`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_refund_failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `refund.rejected`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_refund_rejected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.requested": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `refund.requested`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_refund_requested"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.submitted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `refund.submitted`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_refund_submitted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.successful": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `refund.successful`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_refund_successful"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "refund.uncertain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `refund.uncertain`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_refund_uncertain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "review.opened": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `review.opened`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_review_opened"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "review.resolved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `review.resolved`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_review_resolved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "seal.made": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `seal.made`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_seal_made"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * `test`
         * @description Sent to the endpoints that ask for it. How to check and to order it: docs/webhooks.md.
         */
        post: operations["webhook_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        AcceptItemSuggestionConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "NOTHING_SUGGESTED" | "SUGGESTION_TAKEN" | "SUGGESTION_ACCEPTED" | "ITEM_RESOLVED";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId?: string;
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            metBy?: string;
            /** @example accepted */
            resolution?: string;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            resolvedBy?: string;
            /** @enum {integer} */
            status: 409;
        };
        AcceptItemSuggestionNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "ITEM_NOT_FOUND";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId: string;
            /** @enum {integer} */
            status: 404;
        };
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
            /** @enum {integer} */
            status: 409;
        };
        AddEbmNumberNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "RECEIPT_NOT_FOUND";
            /** @example false */
            genuine?: boolean;
            /** @example RCT-2026-000001 */
            number?: string;
            /** @enum {integer} */
            status: 404;
        };
        AddReconciliationItemNoteNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "ITEM_NOT_FOUND";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId: string;
            /** @enum {integer} */
            status: 404;
        };
        Adjustment: {
            /**
             * @example [
             *       "cli_4f1c2d3e4b5a69788796a5b4"
             *     ]
             */
            approvedBy: string[];
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
            /**
             * Format: date-time
             * @description When enough people had approved it, or when it was rejected
             * @example 2026-03-01T08:00:00.000Z
             */
            decidedAt: string | null;
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            id: string;
            lines: components["schemas"]["AdjustmentLine"][];
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string | null;
            /** @example Fee of October by the statement of MTN */
            reason: string;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            rejectedBy: string | null;
            rejectionReason: string | null;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            requestedBy: string;
            /** @enum {string} */
            status: "requested" | "approved" | "rejected";
        };
        AdjustmentLine: {
            /**
             * @description A stable word: docs/ledger.md has the chart of accounts
             * @example revenue:permits
             */
            account: string;
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            credit: string;
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            debit: string;
        };
        AdjustmentList: {
            data: components["schemas"]["Adjustment"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        AdjustmentReplay: {
            /** @description As it stood */
            adjustment: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description The moment that it shows
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /** @description What had happened by then, oldest first */
            events: components["schemas"]["ToldEvent"][];
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
        ApproveAdjustmentConflictProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId?: string;
            /** @example approved */
            adjustmentStatus?: string;
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "ADJUSTMENT_NOT_REQUESTED";
            /** @enum {integer} */
            status: 409;
        };
        ApproveAdjustmentForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        ApproveAdjustmentNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId: string;
            /** @enum {string} */
            code: "ADJUSTMENT_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        ApproveItemWriteOffConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "WRITE_OFF_NOT_REQUESTED";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId?: string;
            /** @enum {integer} */
            status: 409;
        };
        ApproveItemWriteOffForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        ApproveItemWriteOffNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "ITEM_NOT_FOUND";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId: string;
            /** @enum {integer} */
            status: 404;
        };
        ApprovePayoutBatchConflictProblem: components["schemas"]["Problem"] & {
            /** @example bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            batchId?: string;
            /** @example sending */
            batchStatus?: string;
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "BATCH_NOT_REQUESTED" | "BATCH_HAS_INVALID_LINES";
            /** @example 3 */
            invalid?: number;
            /** @enum {integer} */
            status: 409;
        };
        ApprovePayoutBatchForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        ApprovePayoutBatchNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            batchId: string;
            /** @enum {string} */
            code: "BATCH_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        ApprovePayoutConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "RECORD_PAYOUT_IN_PROGRESS" | "RECORD_ALREADY_PAID_OUT" | "RECORD_PERHAPS_PAID" | "PAYOUT_NOT_REQUESTED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example submitted */
            payoutStatus?: string;
            /** @enum {integer} */
            status: 409;
        };
        ApprovePayoutForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        ApprovePayoutNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYOUT_NOT_FOUND";
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId: string;
            /** @enum {integer} */
            status: 404;
        };
        ApproveRefundConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "PAYMENT_NOT_REFUNDABLE" | "REFUND_EXCEEDS_PAYMENT" | "REFUND_NOT_REQUESTED";
            /** @example true */
            inReview?: boolean;
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example failed */
            paymentStatus?: string;
            /** @example 2000 */
            refundable?: string;
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId?: string;
            /** @example approved */
            refundStatus?: string;
            /** @enum {integer} */
            status: 409;
        };
        ApproveRefundForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        ApproveRefundNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REFUND_NOT_FOUND";
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId: string;
            /** @enum {integer} */
            status: 404;
        };
        ApproveRefundUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REFUND_METHOD_NOT_AVAILABLE";
            /** @example mtn-momo */
            provider: string;
            /** @enum {integer} */
            status: 422;
        };
        AssignReconciliationItemConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "SUGGESTION_ACCEPTED" | "ITEM_RESOLVED";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId?: string;
            /** @example accepted */
            resolution?: string;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            resolvedBy?: string;
            /** @enum {integer} */
            status: 409;
        };
        AssignReconciliationItemNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "ITEM_NOT_FOUND";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId: string;
            /** @enum {integer} */
            status: 404;
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
            /** @enum {integer} */
            status: 409;
        };
        AssignReviewNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REVIEW_NOT_FOUND";
            /** @example rev_4f1c2d3e4b5a69788796a5b4 */
            reviewId: string;
            /** @enum {integer} */
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
            /** @enum {integer} */
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
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId: string | null;
            /** @example mtn-momo */
            provider: string;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            receivedAt: string;
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId: string | null;
            /** @description What its signature is worth; null where none is asked for. The provider is asked in any case */
            signature: components["schemas"]["CallbackSignature"] | null;
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
        CallbackSignature: {
            /** @enum {string} */
            is: "matched" | "not-matched" | "missing";
            /**
             * @description By which reading of the provider’s rule it matched
             * @example compact
             */
            reading: string | null;
        };
        CancelReportJobNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REPORT_JOB_NOT_FOUND";
            /** @example rep_7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0 */
            jobId: string;
            /** @enum {integer} */
            status: 404;
        };
        CancelSettlementConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "SETTLEMENT_NOT_EXPECTED";
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId?: string;
            /** @example received */
            settlementStatus?: string;
            /** @enum {integer} */
            status: 409;
        };
        CancelSettlementNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "SETTLEMENT_NOT_FOUND";
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId: string;
            /** @enum {integer} */
            status: 404;
        };
        CancelStatementConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "STATEMENT_NOT_CANCELLABLE";
            /** @example stm_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            statementId?: string;
            /** @example reconciled */
            statementStatus?: string;
            /** @enum {integer} */
            status: 409;
        };
        CancelStatementNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "STATEMENT_NOT_FOUND";
            /** @example stm_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            statementId: string;
            /** @enum {integer} */
            status: 404;
        };
        ChangeUserConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "LAST_ADMINISTRATOR";
            /** @enum {integer} */
            status: 409;
            /** @example usr_4f1c2d3e4b5a69788796a5b4 */
            userId?: string;
        };
        ChangeUserNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "USER_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
            /** @example usr_4f1c2d3e4b5a69788796a5b4 */
            userId: string;
        };
        ChangeWebhookEndpointNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "WEBHOOK_ENDPOINT_NOT_FOUND";
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            endpointId: string;
            /** @enum {integer} */
            status: 404;
        };
        CheckStatusNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @enum {integer} */
            status: 404;
        };
        CloseDayConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "DAY_NOT_OVER" | "DAY_ALREADY_CLOSED" | "EARLIER_DAY_OPEN";
            /** @example 2026-11-28 */
            date?: string;
            /** @example 2026-11-28 */
            earlierDate?: string;
            /** @enum {integer} */
            status: 409;
        };
        CloseDayNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "DAY_NOT_FOUND";
            /** @example 2026-11-28 */
            date: string;
            /** @enum {integer} */
            status: 404;
        };
        ClosePaymentLinkNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_LINK_NOT_FOUND";
            /** @example lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentLinkId?: string;
            /** @enum {integer} */
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
            /** @enum {integer} */
            status: 409;
        };
        CompleteRefundForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        CompleteRefundNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REFUND_NOT_FOUND";
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId: string;
            /** @enum {integer} */
            status: 404;
        };
        CreateAdjustmentBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "IDEMPOTENCY_KEY_MISSING" | "IDEMPOTENCY_KEY_INVALID";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
        };
        CreateAdjustmentConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_IN_FLIGHT" | "TOO_MANY_RACES";
            /** @enum {integer} */
            status: 409;
        };
        CreateAdjustmentUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @example revenue:permit */
            account?: string;
            accounts?: string[];
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId?: string;
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_REUSED" | "ADJUSTMENT_NOT_BALANCED" | "ACCOUNT_UNKNOWN";
            currencies?: string[];
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentLinkId?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId?: string;
            /** @enum {integer} */
            status: 422;
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
            /** @enum {integer} */
            status: 400;
        };
        CreateAttemptConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_IN_FLIGHT" | "TOO_MANY_RACES" | "ATTEMPT_NOT_ALLOWED" | "PAYER_ERASED" | "RECORD_PAYMENT_IN_PROGRESS" | "RECORD_ALREADY_PAID" | "RECORD_PERHAPS_PAID" | "EXPIRED_BEFORE_IT_BEGAN";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example pending */
            paymentStatus?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example submitted */
            payoutStatus?: string;
            /** @enum {integer} */
            status: 409;
        };
        CreateAttemptNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @enum {integer} */
            status: 404;
        };
        CreateAttemptUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId?: string;
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_REUSED" | "PROVIDER_NOT_AVAILABLE" | "CURRENCY_NOT_SUPPORTED" | "MSISDN_NOT_SUPPORTED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentLinkId?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId?: string;
            /** @enum {integer} */
            status: 422;
        };
        CreateNoteNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @enum {integer} */
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
            /** @enum {integer} */
            status: 400;
        };
        CreatePaymentConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_IN_FLIGHT" | "TOO_MANY_RACES" | "RECORD_PAYMENT_IN_PROGRESS" | "RECORD_ALREADY_PAID" | "RECORD_PERHAPS_PAID" | "EXPIRED_BEFORE_IT_BEGAN";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @enum {integer} */
            status: 409;
        };
        CreatePaymentLinkBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "IDEMPOTENCY_KEY_MISSING" | "IDEMPOTENCY_KEY_INVALID";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
        };
        CreatePaymentLinkConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_IN_FLIGHT" | "TOO_MANY_RACES";
            /** @enum {integer} */
            status: 409;
        };
        CreatePaymentLinkSheetNotAcceptableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_ACCEPTABLE";
            /** @enum {integer} */
            status: 406;
        };
        CreatePaymentLinkSheetUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "BATCH_UNREADABLE" | "SHEET_HAS_INVALID_LINES" | "CURRENCY_NOT_SUPPORTED";
            /** @example Amount */
            column?: string | null;
            /** @example 3 */
            invalid?: number;
            /** @example 1 */
            line?: number;
            /** @example [] */
            lines?: {
                /** @description What is wrong, by field; an empty `field` is the request itself */
                errors: {
                    /** @example payer.msisdn */
                    field: string;
                    /** @example must be a phone number, as 07######## or +2507######## */
                    message: string;
                }[];
                line: number;
            }[];
            /** @enum {integer} */
            status: 422;
            /** @example the column "Amount" is missing */
            what?: string;
        };
        CreatePaymentLinkUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId?: string;
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_REUSED" | "CURRENCY_NOT_SUPPORTED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentLinkId?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId?: string;
            /** @enum {integer} */
            status: 422;
        };
        CreatePaymentUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId?: string;
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_REUSED" | "PROVIDER_NOT_AVAILABLE" | "CURRENCY_NOT_SUPPORTED" | "MSISDN_NOT_SUPPORTED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentLinkId?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId?: string;
            /** @enum {integer} */
            status: 422;
        };
        CreatePayoutAttemptBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "IDEMPOTENCY_KEY_MISSING" | "IDEMPOTENCY_KEY_INVALID";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
        };
        CreatePayoutAttemptConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_IN_FLIGHT" | "TOO_MANY_RACES" | "ATTEMPT_NOT_ALLOWED" | "PAYEE_ERASED" | "RECORD_PAYOUT_IN_PROGRESS" | "RECORD_ALREADY_PAID_OUT" | "RECORD_PERHAPS_PAID";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example pending */
            paymentStatus?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example submitted */
            payoutStatus?: string;
            /** @enum {integer} */
            status: 409;
        };
        CreatePayoutAttemptNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYOUT_NOT_FOUND";
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId: string;
            /** @enum {integer} */
            status: 404;
        };
        CreatePayoutAttemptUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId?: string;
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_REUSED" | "PROVIDER_NOT_AVAILABLE" | "CURRENCY_NOT_SUPPORTED" | "MSISDN_NOT_SUPPORTED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentLinkId?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId?: string;
            /** @enum {integer} */
            status: 422;
        };
        CreatePayoutBatchUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "BATCH_UNREADABLE" | "PROVIDER_NOT_AVAILABLE";
            /** @example Amount */
            column?: string | null;
            /** @example 1 */
            line?: number;
            /** @enum {integer} */
            status: 422;
            /** @example the column "Amount" is missing */
            what?: string;
        };
        CreateReportJobConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_REPORT_JOBS";
            /** @enum {integer} */
            status: 409;
        };
        CreateReportJobForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "PAYER_READ_REQUIRED";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        CreateReportJobNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REPORT_NOT_FOUND";
            /** @example daily-transaction */
            report: string;
            /**
             * @example [
             *       "daily-transactions",
             *       "failed-payments"
             *     ]
             */
            reports: string[];
            /** @enum {integer} */
            status: 404;
        };
        CreateSettlementBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "IDEMPOTENCY_KEY_MISSING" | "IDEMPOTENCY_KEY_INVALID";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
        };
        CreateSettlementConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_IN_FLIGHT" | "TOO_MANY_RACES";
            /** @enum {integer} */
            status: 409;
        };
        CreateSettlementUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId?: string;
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_REUSED" | "CURRENCY_NOT_SUPPORTED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentLinkId?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId?: string;
            /** @enum {integer} */
            status: 422;
        };
        CreateStatementConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "STATEMENT_BEING_CANCELLED";
            /** @example stm_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            statementId?: string;
            /** @enum {integer} */
            status: 409;
        };
        CreateStatementUnprocessableContentProblem: components["schemas"]["Problem"] & {
            before?: {
                /** @example 1200 */
                amount: string;
                /** @example RWF */
                currency: string;
            };
            choices?: string[];
            closing?: {
                /** @example 1200 */
                amount: string;
                /** @example RWF */
                currency: string;
            };
            /** @enum {string} */
            code: "PROVIDER_NOT_AVAILABLE" | "STATEMENT_UNREADABLE";
            /** @example Amount */
            column?: string | null;
            computed?: {
                /** @example 1200 */
                amount: string;
                /** @example RWF */
                currency: string;
            };
            difference?: {
                /** @example 1200 */
                amount: string;
                /** @example RWF */
                currency: string;
            };
            /** @example PNG */
            form?: string;
            /** @example 1 */
            line?: number;
            lookedFor?: {
                [key: string]: string[];
            };
            missing?: string[];
            opening?: {
                /** @example 1200 */
                amount: string;
                /** @example RWF */
                currency: string;
            };
            /** @enum {string} */
            question?: "dateFormat";
            /** @example NO_HEADER */
            reason?: string;
            /** @enum {integer} */
            status: 422;
            /** @example the header lacks a column "Amount": send the file as it was downloaded, with the row of its column names */
            what?: string;
        };
        CreateUserConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "USER_EXISTS";
            /** @enum {integer} */
            status: 409;
            /** @example usr_4f1c2d3e4b5a69788796a5b4 */
            userId?: string;
        };
        CreateWebhookEndpointNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            clientId: string;
            /** @enum {string} */
            code: "API_CLIENT_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
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
        Day: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            closedAt: string | null;
            /**
             * Format: date
             * @description A day in Kigali (Africa/Kigali, UTC+2)
             * @example 2026-11-28
             */
            date: string;
            /** @description In every other currency in which anything was posted */
            otherTotals: components["schemas"]["DayTotals"][];
            /** @description The seal of the log that covers the closing */
            seal: components["schemas"]["DaySeal"] | null;
            /**
             * Format: date-time
             * @description When the closing was sealed: within 10 s of it
             * @example 2026-03-01T08:00:00.000Z
             */
            sealedAt: string | null;
            /** @enum {string} */
            status: "open" | "closed";
            /** @enum {string} */
            timeZone: "Africa/Kigali";
            /** @description In the currency of the installation; frozen where the day is closed */
            totals: components["schemas"]["DayTotals"];
        };
        DayCount: {
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            amount: string;
            count: number;
        };
        DayList: {
            data: components["schemas"]["Day"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        DayReplay: {
            /**
             * Format: date-time
             * @description The moment that it shows
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /** @description As it stood */
            day: {
                [key: string]: unknown;
            };
            /** @description What had happened by then, oldest first */
            events: components["schemas"]["ToldEvent"][];
        };
        DaySeal: {
            head: string;
            /** @example 9f86d081884c7d65 */
            keyId: string;
            number: number;
            /** @description Ed25519, by the key `keyId`; `GET /v1/seals` has the whole seal */
            signature: string;
        };
        DayTotals: {
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            /** @description Attempts that ended without money, by the amount that was asked for */
            failed: components["schemas"]["DayCount"];
            /** @description Fees that a statement, a settlement or an adjustment names; none are guessed */
            fees: components["schemas"]["DayCount"];
            /** @description Payouts that reached the payee */
            paidOut: components["schemas"]["DayCount"];
            /** @description Refunds that reached the payer */
            refunded: components["schemas"]["DayCount"];
            /** @description Payments that were confirmed */
            successful: components["schemas"]["DayCount"];
            /** @description Of all lines posted for this day and the days before it */
            trialBalance: components["schemas"]["DayTrialBalance"];
        };
        DayTrialBalance: {
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            credits: string;
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            debits: string;
        };
        DeclareOutageNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PROVIDER_NOT_FOUND";
            /** @example mtn-momo */
            provider: string;
            /** @enum {integer} */
            status: 404;
        };
        EarlierStatement: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /** @example stm_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            id: string;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            receivedBy: string;
        };
        EbmNumber: {
            /** @example SDC004000001/168 NS */
            ebmNumber: string;
        };
        EndOutageNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PROVIDER_NOT_FOUND";
            /** @example mtn-momo */
            provider: string;
            /** @enum {integer} */
            status: 404;
        };
        ErasePayerConflictProblem: components["schemas"]["Problem"] & {
            /** @example [] */
            batchIds?: string[];
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "PAYER_NOT_ERASABLE";
            /** @example [] */
            paymentIds?: string[];
            /** @example [] */
            payoutIds?: string[];
            /** @example [] */
            refundIds?: string[];
            /** @example [] */
            reviewIds?: string[];
            /** @enum {integer} */
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
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
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
        GetAdjustmentNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId: string;
            /** @enum {string} */
            code: "ADJUSTMENT_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        GetApiClientNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            clientId: string;
            /** @enum {string} */
            code: "API_CLIENT_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        GetCreditNoteNotAcceptableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_ACCEPTABLE";
            /** @enum {integer} */
            status: 406;
        };
        GetCreditNoteNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "CREDIT_NOTE_NOT_FOUND";
            /** @example CRN-2026-000001 */
            number: string;
            /** @enum {integer} */
            status: 404;
        };
        GetDayNotAcceptableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_ACCEPTABLE";
            /** @enum {integer} */
            status: 406;
        };
        GetDayNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "DAY_NOT_FOUND";
            /** @example 2026-11-28 */
            date: string;
            /** @enum {integer} */
            status: 404;
        };
        GetEvidenceNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @enum {integer} */
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
            /** @enum {integer} */
            status: 400;
        };
        GetPaymentLinkNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_LINK_NOT_FOUND";
            /** @example lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentLinkId?: string;
            /** @enum {integer} */
            status: 404;
        };
        GetPaymentLinkQrNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_LINK_NOT_FOUND";
            /** @example lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentLinkId?: string;
            /** @enum {integer} */
            status: 404;
        };
        GetPaymentNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetPaymentReceiptHtmlNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND" | "RECEIPT_NOT_ISSUED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetPaymentReceiptNotAcceptableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_ACCEPTABLE";
            /** @enum {integer} */
            status: 406;
        };
        GetPaymentReceiptNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND" | "RECEIPT_NOT_ISSUED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetPaymentReceiptPdfNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND" | "RECEIPT_NOT_ISSUED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetPayoutBatchNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            batchId: string;
            /** @enum {string} */
            code: "BATCH_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        GetPayoutNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYOUT_NOT_FOUND";
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId: string;
            /** @enum {integer} */
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
            /** @enum {integer} */
            status: 503;
        };
        GetReceiptNotAcceptableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_ACCEPTABLE";
            /** @enum {integer} */
            status: 406;
        };
        GetReceiptNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "RECEIPT_NOT_FOUND";
            /** @example false */
            genuine?: boolean;
            /** @example RCT-2026-000001 */
            number?: string;
            /** @enum {integer} */
            status: 404;
        };
        GetReconciliationItemNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "ITEM_NOT_FOUND";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetRecordNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "RECORD_NOT_FOUND";
            /** @example INV-1001 */
            recordId: string;
            /** @example invoice */
            recordType: string;
            /** @enum {integer} */
            status: 404;
        };
        GetRefundNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REFUND_NOT_FOUND";
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetReportForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "PAYER_READ_REQUIRED";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        GetReportJobFileConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REPORT_JOB_NOT_DONE";
            /** @example rep_7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0 */
            jobId: string;
            /** @example running */
            jobStatus: string;
            /** @enum {integer} */
            status: 409;
        };
        GetReportJobFileNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REPORT_JOB_NOT_FOUND";
            /** @example rep_7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0 */
            jobId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetReportJobNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REPORT_JOB_NOT_FOUND";
            /** @example rep_7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0 */
            jobId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetReportNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REPORT_NOT_FOUND";
            /** @example daily-transaction */
            report: string;
            /**
             * @example [
             *       "daily-transactions",
             *       "failed-payments"
             *     ]
             */
            reports: string[];
            /** @enum {integer} */
            status: 404;
        };
        GetReportUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REPORT_TOO_LONG_FOR_PDF";
            /** @example 1000 */
            mostRows: number;
            /** @enum {integer} */
            status: 422;
        };
        GetReviewNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REVIEW_NOT_FOUND";
            /** @example rev_4f1c2d3e4b5a69788796a5b4 */
            reviewId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetSettlementNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "SETTLEMENT_NOT_FOUND";
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetStatementNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "STATEMENT_NOT_FOUND";
            /** @example stm_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            statementId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetTimelineNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetUserNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "USER_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
            /** @example usr_4f1c2d3e4b5a69788796a5b4 */
            userId: string;
        };
        GetWebhookDeliveryNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "WEBHOOK_DELIVERY_NOT_FOUND";
            /** @example whd_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            deliveryId: string;
            /** @enum {integer} */
            status: 404;
        };
        GetWebhookEndpointNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "WEBHOOK_ENDPOINT_NOT_FOUND";
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            endpointId: string;
            /** @enum {integer} */
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
            /** @enum {integer} */
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
            /** @enum {integer} */
            status: 400;
        };
        InvitedUser: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /**
             * @description Null: it was erased
             * @example aline@example.rw
             */
            email: string | null;
            hasSecondFactor: boolean;
            /**
             * @description It follows from the e-mail address: the same person is the same user
             * @example usr_4f1c2d3e4b5a69788796a5b4
             */
            id: string;
            /**
             * Format: uri
             * @description No other answer holds it: only its hash is kept. It works once, for 72 hours
             * @example https://pay.example.rw/invite/4f1c2d3e4b5a69788796a5b4Zm9yLW9uZS1wZXJzb24tYW5kLW5vYm9keS1lbHNlLWhl
             */
            inviteUrl: string;
            /**
             * @example rw
             * @enum {string}
             */
            language: "en" | "rw" | "fr";
            /** @example Aline Uwase */
            name: string;
            /**
             * @example [
             *       "finance"
             *     ]
             */
            roles: ("service" | "support" | "payer:read" | "finance" | "approver" | "auditor" | "admin")[];
            /**
             * @description `invited`: the link waits to be used; `expired`: it was not used in 72 hours. Reset the sign-in then
             * @enum {string}
             */
            status: "invited" | "expired" | "active";
        };
        ItemAge: {
            /** @example 3 */
            count: number;
            /**
             * @description In whole days
             * @enum {string}
             */
            days: "0-1" | "2-7" | "8-30" | "31+";
        };
        ItemAssignment: {
            /** @description The API client or user who takes it; absent: the caller */
            assignee?: string | null;
        };
        ItemFilter: {
            /** @description Given to this API client or user */
            assignee?: string | null;
            /**
             * @description That came to this
             * @enum {string|null}
             */
            outcome?: "amount-mismatch" | "status-mismatch" | "missing-internally" | "missing-at-provider" | "duplicate-line" | "currency-mismatch" | "other-movement" | "unreadable" | null;
            /** @description Of this statement */
            statementId?: string | null;
            /**
             * @description In this state of work
             * @enum {string|null}
             */
            status?: "open" | "assigned" | "awaiting-approval" | "waiting" | null;
        };
        ItemNote: {
            /** @example Asked MTN on 3 March, ticket 4711 */
            text: string;
        };
        ItemReason: {
            /** @example The line is the payment of another day */
            reason: string;
        };
        ItemReasonText: {
            /** @example SAME_TRANSACTION_ID */
            code: string;
            /** @example The line has the transaction id that the provider gave us for it. */
            text: string;
        };
        ItemResolution: {
            /** @description Of `adjusted`: the approved adjustment */
            adjustmentId?: string | null;
            /** @example MTN corrected it on the statement of 3 March */
            note: string;
            /**
             * @description `adjusted` needs an adjustment of the ledger that people have approved; `written-off` is requested by this, and approved by another person; `waiting` may be resolved again
             * @enum {string}
             */
            resolution: "accepted" | "adjusted" | "wrong-line" | "waiting" | "written-off";
        };
        ItemsResolution: {
            /** @description Of `adjusted`: the approved adjustment */
            adjustmentId?: string | null;
            /** @description Which items: at least one member */
            filter: components["schemas"]["ItemFilter"];
            /** @example MTN corrected it on the statement of 3 March */
            note: string;
            /** @description Says what would be resolved, and changes nothing; absent: false */
            preview?: boolean | null;
            /**
             * @description `adjusted` needs an adjustment of the ledger that people have approved; `written-off` is requested by this, and approved by another person; `waiting` may be resolved again
             * @enum {string}
             */
            resolution: "accepted" | "adjusted" | "wrong-line" | "waiting" | "written-off";
        };
        ItemsResolved: {
            /**
             * @description How many the filter finds that are not resolved
             * @example 3
             */
            found: number;
            /** @description The first 20, as they were */
            items: components["schemas"]["ReconciliationItem"][];
            /**
             * @description Send it again for these
             * @example 3
             */
            left: number;
            preview: boolean;
            /**
             * @description At most 500 at a time; of write-offs: how many are requested
             * @example 3
             */
            resolved: number;
        };
        ItemSuggestion: {
            paymentId: string | null;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId: string | null;
            reasons: components["schemas"]["ItemReasonText"][];
            refundId: string | null;
            /** @example 0.9 */
            score: number;
        };
        ItemWrong: {
            /** @example Amount */
            column: string | null;
            /** @example is no amount */
            what: string;
        };
        LedgerAccount: {
            /**
             * @description On its normal side; negative on the other
             * @example 5000
             */
            balance: string;
            /**
             * @description A stable word: docs/ledger.md has the chart of accounts
             * @example revenue:permits
             */
            code: string;
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            credits: string;
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            debits: string;
            /** @enum {string} */
            kind: "asset" | "liability" | "income" | "expense" | "equity";
            /** @example Revenue of permits */
            name: string;
            /**
             * @description The side on which its balance is positive
             * @enum {string}
             */
            normal: "debit" | "credit";
        };
        LedgerAccountList: {
            data: components["schemas"]["LedgerAccount"][];
        };
        LedgerEntry: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /**
             * Format: date
             * @description The Kigali day for which it is posted
             * @example 2026-11-28
             */
            day: string;
            /** @example Payment received */
            description: string;
            /**
             * Format: date
             * @description Its own Kigali day; not `day` where that was closed when it became known
             * @example 2026-11-28
             */
            forDay: string;
            /** @example ent_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            id: string;
            lines: components["schemas"]["LedgerLine"][];
            source: components["schemas"]["LedgerSource"];
        };
        LedgerEntryList: {
            data: components["schemas"]["LedgerEntry"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        LedgerLine: {
            /**
             * @description A stable word: docs/ledger.md has the chart of accounts
             * @example revenue:permits
             */
            account: string;
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            credit: string;
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            /**
             * @description One of `debit` and `credit` is 0
             * @example 5000
             */
            debit: string;
            /**
             * @example {
             *       "service": "permits"
             *     }
             */
            dimensions: {
                [key: string]: string;
            };
        };
        LedgerSource: {
            /**
             * Format: uuid
             * @description The event of the log that it follows from
             */
            eventId: string;
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            id: string;
            /** @enum {string} */
            type: "payment" | "refund" | "payout" | "adjustment" | "statement" | "settlement";
        };
        ListAdjustmentsBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
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
            /** @enum {integer} */
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
            /** @enum {integer} */
            status: 400;
        };
        ListDepositsOfSettlementNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "SETTLEMENT_NOT_FOUND";
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId: string;
            /** @enum {integer} */
            status: 404;
        };
        ListLedgerEntriesBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
        };
        ListPaymentLinksBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
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
            /** @enum {integer} */
            status: 400;
        };
        ListPaymentsForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "PAYER_READ_REQUIRED";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        ListPayoutBatchLinesBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
        };
        ListPayoutBatchLinesNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            batchId: string;
            /** @enum {string} */
            code: "BATCH_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        ListPayoutsBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
        };
        ListReconciliationItemsBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
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
            /** @enum {integer} */
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
            /** @enum {integer} */
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
            /** @enum {integer} */
            status: 400;
        };
        ListSettlementsBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
        };
        ListStatementItemsBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
        };
        ListStatementItemsNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "STATEMENT_NOT_FOUND";
            /** @example stm_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            statementId: string;
            /** @enum {integer} */
            status: 404;
        };
        ListStatementsBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
        };
        ListWebhookDeliveriesBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
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
        NewAdjustment: {
            /** @example RWF */
            currency: string;
            /**
             * @description Debits and credits of the same sum
             * @example [
             *       {
             *         "account": "fees:mtn-momo",
             *         "debit": "125"
             *       },
             *       {
             *         "account": "provider:mtn-momo:wallet",
             *         "credit": "125"
             *       }
             *     ]
             */
            lines: ({
                /** @example suspense */
                account: string;
                /** @example 5000 */
                debit: string;
            } | {
                /** @example suspense */
                account: string;
                /** @example 5000 */
                credit: string;
            })[];
            /** @description The payment that it is about */
            paymentId?: string | null;
            /**
             * @description It stays in the log for ever, and is not sealed: name no person
             * @example Fee of October by the statement of MTN
             */
            reason: string;
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
             * @description The person behind the key, by a user’s id or by name: two clients of one owner, and a user and a client of this user, are one person where approvals are counted. It is never changed
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
            record: components["schemas"]["NewRecord"];
        };
        NewPaymentLink: {
            /**
             * @description Decimal text in major units. `null`: the payer names it, from `minAmount` to `maxAmount`; it has to be said, so that it is never forgotten
             * @example 5000
             */
            amount: string | null;
            /** @example RWF */
            currency: string;
            /**
             * @description The payer reads it on the page
             * @example School fees, second term
             */
            description?: string | null;
            /**
             * @description Of the payment
             * @example {
             *       "service": "fees",
             *       "branch": "huye"
             *     }
             */
            dimensions?: {
                [key: string]: string;
            } | null;
            /**
             * @description From then on nobody is asked any more
             * @example 2026-12-31T22:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description Of the page; absent: as the phone asks. The payer can change it
             * @example rw
             * @enum {string|null}
             */
            language?: "en" | "rw" | "fr" | null;
            /**
             * @description With `amount` `null`; absent: PAYMENT_LINK_AMOUNTS
             * @example 100000
             */
            maxAmount?: string | null;
            /**
             * @description With `amount` `null`; absent: PAYMENT_LINK_AMOUNTS
             * @example 500
             */
            minAmount?: string | null;
            record: components["schemas"]["NewRecord"];
            /**
             * @description A field team’s own mark. It is the dimension `reference` of the payment
             * @example huye-team-2
             */
            reference?: string | null;
        };
        NewPaymentPayer: {
            /**
             * @description Where the receipt and credit notes are sent
             * @example a.uwase@example.rw
             */
            email?: string | null;
            /**
             * @description E.164, or the Rwandan local form
             * @example 0788123456
             */
            msisdn: string;
        };
        NewPayout: {
            /**
             * @description Decimal text in major units, at most the digits of the currency
             * @example 25000
             */
            amount: string;
            /** @example RWF */
            currency: string;
            /** @example Allowance of November */
            description?: string | null;
            /**
             * @example {
             *       "program": "2026",
             *       "branch": "kigali"
             *     }
             */
            dimensions?: {
                [key: string]: string;
            } | null;
            /**
             * @description How long each attempt may wait; absent: REFUND_EXPIRY_SECONDS
             * @example 900
             */
            expiresInSeconds?: number | null;
            /**
             * @example {
             *       "anything": "text"
             *     }
             */
            metadata?: {
                [key: string]: string;
            } | null;
            payee: components["schemas"]["NewPayoutPayee"];
            /**
             * @description Absent: chosen by routing
             * @example mtn-momo
             */
            provider?: string | null;
            record: components["schemas"]["NewRecord"];
        };
        NewPayoutAttempt: {
            /** @description Who is paid now: it needs approval again. Absent: the same */
            payee?: components["schemas"]["NewPayoutPayee"] | null;
        };
        NewPayoutPayee: {
            /**
             * @description E.164, or the Rwandan local form
             * @example 0788123456
             */
            msisdn: string;
            /**
             * @description Who is paid, for the people who approve it
             * @example Aline Uwase
             */
            name?: string | null;
        };
        NewRecord: {
            /** @example INV-1001 */
            id: string;
            /**
             * @description Absent: `1`
             * @example 1
             */
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
        NewReportJob: {
            /**
             * @description With this dimension
             * @example kigali
             */
            branch?: string | null;
            /**
             * @description What `revenue-by-service` is grouped by
             * @default service
             * @enum {string|null}
             */
            by: "service" | "branch" | "department" | "program" | "reference" | "provider" | null;
            /** @description Of this API client */
            client?: string | null;
            /**
             * @description With this dimension
             * @example one-stop
             */
            department?: string | null;
            /**
             * @description The form of the report
             * @default json
             * @enum {string|null}
             */
            format: "json" | "csv" | "xlsx" | "pdf" | null;
            /**
             * Format: date
             * @description The first day, in Kigali; default: `to`, or today
             * @example 2026-11-01
             */
            from?: string | null;
            /** @example revenue-by-service */
            name: string;
            /**
             * @description Whole numbers need the role `payer:read`, and each is put on record
             * @default masked
             * @enum {string|null}
             */
            phoneNumbers: "masked" | "whole" | null;
            /**
             * @description Of CSV: the table alone, for programs
             * @default false
             * @enum {string|null}
             */
            plain: "true" | "false" | null;
            /**
             * @description With this dimension
             * @example 2026
             */
            program?: string | null;
            /**
             * @description By this provider
             * @example mtn-momo
             */
            provider?: string | null;
            /**
             * @description With this dimension
             * @example field-7
             */
            reference?: string | null;
            /**
             * @description With this dimension
             * @example permits
             */
            service?: string | null;
            /**
             * Format: date
             * @description The last day, in Kigali, which is in it; default: `from`
             * @example 2026-11-22
             */
            to?: string | null;
        };
        NewSettlement: {
            /**
             * @description What has left the wallet
             * @example 1500000
             */
            amount: string;
            /**
             * @description Where it is expected, as you call the account
             * @example BK 100-2003-45
             */
            bankAccount: string;
            /**
             * @description The first day whose payments it is made of
             * @example 2026-11-19
             */
            coversFrom?: string | null;
            /**
             * @description The last of these days
             * @example 2026-11-20
             */
            coversTo?: string | null;
            /** @example RWF */
            currency: string;
            /**
             * @description Absent: three days after it left
             * @example 2026-11-23T16:00:00Z
             */
            expectedBy?: string | null;
            /**
             * @description When it left; today in Kigali at the latest
             * @example 2026-11-20T16:00:00Z
             */
            leftAt: string;
            /** @example mtn-momo */
            provider: string;
            /**
             * @description The provider’s own number of the move
             * @example 9000123456
             */
            reference?: string | null;
        };
        NewUser: {
            /**
             * Format: email
             * @description The person signs in with it; it is never changed
             * @example aline@example.rw
             */
            email: string;
            /**
             * @description Of the pages
             * @default en
             * @example rw
             * @enum {string|null}
             */
            language: "en" | "rw" | "fr" | null;
            /**
             * @description For people: it stands in the log beside the id
             * @example Aline Uwase
             */
            name: string;
            /**
             * @example [
             *       "finance"
             *     ]
             */
            roles: ("service" | "support" | "payer:read" | "finance" | "approver" | "auditor" | "admin")[];
        };
        NewWebhookEndpoint: {
            /** @description For `admin`, in place of `clientId`: phone numbers are masked then */
            allClients?: boolean | null;
            /**
             * @description For `admin`; absent: the caller
             * @example cli_4f1c2d3e4b5a69788796a5b4
             */
            clientId?: string | null;
            /**
             * @example [
             *       "payment.*",
             *       "receipt.issued"
             *     ]
             */
            events: string[];
            /**
             * @description https, and of the public internet
             * @example https://shop.example.rw/hooks
             */
            url: string;
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
        OutageFigures: {
            /** @example 80 */
            calls: number;
            /**
             * @description Not answered, or by a fault of the platform
             * @example 62
             */
            failed: number;
            /**
             * @description In so many seconds
             * @example 300
             */
            seconds: number;
        };
        OutageReason: {
            /**
             * @description For people; no personal data
             * @example MTN announced maintenance until 06:00
             */
            reason: string;
        };
        Payee: {
            /**
             * @description Only where the payee’s data is erased
             * @enum {boolean}
             */
            erased?: true;
            /**
             * @description Masked (`+25078*****56`) for roles without `payer:read`; null once the payee’s data is erased
             * @example +250788123456
             */
            msisdn: string | null;
            /** @example Aline Uwase */
            name: string | null;
        };
        Payer: {
            /**
             * @description Masked (`a*****@example.rw`) as the number is; only where one was given
             * @example a.uwase@example.rw
             */
            email?: string;
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
            /** @description Lines of files of payouts that name this person, on the last page */
            batchLines: {
                [key: string]: unknown;
            }[];
            /** @description By payments, oldest first */
            data: components["schemas"]["PayerPayment"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
            payer: components["schemas"]["ExportedPayer"];
            /** @description Payouts to this person, after the last payment */
            payouts: components["schemas"]["PayerOutgoing"][];
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
        PayerOutgoing: {
            callbacks: {
                [key: string]: unknown;
            }[];
            /**
             * @description Of the refund or payout
             * @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0
             */
            id: string;
            reviews: {
                [key: string]: unknown;
            }[];
            /** @description Every event of it */
            timeline: components["schemas"]["TimelineEvent"][];
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
            /** @description Money that was asked back */
            refunds: components["schemas"]["PayerOutgoing"][];
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
        PaymentLink: {
            /**
             * @description Null: the payer names it
             * @example 5000
             */
            amount: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            closedAt: string | null;
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
            /** @example School fees, second term */
            description: string | null;
            /**
             * @example {
             *       "service": "fees",
             *       "reference": "huye-team-2"
             *     }
             */
            dimensions: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            expiresAt: string | null;
            /** @example lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            id: string;
            /**
             * @example rw
             * @enum {string|null}
             */
            language: "en" | "rw" | "fr" | null;
            /**
             * @description What the payer may name at most; null where `amount` is set
             * @example 5000
             */
            maxAmount: string | null;
            /**
             * @description What the payer may name at least; null where `amount` is set
             * @example 5000
             */
            minAmount: string | null;
            /**
             * @description Whom a sheet named
             * @example Keza Uwase
             */
            name: string | null;
            /**
             * @description The payment that makes it so; else the newest that came of it
             * @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0
             */
            paymentId: string | null;
            /**
             * Format: uri
             * @description Its QR code as SVG; null as `url` is
             * @example https://pay.example.rw/pay/TxwtPktaaXiXlqW0w9Lh8G1vY2stZXhhbXBsZS1ub3QtYS1zZWNyZXQtYXQtYWxsLTE
             */
            qr: string | null;
            record: components["schemas"]["RecordReference"];
            /** @example huye-team-2 */
            reference: string | null;
            /**
             * @description By its payment and its record. `in-progress`: somebody was asked, or it is in doubt whether money was taken. `paid` stays `paid` after a refund
             * @enum {string}
             */
            status: "open" | "in-progress" | "paid" | "expired" | "closed";
            /**
             * Format: uri
             * @description The payer’s page, for the link’s own client and `admin`; null for others: it is enough to have a phone asked
             * @example https://pay.example.rw/pay/TxwtPktaaXiXlqW0w9Lh8G1vY2stZXhhbXBsZS1ub3QtYS1zZWNyZXQtYXQtYWxsLTE
             */
            url: string | null;
        };
        PaymentLinkList: {
            data: components["schemas"]["PaymentLink"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        PaymentLinkSheetCheck: {
            /** @description The first 100, and every invalid one */
            lines: components["schemas"]["PaymentLinkSheetLine"][];
            /** @enum {string} */
            status: "checked";
            totals?: {
                /** @example 3 */
                invalid: number;
                /** @example 3 */
                lines: number;
                /** @example 3 */
                valid: number;
            };
        };
        PaymentLinkSheetLine: {
            errors: {
                field: string;
                message: string;
            }[];
            /**
             * @description As a spreadsheet counts: the header is line 1
             * @example 2
             */
            line: number;
            /**
             * @example {
             *       "Record": "FEE-1",
             *       "Amount": "25000",
             *       "Currency": "RWF",
             *       "Name": "Keza Uwase"
             *     }
             */
            row: {
                [key: string]: string;
            };
            valid: boolean;
        };
        PaymentList: {
            data: components["schemas"]["Payment"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        Payout: {
            /**
             * @description Decimal text in major units
             * @example 25000
             */
            amount: string;
            /** @description In the order of their approvals */
            approvedBy: string[];
            attempts: components["schemas"]["PayoutAttempt"][];
            /**
             * @description The batch that it is a line of
             * @example bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0
             */
            batchId: string | null;
            /**
             * Format: date-time
             * @description When it was successful
             * @example 2026-03-01T08:00:00.000Z
             */
            completedAt: string | null;
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
            /** @example Allowance of November */
            description: string | null;
            /**
             * @example {
             *       "program": "2026"
             *     }
             */
            dimensions: {
                [key: string]: string;
            };
            failure: components["schemas"]["PayoutFailure"] | null;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            id: string;
            /**
             * @example {
             *       "anything": "text"
             *     }
             */
            metadata: {
                [key: string]: string;
            };
            payee: components["schemas"]["Payee"];
            /** @example mtn-momo */
            provider: string;
            /**
             * Format: uuid
             * @description Of the current attempt; null before approval
             * @example 7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0
             */
            providerReference: string | null;
            /**
             * @description The provider’s own number of the transaction; null until it is known
             * @example 4107714342
             */
            providerTransactionId: string | null;
            record: components["schemas"]["PayoutRecord"];
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            rejectedBy: string | null;
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
        PayoutAttempt: {
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
            status: "created" | "submitted" | "uncertain" | "successful" | "failed";
        };
        PayoutBatch: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            approvedAt: string | null;
            /** @description In the order of their approvals */
            approvedBy: string[];
            /**
             * @description How many different people must approve it
             * @example 1
             */
            approversNeeded: number;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            completedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /** @example bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            id: string;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            rejectedBy: string | null;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            requestedBy: string;
            /** @description What has become of the valid lines so far; lists may be a second behind */
            results: components["schemas"]["PayoutBatchResults"];
            /** @description It was approved without its invalid lines */
            skipInvalid: boolean;
            /**
             * @example requested
             * @enum {string}
             */
            status: "checking" | "requested" | "approved" | "rejected" | "sending" | "done";
            totals: components["schemas"]["PayoutBatchTotals"];
            /**
             * @description Why an approved batch is not being sent: an approver has left, the float does not cover the next line, or the provider does not tell the float. It goes on by itself; an approval has to be given. Null where nothing is in the way, and on instances that do not send it
             * @enum {string|null}
             */
            waitsFor: "APPROVAL" | "FLOAT" | "PROVIDER" | null;
        };
        PayoutBatchAnswer: components["schemas"]["PayoutBatch"] | components["schemas"]["PayoutBatchCheck"];
        PayoutBatchCheck: {
            /**
             * @example null
             * @enum {string|null}
             */
            id: null;
            /** @description The first 100, and every invalid one */
            lines: components["schemas"]["PayoutBatchLine"][];
            /** @enum {string} */
            status: "checked";
            totals: components["schemas"]["PayoutBatchTotals"];
        };
        PayoutBatchFinding: {
            /**
             * @description The column; empty: the line itself
             * @example Amount
             */
            field: string;
            /** @example must be a number without sign, exponent or separators of thousands, such as 5000 */
            message: string;
        };
        PayoutBatchLine: {
            errors: components["schemas"]["PayoutBatchFinding"][];
            /**
             * @description As a spreadsheet numbers it: the header is 1
             * @example 2
             */
            line: number;
            /**
             * @description Null until it is sent
             * @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0
             */
            payoutId: string | null;
            /**
             * @description The cells by the header; null once the payee’s data is erased
             * @example {
             *       "Record": "A-1",
             *       "Msisdn": "0788123456",
             *       "Amount": "25000",
             *       "Currency": "RWF"
             *     }
             */
            row: {
                [key: string]: string;
            } | null;
            /**
             * @description Of its payout. `refused`: it did not become one, for what `errors` say. Null: it is not sent
             * @enum {string|null}
             */
            status: "requested" | "approved" | "rejected" | "submitted" | "successful" | "failed" | "uncertain" | "refused" | null;
            valid: boolean;
            /** @description What a person should look at before approval */
            warnings: components["schemas"]["PayoutBatchFinding"][];
        };
        PayoutBatchLineList: {
            data: components["schemas"]["PayoutBatchLine"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        PayoutBatchList: {
            data: components["schemas"]["PayoutBatch"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        PayoutBatchReplay: {
            /**
             * Format: date-time
             * @description The moment that it shows
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /** @description As it stood */
            batch: {
                [key: string]: unknown;
            };
            /** @description What had happened by then, oldest first */
            events: components["schemas"]["ToldEvent"][];
        };
        PayoutBatchResults: {
            /** @example 3 */
            failed: number;
            /**
             * @description Not sent, for what the line’s `errors` say
             * @example 3
             */
            refused: number;
            /**
             * @description The sum of the lines that were refused
             * @example 5000
             */
            refusedAmount: string;
            /** @example 3 */
            successful: number;
            /**
             * @description In doubt: a person decides each in its review
             * @example 3
             */
            uncertain: number;
            /**
             * @description Sent, or about to be, without an end yet
             * @example 3
             */
            underWay: number;
            /**
             * @description Valid lines that are not sent yet
             * @example 3
             */
            waiting: number;
        };
        PayoutBatchSum: {
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
        };
        PayoutBatchTotals: {
            /**
             * @description The sum of the valid lines
             * @example 5000
             */
            amount: string;
            /**
             * @description Null where no line is valid
             * @example RWF
             */
            currency: string | null;
            /** @example 3 */
            invalid: number;
            /** @description What the invalid lines name, a sum for each currency; it is in no other figure. Null for a batch from before it was counted */
            invalidAmounts: components["schemas"]["PayoutBatchSum"][] | null;
            /**
             * @description How many invalid lines name no amount that can be read. Null for a batch from before it was counted
             * @example 3
             */
            invalidWithoutAmount: number | null;
            /** @example 3 */
            lines: number;
            /** @example 3 */
            valid: number;
            /**
             * @description How many valid lines have a warning
             * @example 3
             */
            warnings: number;
        };
        PayoutFailure: {
            /** @enum {string} */
            code: "REJECTED_BY_PAYER" | "PAYER_NOT_FOUND" | "INSUFFICIENT_FUNDS" | "LIMIT_REACHED" | "NOT_ALLOWED" | "CANCELLED" | "EXPIRED" | "CONFIGURATION" | "PROVIDER_ERROR" | "UNSPECIFIED";
            /**
             * @description The provider’s own code
             * @example PAYEE_NOT_FOUND
             */
            providerCode: string | null;
        };
        PayoutList: {
            data: components["schemas"]["Payout"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        PayoutRecord: {
            /** @example ALLOWANCE-2026-11-001 */
            id: string;
            /** @example 1 */
            part: string;
            /**
             * @example other
             * @enum {string}
             */
            type: "order" | "invoice" | "permit" | "subscription" | "booking" | "donation" | "service" | "other";
        };
        PayoutReplay: {
            /**
             * Format: date-time
             * @description The moment that it shows
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /** @description What had happened by then, oldest first */
            events: components["schemas"]["ToldEvent"][];
            /** @description As it stood */
            payout: {
                [key: string]: unknown;
            };
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
        Provider: {
            /**
             * @description For `admin` alone: the one address for callbacks, for the portal of a provider that is told no other. It contains a secret
             * @example null
             */
            callbackAddress: string | null;
            /**
             * @description Whether its calls are held back after many faults in a row; `half-open`: one is tried
             * @enum {string}
             */
            circuit: "closed" | "open" | "half-open";
            /**
             * @description Its name on receipts
             * @example MTN MoMo
             */
            method: string;
            /** @example mtn-momo */
            name: string;
            /** @description As a person or the figures of its calls declared it: payments and payouts go to another provider where one can take them. Null: none */
            outage: components["schemas"]["ProviderOutage"] | null;
            /** @description Whether payouts are set up */
            paysOut: boolean;
            /**
             * Format: date-time
             * @description Since when no call is answered; null while calls are answered
             * @example 2026-03-01T08:00:00.000Z
             */
            unreachableSince: string | null;
        };
        ProviderList: {
            /** @description In the order in which they are tried */
            data: components["schemas"]["Provider"][];
        };
        ProviderOutage: {
            /** @description What showed it; null: a person declared it */
            figures: components["schemas"]["OutageFigures"] | null;
            /** @example MTN announced maintenance until 06:00 */
            reason: string;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            since: string;
        };
        RateLimitedProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "RATE_LIMITED";
            /** @enum {integer} */
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
            /** @enum {integer} */
            status: 404;
        };
        ReceiveCallbackNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        ReceiveSettlementConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "SETTLEMENT_NOT_EXPECTED" | "DEPOSIT_EXCEEDS_SETTLEMENT" | "DEPOSIT_ALREADY_USED";
            /** @example 1500000 */
            inTransit?: string;
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId?: string;
            /** @example received */
            settlementStatus?: string;
            /** @enum {integer} */
            status: 409;
        };
        ReceiveSettlementNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "SETTLEMENT_NOT_FOUND";
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId: string;
            /** @enum {integer} */
            status: 404;
        };
        ReconciliationItem: {
            /** @description The movement that a person said it is */
            acceptedSuggestion: string | null;
            adjustmentId: string | null;
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            amount: string | null;
            /**
             * @description Of a write-off: the other person
             * @example cli_4f1c2d3e4b5a69788796a5b4
             */
            approvedBy: string | null;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            assignee: string | null;
            /** @example 1 */
            confidence: number;
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string | null;
            /**
             * @description By the tariff; null: none says it
             * @example 5000
             */
            expectedFee: string | null;
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            fee: string | null;
            /**
             * @description Empty in a dry run
             * @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17
             */
            id: string;
            /**
             * @description Of the file, where the first line is 1; null: it is on no line
             * @example 17
             */
            line: number | null;
            /** @description What was missing came on a later statement, or there the line met what was not known here before */
            metLater: boolean;
            /** @description Of the resolution */
            note: string | null;
            /**
             * @description How many notes it has
             * @example 3
             */
            notes: number;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            occurredAt: string | null;
            /**
             * Format: date-time
             * @description Null of a line that nobody has to look at
             * @example 2026-03-01T08:00:00.000Z
             */
            openedAt: string | null;
            /** @enum {string} */
            outcome: "matched" | "amount-mismatch" | "status-mismatch" | "missing-internally" | "missing-at-provider" | "duplicate-line" | "currency-mismatch" | "other-movement" | "unreadable";
            paymentId: string | null;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId: string | null;
            /**
             * @description The provider’s own number of the transaction; null until it is known
             * @example 4107714342
             */
            providerTransactionId: string | null;
            /** @description Why */
            reasons: components["schemas"]["ItemReasonText"][];
            refundId: string | null;
            /** @enum {string|null} */
            resolution: "accepted" | "adjusted" | "wrong-line" | "waiting" | "written-off" | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            resolvedAt: string | null;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            resolvedBy: string | null;
            /**
             * @description The cells by their headers. Of a line of ours without names and whole numbers, which its payment has; null where there is no line, or the person’s data is erased
             * @example {
             *       "Id": "4107714342",
             *       "Amount": "5000"
             *     }
             */
            row: {
                [key: string]: string;
            } | null;
            /**
             * @description By which rule it came to this; null: no rule knows it
             * @enum {string|null}
             */
            rule: "same-line" | "transaction-id" | "our-reference" | "amount-and-number" | null;
            /** @example stm_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            statementId: string | null;
            /**
             * @description `none`: nobody has to do anything about it
             * @enum {string}
             */
            status: "open" | "assigned" | "awaiting-approval" | "waiting" | "resolved" | "none";
            /** @description What it may be: a person accepts it */
            suggestion: components["schemas"]["ItemSuggestion"] | null;
            /**
             * @description It waits for another person’s approval
             * @example cli_4f1c2d3e4b5a69788796a5b4
             */
            writeOffRequestedBy: string | null;
            /** @description Of a line that cannot be read */
            wrong: components["schemas"]["ItemWrong"] | null;
        };
        ReconciliationItemList: {
            /** @description Everything that is not resolved, by its age; of 20,000 and more, as it was up to ten seconds ago */
            ageing: components["schemas"]["ItemAge"][];
            data: components["schemas"]["ReconciliationItem"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        ReconciliationItemsOfStatement: {
            data: components["schemas"]["ReconciliationItem"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
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
        RecoverWebhooksConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "WEBHOOK_ENDPOINT_STOPPED";
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            endpointId?: string;
            /** @enum {integer} */
            status: 409;
        };
        RecoverWebhooksNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "WEBHOOK_ENDPOINT_NOT_FOUND";
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            endpointId: string;
            /** @enum {integer} */
            status: 404;
        };
        RedeliverWebhookConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "WEBHOOK_ENDPOINT_STOPPED";
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            endpointId?: string;
            /** @enum {integer} */
            status: 409;
        };
        RedeliverWebhookNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "WEBHOOK_DELIVERY_NOT_FOUND" | "WEBHOOK_ENDPOINT_NOT_FOUND";
            /** @example whd_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            deliveryId?: string;
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            endpointId?: string;
            /** @enum {integer} */
            status: 404;
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
        RejectAdjustmentConflictProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId?: string;
            /** @example approved */
            adjustmentStatus?: string;
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "ADJUSTMENT_NOT_REQUESTED";
            /** @enum {integer} */
            status: 409;
        };
        RejectAdjustmentForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        RejectAdjustmentNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId: string;
            /** @enum {string} */
            code: "ADJUSTMENT_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        Rejection: {
            /** @example The permit was issued on 3 March. */
            reason: string;
        };
        RejectItemWriteOffConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "WRITE_OFF_NOT_REQUESTED";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId?: string;
            /** @enum {integer} */
            status: 409;
        };
        RejectItemWriteOffForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        RejectItemWriteOffNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "ITEM_NOT_FOUND";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId: string;
            /** @enum {integer} */
            status: 404;
        };
        RejectPayoutBatchConflictProblem: components["schemas"]["Problem"] & {
            /** @example bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            batchId?: string;
            /** @example sending */
            batchStatus?: string;
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "BATCH_NOT_REQUESTED";
            /** @enum {integer} */
            status: 409;
        };
        RejectPayoutBatchForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        RejectPayoutBatchNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            batchId: string;
            /** @enum {string} */
            code: "BATCH_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        RejectPayoutConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "PAYOUT_NOT_REQUESTED";
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example submitted */
            payoutStatus?: string;
            /** @enum {integer} */
            status: 409;
        };
        RejectPayoutForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        RejectPayoutNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYOUT_NOT_FOUND";
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId: string;
            /** @enum {integer} */
            status: 404;
        };
        RejectRefundConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "REFUND_NOT_REQUESTED";
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId?: string;
            /** @example approved */
            refundStatus?: string;
            /** @enum {integer} */
            status: 409;
        };
        RejectRefundForbiddenProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "FORBIDDEN" | "APPROVER_IS_REQUESTER";
            /** @enum {integer} */
            status: 403;
            /** @example fresh-second-factor */
            wants?: string;
        };
        RejectRefundNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REFUND_NOT_FOUND";
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId: string;
            /** @enum {integer} */
            status: 404;
        };
        RemoveUserConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "LAST_ADMINISTRATOR";
            /** @enum {integer} */
            status: 409;
            /** @example usr_4f1c2d3e4b5a69788796a5b4 */
            userId?: string;
        };
        RemoveUserNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "USER_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
            /** @example usr_4f1c2d3e4b5a69788796a5b4 */
            userId: string;
        };
        RemoveWebhookEndpointNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "WEBHOOK_ENDPOINT_NOT_FOUND";
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            endpointId: string;
            /** @enum {integer} */
            status: 404;
        };
        ReopenReconciliationItemConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "SUGGESTION_ACCEPTED";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId?: string;
            /** @enum {integer} */
            status: 409;
        };
        ReopenReconciliationItemNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "ITEM_NOT_FOUND";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId: string;
            /** @enum {integer} */
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
        ReplayAdjustmentNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId: string;
            /** @enum {string} */
            code: "ADJUSTMENT_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        ReplayDayNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "DAY_NOT_FOUND";
            /** @example 2026-11-28 */
            date: string;
            /** @enum {integer} */
            status: 404;
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
            /** @enum {integer} */
            status: 404;
        };
        ReplayPayoutBatchNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            batchId: string;
            /** @enum {string} */
            code: "BATCH_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        ReplayPayoutNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYOUT_NOT_FOUND";
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId: string;
            /** @enum {integer} */
            status: 404;
        };
        ReplaySettlementNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "SETTLEMENT_NOT_FOUND";
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId: string;
            /** @enum {integer} */
            status: 404;
        };
        Report: {
            columns: components["schemas"]["ReportColumn"][];
            /** @description The rows: each has a member for each column */
            data: {
                [key: string]: string | number | null;
            }[];
            /** @enum {string} */
            environment: "sandbox" | "live";
            /**
             * @example {
             *       "service": "permits"
             *     }
             */
            filters: {
                [key: string]: string;
            };
            /**
             * Format: date
             * @example 2026-11-28
             */
            from: string | null;
            /**
             * Format: date-time
             * @description In UTC
             * @example 2026-03-01T08:00:00.000Z
             */
            madeAt: string;
            /**
             * @example [
             *       "2026-11-28 is not over yet"
             *     ]
             */
            notes: string[];
            /** @example One Stop Centre */
            organisation: string;
            /** @enum {string} */
            phoneNumbers: "masked" | "whole";
            /** @enum {string} */
            report: "daily-transactions" | "settlement" | "failed-payments" | "pending-payments" | "refunds" | "reconciliation-mismatches" | "revenue-by-service" | "provider-fees" | "provider-performance" | "manual-adjustments" | "audit-log";
            /** @description How many rows it has */
            rows: number;
            /**
             * @description Of its days and times
             * @enum {string}
             */
            timeZone: "Africa/Kigali";
            /** @example Daily transactions */
            title: string;
            /**
             * Format: date
             * @example 2026-11-28
             */
            to: string | null;
            totals: components["schemas"]["ReportTotal"][];
        };
        ReportColumn: {
            /**
             * @description `money` is decimal text in the `currency` of its row; `number` is a JSON number
             * @enum {string}
             */
            kind: "word" | "text" | "phone" | "time" | "day" | "money" | "number";
            /**
             * @description The member of each row
             * @example amount
             */
            name: string;
            /**
             * @description The header in CSV and XLSX
             * @example Amount
             */
            title: string;
        };
        ReportColumnDescription: {
            /** @example In major units */
            description: string;
            /**
             * @description `money` is decimal text in the `currency` of its row; `number` is a JSON number
             * @enum {string}
             */
            kind: "word" | "text" | "phone" | "time" | "day" | "money" | "number";
            /**
             * @description The member of each row
             * @example amount
             */
            name: string;
            /**
             * @description The header in CSV and XLSX
             * @example Amount
             */
            title: string;
        };
        ReportDescription: {
            columns: components["schemas"]["ReportColumnDescription"][];
            /**
             * @description `days` takes `from` and `to`; `now` tells how things stand
             * @enum {string}
             */
            covers: "days" | "now";
            filters: ("service" | "branch" | "department" | "program" | "reference" | "provider" | "client")[];
            /** @description To make it is put on record */
            isAboutPeople: boolean;
            /** @enum {string} */
            name: "daily-transactions" | "settlement" | "failed-payments" | "pending-payments" | "refunds" | "reconciliation-mismatches" | "revenue-by-service" | "provider-fees" | "provider-performance" | "manual-adjustments" | "audit-log";
            /** @example Daily transactions */
            title: string;
        };
        ReportDescriptions: {
            data: components["schemas"]["ReportDescription"][];
        };
        ReportJob: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the job and its file are removed
             * @example 2026-03-01T08:00:00.000Z
             */
            expiresAt: string | null;
            /** @description Why it failed */
            failure: string | null;
            /** @description Null until it is done */
            file: components["schemas"]["ReportJobFile"] | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            finishedAt: string | null;
            /** @enum {string} */
            format: "json" | "csv" | "xlsx" | "pdf";
            /**
             * Format: date
             * @example 2026-11-28
             */
            from: string | null;
            /** @example rep_7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0 */
            id: string;
            /** @enum {string} */
            name: "daily-transactions" | "settlement" | "failed-payments" | "pending-payments" | "refunds" | "reconciliation-mismatches" | "revenue-by-service" | "provider-fees" | "provider-performance" | "manual-adjustments" | "audit-log";
            progress: components["schemas"]["ReportJobProgress"];
            /** @enum {string} */
            status: "waiting" | "running" | "done" | "failed";
            /**
             * Format: date
             * @example 2026-11-28
             */
            to: string | null;
        };
        ReportJobFile: {
            bytes: number;
            /** @example daily-transactions_2026-11-28.csv */
            name: string;
            sha256: string;
        };
        ReportJobList: {
            data: components["schemas"]["ReportJob"][];
        };
        ReportJobProgress: {
            /** @description Of what is to be read */
            percent: number;
            /** @description Written so far */
            rows: number;
        };
        ReportTotal: {
            /** @example 5000 */
            amount: string | null;
            /** @description How many payments, refunds or other things it is made of */
            count: number;
            /**
             * @description Null where it is a count alone
             * @example RWF
             */
            currency: string | null;
            /** @example Payments */
            of: string;
        };
        RequestPayoutBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "IDEMPOTENCY_KEY_MISSING" | "IDEMPOTENCY_KEY_INVALID";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
        };
        RequestPayoutConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_IN_FLIGHT" | "TOO_MANY_RACES" | "RECORD_PAYOUT_IN_PROGRESS" | "RECORD_ALREADY_PAID_OUT" | "RECORD_PERHAPS_PAID";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @enum {integer} */
            status: 409;
        };
        RequestPayoutUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId?: string;
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_REUSED" | "PROVIDER_NOT_AVAILABLE" | "CURRENCY_NOT_SUPPORTED" | "MSISDN_NOT_SUPPORTED";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentLinkId?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId?: string;
            /** @enum {integer} */
            status: 422;
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
            /** @enum {integer} */
            status: 400;
        };
        RequestRefundConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_IN_FLIGHT" | "TOO_MANY_RACES" | "PAYER_ERASED" | "PAYMENT_NOT_REFUNDABLE" | "REFUND_EXCEEDS_PAYMENT";
            /** @example true */
            inReview?: boolean;
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example failed */
            paymentStatus?: string;
            /** @example 2000 */
            refundable?: string;
            /** @enum {integer} */
            status: 409;
        };
        RequestRefundNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "PAYMENT_NOT_FOUND";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId: string;
            /** @enum {integer} */
            status: 404;
        };
        RequestRefundUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId?: string;
            /** @enum {string} */
            code: "IDEMPOTENCY_KEY_REUSED" | "REFUND_METHOD_NOT_AVAILABLE";
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentId?: string;
            /** @example lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            paymentLinkId?: string;
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example mtn-momo */
            provider?: string;
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            settlementId?: string;
            /** @enum {integer} */
            status: 422;
        };
        ResetSignInConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "LAST_ADMINISTRATOR";
            /** @enum {integer} */
            status: 409;
            /** @example usr_4f1c2d3e4b5a69788796a5b4 */
            userId?: string;
        };
        ResetSignInNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "USER_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
            /** @example usr_4f1c2d3e4b5a69788796a5b4 */
            userId: string;
        };
        ResolveReconciliationItemConflictProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId?: string;
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "ADJUSTMENT_NOT_APPROVED" | "SUGGESTION_ACCEPTED" | "ITEM_RESOLVED";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId?: string;
            /** @example accepted */
            resolution?: string;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            resolvedBy?: string;
            /** @enum {integer} */
            status: 409;
        };
        ResolveReconciliationItemNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "ITEM_NOT_FOUND";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId: string;
            /** @enum {integer} */
            status: 404;
        };
        ResolveReconciliationItemsBadRequestProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "INVALID_REQUEST" | "QUERY_TOO_BROAD";
            /** @description What is wrong, by field; an empty `field` is the request itself */
            errors?: {
                /** @example payer.msisdn */
                field: string;
                /** @example must be a phone number, as 07######## or +2507######## */
                message: string;
            }[];
            /** @enum {integer} */
            status: 400;
        };
        ResolveReconciliationItemsConflictProblem: components["schemas"]["Problem"] & {
            /** @example adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            adjustmentId?: string;
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "ADJUSTMENT_NOT_APPROVED";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId?: string;
            /** @enum {integer} */
            status: 409;
        };
        ResolveReconciliationItemsUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "ADJUSTMENT_NEEDED";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId: string;
            /** @enum {integer} */
            status: 422;
        };
        ResolveReconciliationItemUnprocessableContentProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "ADJUSTMENT_NEEDED";
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId: string;
            /** @enum {integer} */
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
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example successful */
            payoutStatus?: string;
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
            /** @enum {integer} */
            status: 409;
        };
        ResolveReviewNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "REVIEW_NOT_FOUND";
            /** @example rev_4f1c2d3e4b5a69788796a5b4 */
            reviewId: string;
            /** @enum {integer} */
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
            /** @example out_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            payoutId?: string;
            /** @example successful */
            payoutStatus?: string;
            possible?: string[];
            /** @example ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            refundId?: string;
            /** @example failed */
            refundStatus?: string;
            /** @example rev_4f1c2d3e4b5a69788796a5b4 */
            reviewId?: string;
            /** @enum {integer} */
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
            /** @enum {integer} */
            status: 409;
        };
        RevokeApiClientNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            clientId: string;
            /** @enum {string} */
            code: "API_CLIENT_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        RotateApiKeyConflictProblem: components["schemas"]["Problem"] & {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            clientId?: string;
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "LAST_ADMIN_KEY" | "API_CLIENT_REVOKED";
            /** @enum {integer} */
            status: 409;
        };
        RotateApiKeyNotFoundProblem: components["schemas"]["Problem"] & {
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            clientId: string;
            /** @enum {string} */
            code: "API_CLIENT_NOT_FOUND";
            /** @enum {integer} */
            status: 404;
        };
        RotateWebhookSecretNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "WEBHOOK_ENDPOINT_NOT_FOUND";
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            endpointId: string;
            /** @enum {integer} */
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
        Settlement: {
            /** @description Full days since it left the wallet */
            ageDays: number;
            /** @example BK 100-2003-45 */
            bankAccount: string;
            cancelled: components["schemas"]["SettlementCancellation"] | null;
            /** @description The days whose payments it is made of */
            covers: components["schemas"]["SettlementDays"] | null;
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
            deposits: components["schemas"]["SettlementDeposit"][];
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            expectedBy: string;
            /**
             * @description What was kept on the way
             * @example 5000
             */
            fees: string;
            /**
             * @description What has left the wallet
             * @example 5000
             */
            gross: string;
            /** @example stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            id: string;
            /**
             * @description What has left the wallet and is neither at the bank nor a fee
             * @example 5000
             */
            inTransit: string;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            leftAt: string;
            /**
             * @description What has come to the bank
             * @example 5000
             */
            net: string;
            /** @description It is in transit, and `expectedBy` has passed */
            overdue: boolean;
            /** @example mtn-momo */
            provider: string;
            /**
             * Format: date-time
             * @description When the last of it was confirmed
             * @example 2026-03-01T08:00:00.000Z
             */
            receivedAt: string | null;
            /** @description The provider’s own number of the move */
            reference: string | null;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            requestedBy: string;
            /** @enum {string} */
            status: "expected" | "partly-received" | "received" | "cancelled";
        };
        SettlementAge: {
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            amount: string;
            count: number;
            fromDays: number;
            /** @description Within; null: and more */
            toDays: number | null;
        };
        SettlementCancellation: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            by: string;
            /** @example The move was never made */
            reason: string;
        };
        SettlementCancellationRequest: {
            /**
             * @description It stays in the log for ever: name no person
             * @example The move was never made
             */
            reason: string;
        };
        SettlementCount: {
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            amount: string;
            count: number;
        };
        SettlementDays: {
            /**
             * Format: date
             * @description A day in Kigali (Africa/Kigali, UTC+2)
             * @example 2026-11-28
             */
            from: string;
            /**
             * Format: date
             * @description A day in Kigali (Africa/Kigali, UTC+2)
             * @example 2026-11-28
             */
            to: string;
        };
        SettlementDeposit: {
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            amount: string;
            /** @example FT26333 */
            bankReference: string;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            confirmedBy: string;
            /**
             * @description Kept on the way
             * @example 5000
             */
            fee: string;
            /** @description The line of an imported bank statement */
            itemId: string | null;
            note: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            receivedAt: string;
        };
        SettlementList: {
            data: components["schemas"]["Settlement"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        SettlementReceipt: {
            /**
             * @description What the bank has credited, in the currency of the settlement; `0` with a `fee` that was forgotten at an earlier deposit
             * @example 1499500
             */
            amount: string;
            /**
             * @description The bank’s reference of the deposit
             * @example FT26333
             */
            bankReference: string;
            /**
             * @description What was kept on the way; absent: nothing
             * @example 500
             */
            fee?: string | null;
            /** @description The line of an imported bank statement */
            itemId?: string | null;
            /** @description It stays in the log for ever, and is not sealed: name no person */
            note?: string | null;
            /**
             * @description When the bank credited it
             * @example 2026-11-21
             */
            receivedAt: string;
        };
        SettlementReplay: {
            /**
             * Format: date-time
             * @description The moment that it shows
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /** @description What had happened by then, oldest first */
            events: components["schemas"]["ToldEvent"][];
            /** @description As it stood */
            settlement: {
                [key: string]: unknown;
            };
        };
        SettlementsInTransit: {
            /** @description By full days since it left */
            ages: components["schemas"]["SettlementAge"][];
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            amount: string;
            count: number;
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            overdue: components["schemas"]["SettlementCount"];
            /** @example mtn-momo */
            provider: string;
        };
        SettlementsInTransitList: {
            data: components["schemas"]["SettlementsInTransit"][];
        };
        SettlementSuggestions: {
            coverage: components["schemas"]["SuggestedCoverage"][];
            /**
             * Format: date-time
             * @description Entries were looked at one by one since then, days 31 days back
             * @example 2026-03-01T08:00:00.000Z
             */
            entriesSince: string | null;
            settlements: components["schemas"]["SuggestedSettlement"][];
        };
        Statement: {
            /** @example collections */
            account: string;
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
            /**
             * @description What the provider took for itself, by currency: of lines that were never on a statement before
             * @example {
             *       "RWF": "1250"
             *     }
             */
            fees: {
                [key: string]: string;
            };
            /** @enum {string} */
            format: "csv" | "xlsx" | "mt940" | "camt.053";
            /**
             * Format: date-time
             * @description Of its earliest line
             * @example 2026-03-01T08:00:00.000Z
             */
            from: string | null;
            /** @example stm_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            importedAt: string | null;
            /**
             * @description What a person should know of how the file is read, such as its encoding
             * @example [
             *       "Of the 2 sheets, \"Lines\" was read."
             *     ]
             */
            notes: string[];
            /** @description What a person should know of the file as a whole */
            notices: components["schemas"]["StatementNotice"][];
            progress: components["schemas"]["StatementProgress"];
            /** @example mtn-momo */
            provider: string;
            /** @example cli_4f1c2d3e4b5a69788796a5b4 */
            receivedBy: string;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            reconciledAt: string | null;
            /**
             * @example reconciled
             * @enum {string}
             */
            status: "importing" | "matching" | "reconciled" | "cancelled";
            /**
             * Format: date-time
             * @description Of its latest line
             * @example 2026-03-01T08:00:00.000Z
             */
            to: string | null;
            /**
             * @description By outcome: how many, and the sum of their amounts in the currency of the statement
             * @example {
             *       "matched": {
             *         "count": 120,
             *         "amount": "600000"
             *       },
             *       "amount-mismatch": {
             *         "count": 1,
             *         "amount": "5500"
             *       }
             *     }
             */
            totals: {
                [key: string]: {
                    /** @example 5000 */
                    amount: string;
                    count: number;
                };
            };
            /**
             * @description The import waits for its file, which is not on the disk of this instance: send the file again, to this or to the instance that has it
             * @enum {string|null}
             */
            waitsFor: "FILE" | null;
        };
        StatementAnswer: components["schemas"]["Statement"] | components["schemas"]["StatementCheck"];
        StatementCheck: {
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            /** @description The statement that the same bytes of the same account are already; null: none */
            earlier: components["schemas"]["EarlierStatement"] | null;
            /**
             * @description What the provider took for itself, by currency: of lines that were never on a statement before
             * @example {
             *       "RWF": "1250"
             *     }
             */
            fees: {
                [key: string]: string;
            };
            /** @description The first 100: lines that are not simply matched, then what would be missing on it */
            findings: components["schemas"]["ReconciliationItem"][];
            /** @enum {string} */
            format: "csv" | "xlsx" | "mt940" | "camt.053";
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            from: string | null;
            /**
             * @example null
             * @enum {string|null}
             */
            id: null;
            /**
             * @description What a person should know of how the file is read, such as its encoding
             * @example [
             *       "Of the 2 sheets, \"Lines\" was read."
             *     ]
             */
            notes: string[];
            /** @description What a person should know of the file as a whole */
            notices: components["schemas"]["StatementNotice"][];
            progress: components["schemas"]["StatementProgress"];
            /** @enum {string} */
            status: "checked";
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            to: string | null;
            /**
             * @description By outcome: how many, and the sum of their amounts in the currency of the statement
             * @example {
             *       "matched": {
             *         "count": 120,
             *         "amount": "600000"
             *       },
             *       "amount-mismatch": {
             *         "count": 1,
             *         "amount": "5500"
             *       }
             *     }
             */
            totals: {
                [key: string]: {
                    /** @example 5000 */
                    amount: string;
                    count: number;
                };
            };
        };
        StatementList: {
            data: components["schemas"]["Statement"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        StatementNotice: {
            /** @enum {string} */
            code: "BALANCE_GAPS" | "BALANCE_DOES_NOT_CONTINUE" | "ANOTHER_ACCOUNT" | "FEES_DIFFER";
            /** @example The balance does not follow from the line before on line 17. */
            detail: string;
        };
        StatementProgress: {
            /** @example 1048576 */
            bytes: number;
            /** @example 3 */
            lines: number;
            /** @example 2097152 */
            totalBytes: number;
        };
        StoreUnavailableOrMayBeRecordedProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "STORE_UNAVAILABLE" | "MAY_BE_RECORDED";
            /** @enum {integer} */
            status: 503;
        };
        StoreUnavailableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "STORE_UNAVAILABLE";
            /** @enum {integer} */
            status: 503;
        };
        SuggestedCoverage: {
            /**
             * @description Days of Kigali, or entries of the ledger, in a row
             * @enum {string}
             */
            by: "days" | "entries";
            entries: number | null;
            /**
             * @description Expected by the tariff to have been kept
             * @example 5000
             */
            fee: string;
            /**
             * @description A day or a time
             * @example 2026-11-27
             */
            from: string;
            /**
             * @description What came into the wallet, less what went out
             * @example 5000
             */
            gross: string;
            /**
             * @description Why it is suggested, in words
             * @example [
             *       "The deposit came on that day or the next"
             *     ]
             */
            reasons: string[];
            /** @example 0.95 */
            score: number;
            /** @example 2026-11-28 */
            to: string;
        };
        SuggestedDeposit: {
            account: string | null;
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            amount: string;
            /** @example bank:bk */
            bank: string;
            /** @example FT26333 */
            bankReference: string | null;
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            /** @example itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17 */
            itemId: string;
            /**
             * @description Why it is suggested, in words
             * @example [
             *       "The deposit came on that day or the next"
             *     ]
             */
            reasons: string[];
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            receivedAt: string;
            /** @example 0.95 */
            score: number;
        };
        SuggestedDepositList: {
            data: components["schemas"]["SuggestedDeposit"][];
        };
        SuggestedSettlement: {
            /**
             * @description Why it is suggested, in words
             * @example [
             *       "The deposit came on that day or the next"
             *     ]
             */
            reasons: string[];
            /** @example 0.95 */
            score: number;
            settlement: components["schemas"]["Settlement"];
        };
        TestWebhookEndpointConflictProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "TOO_MANY_RACES" | "WEBHOOK_ENDPOINT_STOPPED";
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            endpointId?: string;
            /** @enum {integer} */
            status: 409;
        };
        TestWebhookEndpointNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "WEBHOOK_ENDPOINT_NOT_FOUND";
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            endpointId: string;
            /** @enum {integer} */
            status: 404;
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
            /** @enum {integer} */
            status: 409;
        };
        TrialBalance: {
            accounts: components["schemas"]["LedgerAccount"][];
            /**
             * Format: date-time
             * @description The moment: what was posted with this time or an earlier one
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /**
             * @description Decimal text in major units
             * @example 5000
             */
            credits: string;
            /**
             * @description ISO 4217
             * @example RWF
             */
            currency: string;
            /**
             * @description Of all lines; always equal to `credits`
             * @example 5000
             */
            debits: string;
        };
        UnauthenticatedProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "UNAUTHENTICATED";
            /** @enum {integer} */
            status: 401;
        };
        UnsupportedMediaTypeProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "UNSUPPORTED_MEDIA_TYPE";
            /** @enum {integer} */
            status: 415;
        };
        User: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /**
             * @description Null: it was erased
             * @example aline@example.rw
             */
            email: string | null;
            hasSecondFactor: boolean;
            /**
             * @description It follows from the e-mail address: the same person is the same user
             * @example usr_4f1c2d3e4b5a69788796a5b4
             */
            id: string;
            /**
             * @example rw
             * @enum {string}
             */
            language: "en" | "rw" | "fr";
            /** @example Aline Uwase */
            name: string;
            /**
             * @example [
             *       "finance"
             *     ]
             */
            roles: ("service" | "support" | "payer:read" | "finance" | "approver" | "auditor" | "admin")[];
            /**
             * @description `invited`: the link waits to be used; `expired`: it was not used in 72 hours. Reset the sign-in then
             * @enum {string}
             */
            status: "invited" | "expired" | "active";
        };
        UserChange: {
            /**
             * @example rw
             * @enum {string|null}
             */
            language?: "en" | "rw" | "fr" | null;
            /** @example Aline Uwase */
            name?: string | null;
            /**
             * @description Other roles end all sessions of the user
             * @example [
             *       "finance",
             *       "approver"
             *     ]
             */
            roles?: ("service" | "support" | "payer:read" | "finance" | "approver" | "auditor" | "admin")[] | null;
        };
        UserList: {
            data: components["schemas"]["User"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        VerifyReceiptNotAcceptableProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "NOT_ACCEPTABLE";
            /** @enum {integer} */
            status: 406;
        };
        VerifyReceiptNotFoundProblem: components["schemas"]["Problem"] & {
            /** @enum {string} */
            code: "RECEIPT_NOT_FOUND";
            /** @example false */
            genuine?: boolean;
            /** @example RCT-2026-000001 */
            number?: string;
            /** @enum {integer} */
            status: 404;
        };
        WebhookDelivery: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            endpointId: string;
            /**
             * @description It is the `webhook-id` of every try
             * @example whd_4f1c2d3e4b5a69788796a5b4c3d2e1f0
             */
            id: string;
            /**
             * Format: date-time
             * @description Null: it is not tried again by itself
             * @example 2026-03-01T08:00:00.000Z
             */
            nextTryAt: string | null;
            /** @example pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
            resourceId: string;
            /** @enum {string} */
            status: "pending" | "delivered" | "failed";
            /** @description Oldest first, the newest 50 */
            tries: components["schemas"]["WebhookTry"][];
            /** @example payment.successful */
            type: string;
        };
        WebhookDeliveryList: {
            data: components["schemas"]["WebhookDelivery"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        WebhookEndpoint: {
            allClients: boolean;
            /**
             * @description The API client that it belongs to; null: it hears of every client’s things
             * @example cli_4f1c2d3e4b5a69788796a5b4
             */
            clientId: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /**
             * @example [
             *       "payment.*",
             *       "receipt.issued"
             *     ]
             */
            events: string[];
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            id: string;
            /** @enum {string} */
            status: "active" | "stopped";
            /**
             * @description `GONE`: it answered 410. `FAILING`: every try of three days failed
             * @enum {string|null}
             */
            stoppedBecause: "GONE" | "FAILING" | null;
            /** @example https://shop.example.rw/hooks */
            url: string;
        };
        WebhookEndpointChange: {
            /**
             * @example [
             *       "payment.*"
             *     ]
             */
            events?: string[] | null;
            /**
             * @description Starts a stopped one again
             * @enum {string|null}
             */
            status?: "active" | null;
            /**
             * @description https, and of the public internet
             * @example https://shop.example.rw/hooks
             */
            url?: string | null;
        };
        WebhookEndpointList: {
            data: components["schemas"]["WebhookEndpoint"][];
            /** @description For `?cursor=` of the next page; null on the last */
            nextCursor: string | null;
        };
        WebhookEndpointWithSecret: {
            allClients: boolean;
            /**
             * @description The API client that it belongs to; null: it hears of every client’s things
             * @example cli_4f1c2d3e4b5a69788796a5b4
             */
            clientId: string | null;
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            createdAt: string;
            /**
             * @example [
             *       "payment.*",
             *       "receipt.issued"
             *     ]
             */
            events: string[];
            /** @example whe_4f1c2d3e4b5a69788796a5b4 */
            id: string;
            /**
             * @description For the receiver, which checks signatures with it. No other answer holds it
             * @example whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3
             */
            secret: string;
            /** @enum {string} */
            status: "active" | "stopped";
            /**
             * @description `GONE`: it answered 410. `FAILING`: every try of three days failed
             * @enum {string|null}
             */
            stoppedBecause: "GONE" | "FAILING" | null;
            /** @example https://shop.example.rw/hooks */
            url: string;
        };
        WebhookRecovery: {
            /** @example 2026-11-22T00:00:00Z */
            since: string;
        };
        WebhookSecretRotation: {
            /**
             * @description How long the earlier secrets sign too; absent: a day
             * @example 86400
             */
            overlapSeconds?: number | null;
        };
        WebhookTry: {
            /**
             * Format: date-time
             * @example 2026-03-01T08:00:00.000Z
             */
            at: string;
            /** @example no answer within 15 s */
            error: string | null;
            /** @example 42 */
            latencyMs: number;
            /**
             * @description The first 1,024 characters; phone numbers are masked
             * @example busy
             */
            responseBody: string;
            /**
             * @description Null: there was no answer
             * @example 503
             */
            status: number | null;
        };
    };
    responses: {
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `NOTHING_SUGGESTED`: Nothing is suggested for this item.
         *     - `SUGGESTION_TAKEN`: What was suggested has met another line since.
         *     - `SUGGESTION_ACCEPTED`: A suggestion was accepted for this item before, and that stays.
         *     - `ITEM_RESOLVED`: The item is resolved already; `resolution` says how. Open it again to resolve it otherwise.
         */
        AcceptItemSuggestionConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AcceptItemSuggestionConflictProblem"];
            };
        };
        /** @description - `ITEM_NOT_FOUND`: There is no such item. */
        AcceptItemSuggestionNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AcceptItemSuggestionNotFoundProblem"];
            };
        };
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
        /** @description - `ITEM_NOT_FOUND`: There is no such item. */
        AddReconciliationItemNoteNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AddReconciliationItemNoteNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `ADJUSTMENT_NOT_REQUESTED`: The adjustment has been decided already; `adjustmentStatus` says how.
         */
        ApproveAdjustmentConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApproveAdjustmentConflictProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
         *     - `APPROVER_IS_REQUESTER`: The person who asked for it may not approve, reject or complete it, under any key. Another person has to.
         */
        ApproveAdjustmentForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApproveAdjustmentForbiddenProblem"];
            };
        };
        /** @description - `ADJUSTMENT_NOT_FOUND`: There is no such adjustment. */
        ApproveAdjustmentNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApproveAdjustmentNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `WRITE_OFF_NOT_REQUESTED`: Nobody has asked that this item be written off.
         */
        ApproveItemWriteOffConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApproveItemWriteOffConflictProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
         *     - `APPROVER_IS_REQUESTER`: The person who asked for it may not approve, reject or complete it, under any key. Another person has to.
         */
        ApproveItemWriteOffForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApproveItemWriteOffForbiddenProblem"];
            };
        };
        /** @description - `ITEM_NOT_FOUND`: There is no such item. */
        ApproveItemWriteOffNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApproveItemWriteOffNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `BATCH_NOT_REQUESTED`: The batch does not wait for approval; `batchStatus` says how it stands.
         *     - `BATCH_HAS_INVALID_LINES`: The batch has invalid lines; `invalid` says how many, and its list of lines which. Approve it with `?skipInvalid=true` to leave them out, or reject it and send a corrected file.
         */
        ApprovePayoutBatchConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApprovePayoutBatchConflictProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
         *     - `APPROVER_IS_REQUESTER`: The person who asked for it may not approve, reject or complete it, under any key. Another person has to.
         */
        ApprovePayoutBatchForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApprovePayoutBatchForbiddenProblem"];
            };
        };
        /** @description - `BATCH_NOT_FOUND`: There is no such batch of payouts. */
        ApprovePayoutBatchNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApprovePayoutBatchNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `RECORD_PAYOUT_IN_PROGRESS`: Another payout for this record waits for approval, is under way or is in doubt; `payoutId` names it. Wait for its outcome.
         *     - `RECORD_ALREADY_PAID_OUT`: This record has been paid out; `payoutId` names the payout.
         *     - `RECORD_PERHAPS_PAID`: The provider or a person has said that this record was paid, and no person has decided it yet. Do not ask the payer again, and do not pay it out again.
         *     - `PAYOUT_NOT_REQUESTED`: The payout does not wait for approval; `payoutStatus` says how it stands.
         */
        ApprovePayoutConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApprovePayoutConflictProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
         *     - `APPROVER_IS_REQUESTER`: The person who asked for it may not approve, reject or complete it, under any key. Another person has to.
         */
        ApprovePayoutForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApprovePayoutForbiddenProblem"];
            };
        };
        /** @description - `PAYOUT_NOT_FOUND`: There is no such payout. */
        ApprovePayoutNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ApprovePayoutNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `PAYMENT_NOT_REFUNDABLE`: Only a successful payment can be refunded, and none about which a review of its money is open: decide that review first.
         *     - `REFUND_EXCEEDS_PAYMENT`: Refunds may not exceed what was paid.
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
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
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
         *     - `SUGGESTION_ACCEPTED`: A suggestion was accepted for this item before, and that stays.
         *     - `ITEM_RESOLVED`: The item is resolved already; `resolution` says how. Open it again to resolve it otherwise.
         */
        AssignReconciliationItemConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AssignReconciliationItemConflictProblem"];
            };
        };
        /** @description - `ITEM_NOT_FOUND`: There is no such item. */
        AssignReconciliationItemNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["AssignReconciliationItemNotFoundProblem"];
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
        /** @description - `BODY_TOO_LARGE`: The body is larger than 64 KiB, or a file of payouts is larger than 8 MiB. */
        BodyTooLargeProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["BodyTooLargeProblem"];
            };
        };
        /** @description - `REPORT_JOB_NOT_FOUND`: There is no such report job here. A job and its file live for a day on the instance that took it, and end with it: ask for it again. */
        CancelReportJobNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CancelReportJobNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `SETTLEMENT_NOT_EXPECTED`: What is received or cancelled takes no deposit, and what has a deposit cannot be cancelled; `settlementStatus` says which it is.
         */
        CancelSettlementConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CancelSettlementConflictProblem"];
            };
        };
        /** @description - `SETTLEMENT_NOT_FOUND`: There is no such settlement. */
        CancelSettlementNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CancelSettlementNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `STATEMENT_NOT_CANCELLABLE`: Every line of the statement is on record and is being carried out, so it is not cancelled any more.
         */
        CancelStatementConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CancelStatementConflictProblem"];
            };
        };
        /** @description - `STATEMENT_NOT_FOUND`: There is no such statement. */
        CancelStatementNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CancelStatementNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `LAST_ADMINISTRATOR`: Nobody would be left who may sign in as an administrator. Invite another administrator first; the invitation has to be accepted. With an API key, `reset-sign-in` takes the sign-in of the last one away all the same.
         */
        ChangeUserConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ChangeUserConflictProblem"];
            };
        };
        /** @description - `USER_NOT_FOUND`: There is no such user. */
        ChangeUserNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ChangeUserNotFoundProblem"];
            };
        };
        /** @description - `WEBHOOK_ENDPOINT_NOT_FOUND`: There is no such webhook endpoint. */
        ChangeWebhookEndpointNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ChangeWebhookEndpointNotFoundProblem"];
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
         *     - `DAY_NOT_OVER`: The day is not over in Kigali yet.
         *     - `DAY_ALREADY_CLOSED`: The day is closed: its totals do not change any more.
         *     - `EARLIER_DAY_OPEN`: Days are closed in order: first close the day in `earlierDate`.
         */
        CloseDayConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CloseDayConflictProblem"];
            };
        };
        /** @description - `DAY_NOT_FOUND`: There is no such day: the first is the day of the first event, and the last is today, in Kigali. */
        CloseDayNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CloseDayNotFoundProblem"];
            };
        };
        /** @description - `PAYMENT_LINK_NOT_FOUND`: There is no such payment link. */
        ClosePaymentLinkNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ClosePaymentLinkNotFoundProblem"];
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
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
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
        CreateAdjustmentBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateAdjustmentBadRequestProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_IN_FLIGHT`: An earlier request with this Idempotency-Key is still being answered. Repeat it with the same key in a moment.
         *     - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         */
        CreateAdjustmentConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateAdjustmentConflictProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key came with another body before; the id in this answer is what it asked for. Use a new key for a new request.
         *     - `ADJUSTMENT_NOT_BALANCED`: Debits and credits must have the same sum; `currencies` names where they have not.
         *     - `ACCOUNT_UNKNOWN`: There is no account of the code in `account`; `accounts` names those that exist.
         */
        CreateAdjustmentUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateAdjustmentUnprocessableContentProblem"];
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
         *     - `ATTEMPT_NOT_ALLOWED`: A new attempt needs a payment that has failed or expired, or a payout that has failed.
         *     - `PAYER_ERASED`: The payer’s data has been erased, so the payer can neither be asked nor be sent money by number. A refund is possible with `method` `manual`.
         *     - `RECORD_PAYMENT_IN_PROGRESS`: Another payment for this record is under way; `paymentId` names it where it is known. Wait for its outcome.
         *     - `RECORD_ALREADY_PAID`: This record has been paid; `paymentId` names the payment.
         *     - `RECORD_PERHAPS_PAID`: The provider or a person has said that this record was paid, and no person has decided it yet. Do not ask the payer again, and do not pay it out again.
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
         * @description - `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key came with another body before; the id in this answer is what it asked for. Use a new key for a new request.
         *     - `PROVIDER_NOT_AVAILABLE`: This installation has no provider of that name. Where `provider` may be left out, one is chosen.
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
         *     - `RECORD_PERHAPS_PAID`: The provider or a person has said that this record was paid, and no person has decided it yet. Do not ask the payer again, and do not pay it out again.
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
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `IDEMPOTENCY_KEY_MISSING`: Send the header `Idempotency-Key`: 1 to 255 visible ASCII characters, a new key for each payment or attempt that you ask for.
         *     - `IDEMPOTENCY_KEY_INVALID`: An Idempotency-Key is 1 to 255 visible ASCII characters.
         */
        CreatePaymentLinkBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePaymentLinkBadRequestProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_IN_FLIGHT`: An earlier request with this Idempotency-Key is still being answered. Repeat it with the same key in a moment.
         *     - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         */
        CreatePaymentLinkConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePaymentLinkConflictProblem"];
            };
        };
        /** @description - `NOT_ACCEPTABLE`: None of the media types in `Accept` can be produced. */
        CreatePaymentLinkSheetNotAcceptableProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePaymentLinkSheetNotAcceptableProblem"];
            };
        };
        /**
         * @description - `BATCH_UNREADABLE`: The file cannot be read; `line`, `column` and `what` name the place and what is wrong. Correct it, then send it again.
         *     - `SHEET_HAS_INVALID_LINES`: The file has invalid lines, and no link was made; `lines` names the first of them. Send it with `?dryRun=true` to see all, correct them, then send it again.
         *     - `CURRENCY_NOT_SUPPORTED`: The provider does not take this currency.
         */
        CreatePaymentLinkSheetUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePaymentLinkSheetUnprocessableContentProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key came with another body before; the id in this answer is what it asked for. Use a new key for a new request.
         *     - `CURRENCY_NOT_SUPPORTED`: The provider does not take this currency.
         */
        CreatePaymentLinkUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePaymentLinkUnprocessableContentProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key came with another body before; the id in this answer is what it asked for. Use a new key for a new request.
         *     - `PROVIDER_NOT_AVAILABLE`: This installation has no provider of that name. Where `provider` may be left out, one is chosen.
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
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `IDEMPOTENCY_KEY_MISSING`: Send the header `Idempotency-Key`: 1 to 255 visible ASCII characters, a new key for each payment or attempt that you ask for.
         *     - `IDEMPOTENCY_KEY_INVALID`: An Idempotency-Key is 1 to 255 visible ASCII characters.
         */
        CreatePayoutAttemptBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePayoutAttemptBadRequestProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_IN_FLIGHT`: An earlier request with this Idempotency-Key is still being answered. Repeat it with the same key in a moment.
         *     - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `ATTEMPT_NOT_ALLOWED`: A new attempt needs a payment that has failed or expired, or a payout that has failed.
         *     - `PAYEE_ERASED`: The payee’s data has been erased, so the payee cannot be paid any more. Name another payee.
         *     - `RECORD_PAYOUT_IN_PROGRESS`: Another payout for this record waits for approval, is under way or is in doubt; `payoutId` names it. Wait for its outcome.
         *     - `RECORD_ALREADY_PAID_OUT`: This record has been paid out; `payoutId` names the payout.
         *     - `RECORD_PERHAPS_PAID`: The provider or a person has said that this record was paid, and no person has decided it yet. Do not ask the payer again, and do not pay it out again.
         */
        CreatePayoutAttemptConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePayoutAttemptConflictProblem"];
            };
        };
        /** @description - `PAYOUT_NOT_FOUND`: There is no such payout. */
        CreatePayoutAttemptNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePayoutAttemptNotFoundProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key came with another body before; the id in this answer is what it asked for. Use a new key for a new request.
         *     - `PROVIDER_NOT_AVAILABLE`: This installation has no provider of that name. Where `provider` may be left out, one is chosen.
         *     - `CURRENCY_NOT_SUPPORTED`: The provider does not take this currency.
         *     - `MSISDN_NOT_SUPPORTED`: The provider does not serve this phone number: it belongs to another operator or country, or has no active account.
         */
        CreatePayoutAttemptUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePayoutAttemptUnprocessableContentProblem"];
            };
        };
        /**
         * @description - `BATCH_UNREADABLE`: The file cannot be read; `line`, `column` and `what` name the place and what is wrong. Correct it, then send it again.
         *     - `PROVIDER_NOT_AVAILABLE`: This installation has no provider of that name. Where `provider` may be left out, one is chosen.
         */
        CreatePayoutBatchUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreatePayoutBatchUnprocessableContentProblem"];
            };
        };
        /** @description - `TOO_MANY_REPORT_JOBS`: Too many reports wait to be made on this instance. Try again when some of them are done. */
        CreateReportJobConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateReportJobConflictProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
         *     - `PAYER_READ_REQUIRED`: Whole phone numbers in a report, and a search by phone number over the payments of all clients, need the role `payer:read`.
         */
        CreateReportJobForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateReportJobForbiddenProblem"];
            };
        };
        /** @description - `REPORT_NOT_FOUND`: There is no such report; `reports` names all of them. */
        CreateReportJobNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateReportJobNotFoundProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `IDEMPOTENCY_KEY_MISSING`: Send the header `Idempotency-Key`: 1 to 255 visible ASCII characters, a new key for each payment or attempt that you ask for.
         *     - `IDEMPOTENCY_KEY_INVALID`: An Idempotency-Key is 1 to 255 visible ASCII characters.
         */
        CreateSettlementBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateSettlementBadRequestProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_IN_FLIGHT`: An earlier request with this Idempotency-Key is still being answered. Repeat it with the same key in a moment.
         *     - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         */
        CreateSettlementConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateSettlementConflictProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key came with another body before; the id in this answer is what it asked for. Use a new key for a new request.
         *     - `CURRENCY_NOT_SUPPORTED`: The provider does not take this currency.
         */
        CreateSettlementUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateSettlementUnprocessableContentProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `STATEMENT_BEING_CANCELLED`: This statement is still being cancelled. Send its file again in some seconds.
         */
        CreateStatementConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateStatementConflictProblem"];
            };
        };
        /**
         * @description - `PROVIDER_NOT_AVAILABLE`: This installation has no provider of that name. Where `provider` may be left out, one is chosen.
         *     - `STATEMENT_UNREADABLE`: The file cannot be read as a statement: `what` says why and what to do, of `line` and `column`, and `reason` is its code. Where the order of day and month is asked for (`question`), send it again with `dateFormat`.
         */
        CreateStatementUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateStatementUnprocessableContentProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `USER_EXISTS`: This e-mail address is that of a user already; `userId` says whose.
         */
        CreateUserConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateUserConflictProblem"];
            };
        };
        /** @description - `API_CLIENT_NOT_FOUND`: There is no such API client. */
        CreateWebhookEndpointNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["CreateWebhookEndpointNotFoundProblem"];
            };
        };
        /** @description - `PROVIDER_NOT_FOUND`: This installation has no provider of that name; GET /v1/providers lists them. */
        DeclareOutageNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["DeclareOutageNotFoundProblem"];
            };
        };
        /** @description - `PROVIDER_NOT_FOUND`: This installation has no provider of that name; GET /v1/providers lists them. */
        EndOutageNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["EndOutageNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `PAYER_NOT_ERASABLE`: The payer has a payment, refund or payout that is not over, a line in a batch of payouts that is not over, or a review that is not decided; `paymentIds`, `refundIds`, `payoutIds`, `batchIds` and `reviewIds` name the first 20 of each. Settle them, then erase.
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
        /** @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says. */
        ForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ForbiddenProblem"];
            };
        };
        /** @description - `ADJUSTMENT_NOT_FOUND`: There is no such adjustment. */
        GetAdjustmentNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetAdjustmentNotFoundProblem"];
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
        /** @description - `NOT_ACCEPTABLE`: None of the media types in `Accept` can be produced. */
        GetDayNotAcceptableProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetDayNotAcceptableProblem"];
            };
        };
        /** @description - `DAY_NOT_FOUND`: There is no such day: the first is the day of the first event, and the last is today, in Kigali. */
        GetDayNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetDayNotFoundProblem"];
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
        /** @description - `PAYMENT_LINK_NOT_FOUND`: There is no such payment link. */
        GetPaymentLinkNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetPaymentLinkNotFoundProblem"];
            };
        };
        /** @description - `PAYMENT_LINK_NOT_FOUND`: There is no such payment link. */
        GetPaymentLinkQrNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetPaymentLinkQrNotFoundProblem"];
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
        /** @description - `BATCH_NOT_FOUND`: There is no such batch of payouts. */
        GetPayoutBatchNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetPayoutBatchNotFoundProblem"];
            };
        };
        /** @description - `PAYOUT_NOT_FOUND`: There is no such payout. */
        GetPayoutNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetPayoutNotFoundProblem"];
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
        /** @description - `ITEM_NOT_FOUND`: There is no such item. */
        GetReconciliationItemNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetReconciliationItemNotFoundProblem"];
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
        /**
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
         *     - `PAYER_READ_REQUIRED`: Whole phone numbers in a report, and a search by phone number over the payments of all clients, need the role `payer:read`.
         */
        GetReportForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetReportForbiddenProblem"];
            };
        };
        /** @description - `REPORT_JOB_NOT_DONE`: The report is not made yet, or could not be; `jobStatus` says how it stands. */
        GetReportJobFileConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetReportJobFileConflictProblem"];
            };
        };
        /** @description - `REPORT_JOB_NOT_FOUND`: There is no such report job here. A job and its file live for a day on the instance that took it, and end with it: ask for it again. */
        GetReportJobFileNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetReportJobFileNotFoundProblem"];
            };
        };
        /** @description - `REPORT_JOB_NOT_FOUND`: There is no such report job here. A job and its file live for a day on the instance that took it, and end with it: ask for it again. */
        GetReportJobNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetReportJobNotFoundProblem"];
            };
        };
        /** @description - `REPORT_NOT_FOUND`: There is no such report; `reports` names all of them. */
        GetReportNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetReportNotFoundProblem"];
            };
        };
        /** @description - `REPORT_TOO_LONG_FOR_PDF`: The report has more rows than a PDF may have; `mostRows` says how many. Ask for fewer days, or for CSV or XLSX. */
        GetReportUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetReportUnprocessableContentProblem"];
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
        /** @description - `SETTLEMENT_NOT_FOUND`: There is no such settlement. */
        GetSettlementNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetSettlementNotFoundProblem"];
            };
        };
        /** @description - `STATEMENT_NOT_FOUND`: There is no such statement. */
        GetStatementNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetStatementNotFoundProblem"];
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
        /** @description - `USER_NOT_FOUND`: There is no such user. */
        GetUserNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetUserNotFoundProblem"];
            };
        };
        /** @description - `WEBHOOK_DELIVERY_NOT_FOUND`: There is no such webhook delivery, or it is older than deliveries are kept. */
        GetWebhookDeliveryNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetWebhookDeliveryNotFoundProblem"];
            };
        };
        /** @description - `WEBHOOK_ENDPOINT_NOT_FOUND`: There is no such webhook endpoint. */
        GetWebhookEndpointNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["GetWebhookEndpointNotFoundProblem"];
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
        ListAdjustmentsBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListAdjustmentsBadRequestProblem"];
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
        /** @description - `SETTLEMENT_NOT_FOUND`: There is no such settlement. */
        ListDepositsOfSettlementNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListDepositsOfSettlementNotFoundProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListLedgerEntriesBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListLedgerEntriesBadRequestProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListPaymentLinksBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListPaymentLinksBadRequestProblem"];
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
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
         *     - `PAYER_READ_REQUIRED`: Whole phone numbers in a report, and a search by phone number over the payments of all clients, need the role `payer:read`.
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
        ListPayoutBatchLinesBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListPayoutBatchLinesBadRequestProblem"];
            };
        };
        /** @description - `BATCH_NOT_FOUND`: There is no such batch of payouts. */
        ListPayoutBatchLinesNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListPayoutBatchLinesNotFoundProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListPayoutsBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListPayoutsBadRequestProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListReconciliationItemsBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListReconciliationItemsBadRequestProblem"];
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
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListSettlementsBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListSettlementsBadRequestProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListStatementItemsBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListStatementItemsBadRequestProblem"];
            };
        };
        /** @description - `STATEMENT_NOT_FOUND`: There is no such statement. */
        ListStatementItemsNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListStatementItemsNotFoundProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListStatementsBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListStatementsBadRequestProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ListWebhookDeliveriesBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListWebhookDeliveriesBadRequestProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `NOT_FOUND`: No route has this path.
         *     - `METHOD_NOT_ALLOWED`: This path does not take this method: `Allow` names those that it takes.
         *     - `REQUEST_TIMEOUT`: The request did not arrive whole in time: send it again.
         *     - `BODY_TOO_LARGE`: The body is larger than 64 KiB, or a file of payouts is larger than 8 MiB.
         *     - `URL_TOO_LONG`: A part of the address is longer than any id.
         *     - `UNSUPPORTED_MEDIA_TYPE`: A body has to be `application/json`, a file of payouts `text/csv`; without an encoding.
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
         *     - `SETTLEMENT_NOT_EXPECTED`: What is received or cancelled takes no deposit, and what has a deposit cannot be cancelled; `settlementStatus` says which it is.
         *     - `DEPOSIT_EXCEEDS_SETTLEMENT`: The deposit and its fee are more than what is in transit; `inTransit` says how much that is.
         *     - `DEPOSIT_ALREADY_USED`: This deposit belongs to another settlement already: the one in `settlementId`.
         */
        ReceiveSettlementConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReceiveSettlementConflictProblem"];
            };
        };
        /** @description - `SETTLEMENT_NOT_FOUND`: There is no such settlement. */
        ReceiveSettlementNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReceiveSettlementNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `WEBHOOK_ENDPOINT_STOPPED`: This webhook endpoint is stopped. Start it with `PATCH` and `{"status": "active"}` first.
         */
        RecoverWebhooksConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RecoverWebhooksConflictProblem"];
            };
        };
        /** @description - `WEBHOOK_ENDPOINT_NOT_FOUND`: There is no such webhook endpoint. */
        RecoverWebhooksNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RecoverWebhooksNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `WEBHOOK_ENDPOINT_STOPPED`: This webhook endpoint is stopped. Start it with `PATCH` and `{"status": "active"}` first.
         */
        RedeliverWebhookConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RedeliverWebhookConflictProblem"];
            };
        };
        /**
         * @description - `WEBHOOK_DELIVERY_NOT_FOUND`: There is no such webhook delivery, or it is older than deliveries are kept.
         *     - `WEBHOOK_ENDPOINT_NOT_FOUND`: There is no such webhook endpoint.
         */
        RedeliverWebhookNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RedeliverWebhookNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `ADJUSTMENT_NOT_REQUESTED`: The adjustment has been decided already; `adjustmentStatus` says how.
         */
        RejectAdjustmentConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectAdjustmentConflictProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
         *     - `APPROVER_IS_REQUESTER`: The person who asked for it may not approve, reject or complete it, under any key. Another person has to.
         */
        RejectAdjustmentForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectAdjustmentForbiddenProblem"];
            };
        };
        /** @description - `ADJUSTMENT_NOT_FOUND`: There is no such adjustment. */
        RejectAdjustmentNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectAdjustmentNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `WRITE_OFF_NOT_REQUESTED`: Nobody has asked that this item be written off.
         */
        RejectItemWriteOffConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectItemWriteOffConflictProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
         *     - `APPROVER_IS_REQUESTER`: The person who asked for it may not approve, reject or complete it, under any key. Another person has to.
         */
        RejectItemWriteOffForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectItemWriteOffForbiddenProblem"];
            };
        };
        /** @description - `ITEM_NOT_FOUND`: There is no such item. */
        RejectItemWriteOffNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectItemWriteOffNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `BATCH_NOT_REQUESTED`: The batch does not wait for approval; `batchStatus` says how it stands.
         */
        RejectPayoutBatchConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectPayoutBatchConflictProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
         *     - `APPROVER_IS_REQUESTER`: The person who asked for it may not approve, reject or complete it, under any key. Another person has to.
         */
        RejectPayoutBatchForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectPayoutBatchForbiddenProblem"];
            };
        };
        /** @description - `BATCH_NOT_FOUND`: There is no such batch of payouts. */
        RejectPayoutBatchNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectPayoutBatchNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `PAYOUT_NOT_REQUESTED`: The payout does not wait for approval; `payoutStatus` says how it stands.
         */
        RejectPayoutConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectPayoutConflictProblem"];
            };
        };
        /**
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
         *     - `APPROVER_IS_REQUESTER`: The person who asked for it may not approve, reject or complete it, under any key. Another person has to.
         */
        RejectPayoutForbiddenProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectPayoutForbiddenProblem"];
            };
        };
        /** @description - `PAYOUT_NOT_FOUND`: There is no such payout. */
        RejectPayoutNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RejectPayoutNotFoundProblem"];
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
         * @description - `FORBIDDEN`: None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.
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
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `LAST_ADMINISTRATOR`: Nobody would be left who may sign in as an administrator. Invite another administrator first; the invitation has to be accepted. With an API key, `reset-sign-in` takes the sign-in of the last one away all the same.
         */
        RemoveUserConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RemoveUserConflictProblem"];
            };
        };
        /** @description - `USER_NOT_FOUND`: There is no such user. */
        RemoveUserNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RemoveUserNotFoundProblem"];
            };
        };
        /** @description - `WEBHOOK_ENDPOINT_NOT_FOUND`: There is no such webhook endpoint. */
        RemoveWebhookEndpointNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RemoveWebhookEndpointNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `SUGGESTION_ACCEPTED`: A suggestion was accepted for this item before, and that stays.
         */
        ReopenReconciliationItemConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReopenReconciliationItemConflictProblem"];
            };
        };
        /** @description - `ITEM_NOT_FOUND`: There is no such item. */
        ReopenReconciliationItemNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReopenReconciliationItemNotFoundProblem"];
            };
        };
        /** @description - `ADJUSTMENT_NOT_FOUND`: There is no such adjustment. */
        ReplayAdjustmentNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReplayAdjustmentNotFoundProblem"];
            };
        };
        /** @description - `DAY_NOT_FOUND`: There is no such day: the first is the day of the first event, and the last is today, in Kigali. */
        ReplayDayNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReplayDayNotFoundProblem"];
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
        /** @description - `BATCH_NOT_FOUND`: There is no such batch of payouts. */
        ReplayPayoutBatchNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReplayPayoutBatchNotFoundProblem"];
            };
        };
        /** @description - `PAYOUT_NOT_FOUND`: There is no such payout. */
        ReplayPayoutNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReplayPayoutNotFoundProblem"];
            };
        };
        /** @description - `SETTLEMENT_NOT_FOUND`: There is no such settlement. */
        ReplaySettlementNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ReplaySettlementNotFoundProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `IDEMPOTENCY_KEY_MISSING`: Send the header `Idempotency-Key`: 1 to 255 visible ASCII characters, a new key for each payment or attempt that you ask for.
         *     - `IDEMPOTENCY_KEY_INVALID`: An Idempotency-Key is 1 to 255 visible ASCII characters.
         */
        RequestPayoutBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RequestPayoutBadRequestProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_IN_FLIGHT`: An earlier request with this Idempotency-Key is still being answered. Repeat it with the same key in a moment.
         *     - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `RECORD_PAYOUT_IN_PROGRESS`: Another payout for this record waits for approval, is under way or is in doubt; `payoutId` names it. Wait for its outcome.
         *     - `RECORD_ALREADY_PAID_OUT`: This record has been paid out; `payoutId` names the payout.
         *     - `RECORD_PERHAPS_PAID`: The provider or a person has said that this record was paid, and no person has decided it yet. Do not ask the payer again, and do not pay it out again.
         */
        RequestPayoutConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RequestPayoutConflictProblem"];
            };
        };
        /**
         * @description - `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key came with another body before; the id in this answer is what it asked for. Use a new key for a new request.
         *     - `PROVIDER_NOT_AVAILABLE`: This installation has no provider of that name. Where `provider` may be left out, one is chosen.
         *     - `CURRENCY_NOT_SUPPORTED`: The provider does not take this currency.
         *     - `MSISDN_NOT_SUPPORTED`: The provider does not serve this phone number: it belongs to another operator or country, or has no active account.
         */
        RequestPayoutUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RequestPayoutUnprocessableContentProblem"];
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
         * @description - `IDEMPOTENCY_KEY_REUSED`: This Idempotency-Key came with another body before; the id in this answer is what it asked for. Use a new key for a new request.
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
         *     - `LAST_ADMINISTRATOR`: Nobody would be left who may sign in as an administrator. Invite another administrator first; the invitation has to be accepted. With an API key, `reset-sign-in` takes the sign-in of the last one away all the same.
         */
        ResetSignInConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ResetSignInConflictProblem"];
            };
        };
        /** @description - `USER_NOT_FOUND`: There is no such user. */
        ResetSignInNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ResetSignInNotFoundProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `ADJUSTMENT_NOT_APPROVED`: This adjustment of the ledger does not exist, or other people have not approved it.
         *     - `SUGGESTION_ACCEPTED`: A suggestion was accepted for this item before, and that stays.
         *     - `ITEM_RESOLVED`: The item is resolved already; `resolution` says how. Open it again to resolve it otherwise.
         */
        ResolveReconciliationItemConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ResolveReconciliationItemConflictProblem"];
            };
        };
        /** @description - `ITEM_NOT_FOUND`: There is no such item. */
        ResolveReconciliationItemNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ResolveReconciliationItemNotFoundProblem"];
            };
        };
        /**
         * @description - `INVALID_REQUEST`: The request does not match its schema. `errors[]` names the fields, where the request could be read at all.
         *     - `QUERY_TOO_BROAD`: Together these filters match few of very many: ask for a shorter time, or add a filter that few match.
         */
        ResolveReconciliationItemsBadRequestProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ResolveReconciliationItemsBadRequestProblem"];
            };
        };
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `ADJUSTMENT_NOT_APPROVED`: This adjustment of the ledger does not exist, or other people have not approved it.
         */
        ResolveReconciliationItemsConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ResolveReconciliationItemsConflictProblem"];
            };
        };
        /** @description - `ADJUSTMENT_NEEDED`: The resolution `adjusted` needs the `adjustmentId` of an adjustment of the ledger that people have approved. */
        ResolveReconciliationItemsUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ResolveReconciliationItemsUnprocessableContentProblem"];
            };
        };
        /** @description - `ADJUSTMENT_NEEDED`: The resolution `adjusted` needs the `adjustmentId` of an adjustment of the ledger that people have approved. */
        ResolveReconciliationItemUnprocessableContentProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ResolveReconciliationItemUnprocessableContentProblem"];
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
        /** @description - `WEBHOOK_ENDPOINT_NOT_FOUND`: There is no such webhook endpoint. */
        RotateWebhookSecretNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["RotateWebhookSecretNotFoundProblem"];
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
        /**
         * @description - `TOO_MANY_RACES`: Too many other requests are changing this at the same time. Try again.
         *     - `WEBHOOK_ENDPOINT_STOPPED`: This webhook endpoint is stopped. Start it with `PATCH` and `{"status": "active"}` first.
         */
        TestWebhookEndpointConflictProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["TestWebhookEndpointConflictProblem"];
            };
        };
        /** @description - `WEBHOOK_ENDPOINT_NOT_FOUND`: There is no such webhook endpoint. */
        TestWebhookEndpointNotFoundProblem: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["TestWebhookEndpointNotFoundProblem"];
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
        /** @description - `UNSUPPORTED_MEDIA_TYPE`: A body has to be `application/json`, a file of payouts `text/csv`; without an encoding. */
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
        /** @description Only when an earlier request with the same Idempotency-Key, or the same file, had done it */
        "Idempotent-Replayed": "true";
        /**
         * @description Where the payment, payout or batch is
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
    getPaymentLinkQr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The end of the link’s `url` */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The code */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            404: components["responses"]["GetPaymentLinkQrNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
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
    replayAdjustment: {
        parameters: {
            query?: {
                /** @description The moment; default: now */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The id of the adjustment */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The adjustment as it stood then */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentReplay"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ReplayAdjustmentNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    replayDay: {
        parameters: {
            query?: {
                /** @description The moment; default: now */
                at?: string;
            };
            header?: never;
            path: {
                /** @description A day in Kigali (Africa/Kigali, UTC+2) */
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The day as it was closed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DayReplay"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ReplayDayNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
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
    replayPayoutBatch: {
        parameters: {
            query?: {
                /** @description The moment; default: now */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The id of the batch */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch as it stood then */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutBatchReplay"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ReplayPayoutBatchNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    replayPayout: {
        parameters: {
            query?: {
                /** @description The moment; default: now */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The id of the payout */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payout as it stood then */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutReplay"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ReplayPayoutNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    replaySettlement: {
        parameters: {
            query?: {
                /** @description The moment; default: now */
                at?: string;
            };
            header?: never;
            path: {
                /** @description The id of the settlement */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settlement as it stood then */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementReplay"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ReplaySettlementNotFoundProblem"];
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
                /** @description About an attempt of this payout */
                payoutId?: string;
                /** @description About an attempt of this refund */
                refundId?: string;
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
    listDays: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description This day or a later one, in Kigali */
                from?: string;
                /** @description How many at most */
                limit?: number;
                /** @description This day or an earlier one, in Kigali */
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
                    "application/json": components["schemas"]["DayList"];
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
    getDay: {
        parameters: {
            query?: {
                /** @description The language of PDF; absent: as `Accept-Language` says, else English */
                lang?: "en" | "rw" | "fr";
            };
            header?: never;
            path: {
                /** @description A day in Kigali */
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The day */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Day"];
                    "application/pdf": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetDayNotFoundProblem"];
            406: components["responses"]["GetDayNotAcceptableProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    closeDay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A day in Kigali */
                date: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The day, closed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Day"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["CloseDayNotFoundProblem"];
            409: components["responses"]["CloseDayConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listLedgerAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The accounts, by kind and code */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerAccountList"];
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
    listAdjustments: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description About this payment */
                paymentId?: string;
                /** @description In this state now */
                status?: "requested" | "approved" | "rejected";
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
                    "application/json": components["schemas"]["AdjustmentList"];
                };
            };
            400: components["responses"]["ListAdjustmentsBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    createAdjustment: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes a repeated request the same request: 1 to 255 visible ASCII characters, a new one for each thing that is asked for */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAdjustment"];
            };
        };
        responses: {
            /** @description The adjustment, requested */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Adjustment"];
                };
            };
            400: components["responses"]["CreateAdjustmentBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["CreateAdjustmentConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["CreateAdjustmentUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getAdjustment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the adjustment */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The adjustment */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Adjustment"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetAdjustmentNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    approveAdjustment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the adjustment */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The adjustment */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Adjustment"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ApproveAdjustmentForbiddenProblem"];
            404: components["responses"]["ApproveAdjustmentNotFoundProblem"];
            409: components["responses"]["ApproveAdjustmentConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    rejectAdjustment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the adjustment */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rejection"];
            };
        };
        responses: {
            /** @description The adjustment */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Adjustment"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["RejectAdjustmentForbiddenProblem"];
            404: components["responses"]["RejectAdjustmentNotFoundProblem"];
            409: components["responses"]["RejectAdjustmentConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listLedgerEntries: {
        parameters: {
            query?: {
                /** @description With a line in this account */
                account?: string;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description At this moment or after it */
                from?: string;
                /** @description How many at most */
                limit?: number;
                /** @description About this payment */
                paymentId?: string;
                /** @description About this payout */
                payoutId?: string;
                /** @description About this refund */
                refundId?: string;
                /** @description Before this moment */
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
                    "application/json": components["schemas"]["LedgerEntryList"];
                };
            };
            400: components["responses"]["ListLedgerEntriesBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getTrialBalance: {
        parameters: {
            query?: {
                /** @description The moment; default: now */
                at?: string;
                /** @description Default: the currency of the installation */
                currency?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trial balance */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialBalance"];
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
    listPaymentLinks: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description Created at or after */
                from?: string;
                /** @description How many at most */
                limit?: number;
                /** @description For the record of this id */
                recordId?: string;
                /** @description With this mark */
                reference?: string;
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
                    "application/json": components["schemas"]["PaymentLinkList"];
                };
            };
            400: components["responses"]["ListPaymentLinksBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    createPaymentLink: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes a repeated request the same request: 1 to 255 visible ASCII characters, a new one for each thing that is asked for */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPaymentLink"];
            };
        };
        responses: {
            /** @description The link */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentLink"];
                };
            };
            400: components["responses"]["CreatePaymentLinkBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["CreatePaymentLinkConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["CreatePaymentLinkUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getPaymentLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payment link */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentLink"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetPaymentLinkNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    closePaymentLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payment link */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentLink"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ClosePaymentLinkNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    createPaymentLinkSheet: {
        parameters: {
            query?: {
                /** @description Checks the file and records nothing; absent: false */
                dryRun?: "true" | "false";
                /** @description Of the pages and of the PDF; absent: as each phone asks, and English */
                language?: "en" | "rw" | "fr";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description The links were there already; or, with `dryRun=true`, what the file would come to */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentLinkSheetCheck"];
                    "application/pdf": string;
                    "text/csv": string;
                };
            };
            /** @description A link for every line */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            406: components["responses"]["CreatePaymentLinkSheetNotAcceptableProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["CreatePaymentLinkSheetUnprocessableContentProblem"];
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
    listPayoutBatches: {
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
                    "application/json": components["schemas"]["PayoutBatchList"];
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
    createPayoutBatch: {
        parameters: {
            query?: {
                /** @description Checks the file and records nothing; absent: false */
                dryRun?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description The file was there already; or, with `dryRun=true`, what it would come to */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutBatchAnswer"];
                };
            };
            /** @description Every line is on record */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutBatch"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["CreatePayoutBatchUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getPayoutBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the batch */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutBatch"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetPayoutBatchNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    approvePayoutBatch: {
        parameters: {
            query?: {
                /** @description Leaves out the invalid lines; without it, a batch that has one is not approved; absent: false */
                skipInvalid?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description The id of the batch */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The batch as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutBatch"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ApprovePayoutBatchForbiddenProblem"];
            404: components["responses"]["ApprovePayoutBatchNotFoundProblem"];
            409: components["responses"]["ApprovePayoutBatchConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listPayoutBatchLines: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Only the valid lines, or only the others */
                valid?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description The id of the batch */
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
                    "application/json": components["schemas"]["PayoutBatchLineList"];
                };
            };
            400: components["responses"]["ListPayoutBatchLinesBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ListPayoutBatchLinesNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    rejectPayoutBatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the batch */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rejection"];
            };
        };
        responses: {
            /** @description The batch as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PayoutBatch"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["RejectPayoutBatchForbiddenProblem"];
            404: components["responses"]["RejectPayoutBatchNotFoundProblem"];
            409: components["responses"]["RejectPayoutBatchConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listPayouts: {
        parameters: {
            query?: {
                /** @description Of this batch */
                batchId?: string;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description Requested at or after */
                from?: string;
                /** @description How many at most */
                limit?: number;
                /** @description In this state now */
                status?: "requested" | "approved" | "rejected" | "submitted" | "successful" | "failed" | "uncertain";
                /** @description Requested before */
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
                    "application/json": components["schemas"]["PayoutList"];
                };
            };
            400: components["responses"]["ListPayoutsBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    requestPayout: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes a repeated request the same request: 1 to 255 visible ASCII characters, a new one for each thing that is asked for */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPayout"];
            };
        };
        responses: {
            /** @description On record; it waits for approval */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
            400: components["responses"]["RequestPayoutBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["RequestPayoutConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["RequestPayoutUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getPayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payout */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payout as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetPayoutNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    approvePayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payout */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payout as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ApprovePayoutForbiddenProblem"];
            404: components["responses"]["ApprovePayoutNotFoundProblem"];
            409: components["responses"]["ApprovePayoutConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    createPayoutAttempt: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes a repeated request the same request: 1 to 255 visible ASCII characters, a new one for each thing that is asked for */
                "Idempotency-Key": string;
            };
            path: {
                /** @description The id of the payout */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewPayoutAttempt"];
            };
        };
        responses: {
            /** @description On record */
            202: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
            400: components["responses"]["CreatePayoutAttemptBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["CreatePayoutAttemptNotFoundProblem"];
            409: components["responses"]["CreatePayoutAttemptConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["CreatePayoutAttemptUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    rejectPayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payout */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rejection"];
            };
        };
        responses: {
            /** @description The payout as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["RejectPayoutForbiddenProblem"];
            404: components["responses"]["RejectPayoutNotFoundProblem"];
            409: components["responses"]["RejectPayoutConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderList"];
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
    declareOutage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the provider */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutageReason"];
            };
        };
        responses: {
            /** @description The provider; again with the same reason, nothing changes */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Provider"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["DeclareOutageNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    endOutage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the provider */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutageReason"];
            };
        };
        responses: {
            /** @description The provider; where none was declared, nothing changes */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Provider"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["EndOutageNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
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
    listReconciliationItems: {
        parameters: {
            query?: {
                /** @description Given to this API client or user */
                assignee?: string;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description That came to this */
                outcome?: "amount-mismatch" | "status-mismatch" | "missing-internally" | "missing-at-provider" | "duplicate-line" | "currency-mismatch" | "other-movement" | "unreadable";
                /** @description About this payment */
                paymentId?: string;
                /** @description Of this statement */
                statementId?: string;
                /** @description In this state of work now */
                status?: "open" | "assigned" | "awaiting-approval" | "waiting" | "resolved" | "none";
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
                    "application/json": components["schemas"]["ReconciliationItemList"];
                };
            };
            400: components["responses"]["ListReconciliationItemsBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getReconciliationItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the item */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationItem"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetReconciliationItemNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    acceptItemSuggestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the item */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationItem"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["AcceptItemSuggestionNotFoundProblem"];
            409: components["responses"]["AcceptItemSuggestionConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    approveItemWriteOff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the item */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationItem"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ApproveItemWriteOffForbiddenProblem"];
            404: components["responses"]["ApproveItemWriteOffNotFoundProblem"];
            409: components["responses"]["ApproveItemWriteOffConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    assignReconciliationItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the item */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ItemAssignment"];
            };
        };
        responses: {
            /** @description The item as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationItem"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["AssignReconciliationItemNotFoundProblem"];
            409: components["responses"]["AssignReconciliationItemConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    addReconciliationItemNote: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the item */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemNote"];
            };
        };
        responses: {
            /** @description The item as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationItem"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["AddReconciliationItemNoteNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    rejectItemWriteOff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the item */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemReason"];
            };
        };
        responses: {
            /** @description The item as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationItem"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["RejectItemWriteOffForbiddenProblem"];
            404: components["responses"]["RejectItemWriteOffNotFoundProblem"];
            409: components["responses"]["RejectItemWriteOffConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    reopenReconciliationItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the item */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemReason"];
            };
        };
        responses: {
            /** @description The item as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationItem"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ReopenReconciliationItemNotFoundProblem"];
            409: components["responses"]["ReopenReconciliationItemConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    resolveReconciliationItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the item */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemResolution"];
            };
        };
        responses: {
            /** @description The item as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReconciliationItem"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ResolveReconciliationItemNotFoundProblem"];
            409: components["responses"]["ResolveReconciliationItemConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["ResolveReconciliationItemUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    resolveReconciliationItems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemsResolution"];
            };
        };
        responses: {
            /** @description What was resolved, or would be */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsResolved"];
                };
            };
            400: components["responses"]["ResolveReconciliationItemsBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["ResolveReconciliationItemsConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["ResolveReconciliationItemsUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listStatements: {
        parameters: {
            query?: {
                /** @description Of this account */
                account?: string;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Of this provider */
                provider?: string;
                /** @description In this state now */
                status?: "importing" | "matching" | "reconciled" | "cancelled";
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
                    "application/json": components["schemas"]["StatementList"];
                };
            };
            400: components["responses"]["ListStatementsBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    createStatement: {
        parameters: {
            query: {
                /** @description The account as you call it, the same for every file of it */
                account: string;
                /** @description The order of day and month, where the file cannot tell it */
                dateFormat?: "YYYY-MM-DD" | "DD/MM/YYYY" | "MM/DD/YYYY";
                /** @description Says what the file would come to, and records nothing; absent: false */
                dryRun?: "true" | "false";
                /** @description Whose statement it is; `bank` or `bank:<name>` for a bank’s */
                provider: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "application/xml": string;
                "text/csv": string;
                "text/plain": string;
            };
        };
        responses: {
            /** @description The file was there already; or, with `dryRun=true`, what it would come to */
            200: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementAnswer"];
                };
            };
            /** @description On record: its lines are being read */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["CreateStatementConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["CreateStatementUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the statement */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetStatementNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    cancelStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the statement */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statement as it stands now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["CancelStatementNotFoundProblem"];
            409: components["responses"]["CancelStatementConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listStatementItems: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description How many at most */
                limit?: number;
                /** @description Only lines that came to this; absent: every line */
                outcome?: "matched" | "amount-mismatch" | "status-mismatch" | "missing-internally" | "missing-at-provider" | "duplicate-line" | "currency-mismatch" | "other-movement" | "unreadable";
            };
            header?: never;
            path: {
                /** @description The id of the statement */
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
                    "application/json": components["schemas"]["ReconciliationItemsOfStatement"];
                };
            };
            400: components["responses"]["ListStatementItemsBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ListStatementItemsNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
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
                /** @description Those whose `decideBy` has passed while nobody has decided them; the newest `decideBy` first */
                overdue?: "true";
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
                "application/json": components["schemas"]["Rejection"];
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
    listReportJobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those of the last day on this instance */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportJobList"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    createReportJob: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReportJob"];
            };
        };
        responses: {
            /** @description The job */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportJob"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["CreateReportJobForbiddenProblem"];
            404: components["responses"]["CreateReportJobNotFoundProblem"];
            409: components["responses"]["CreateReportJobConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getReportJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportJob"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetReportJobNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    cancelReportJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is stopped where it was still being made, and its file is removed */
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
            404: components["responses"]["CancelReportJobNotFoundProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getReportJobFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the job */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, in the form that was asked for */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetReportJobFileNotFoundProblem"];
            409: components["responses"]["GetReportJobFileConflictProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listReports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reports */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportDescriptions"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getReport: {
        parameters: {
            query?: {
                /** @description With this dimension */
                branch?: string;
                /** @description What `revenue-by-service` is grouped by */
                by?: "service" | "branch" | "department" | "program" | "reference" | "provider";
                /** @description Of this API client */
                client?: string;
                /** @description With this dimension */
                department?: string;
                /** @description The form of the report */
                format?: "json" | "csv" | "xlsx" | "pdf";
                /** @description The first day, in Kigali; default: `to`, or today */
                from?: string;
                /** @description Whole numbers need the role `payer:read`, and each is put on record */
                phoneNumbers?: "masked" | "whole";
                /** @description Of CSV: the table alone, for programs */
                plain?: "true" | "false";
                /** @description With this dimension */
                program?: string;
                /** @description By this provider */
                provider?: string;
                /** @description With this dimension */
                reference?: string;
                /** @description With this dimension */
                service?: string;
                /** @description The last day, in Kigali, which is in it; default: `from` */
                to?: string;
            };
            header?: never;
            path: {
                /** @description The name of the report: daily-transactions, settlement, failed-payments, pending-payments, refunds, reconciliation-mismatches, revenue-by-service, provider-fees, provider-performance, manual-adjustments, audit-log */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, row by row as it is read; without its end (`rows` in JSON, `End of report` in a file) it is not whole */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["GetReportForbiddenProblem"];
            404: components["responses"]["GetReportNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            422: components["responses"]["GetReportUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getAuditLogReport: {
        parameters: {
            query?: {
                /** @description The form of the report */
                format?: "json" | "csv" | "xlsx";
                /** @description The first day, in Kigali; default: `to`, or today */
                from?: string;
                /** @description Of CSV: the table alone, for programs */
                plain?: "true" | "false";
                /** @description The last day, in Kigali, which is in it; default: `from` */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report, row by row as it is read; without its end (`rows` in JSON, `End of report` in a file) it is not whole */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Report"];
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["TooManyRacesProblem"];
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
    listSettlements: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description Recorded at this time or later */
                from?: string;
                /** @description How many at most */
                limit?: number;
                /** @description From the wallet at this provider */
                provider?: string;
                /** @description In this state now */
                status?: "expected" | "partly-received" | "received" | "cancelled";
                /** @description Recorded before this time */
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
                    "application/json": components["schemas"]["SettlementList"];
                };
            };
            400: components["responses"]["ListSettlementsBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    createSettlement: {
        parameters: {
            query?: never;
            header: {
                /** @description Makes a repeated request the same request: 1 to 255 visible ASCII characters, a new one for each thing that is asked for */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSettlement"];
            };
        };
        responses: {
            /** @description The settlement */
            201: {
                headers: {
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    Location: components["headers"]["Location"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            400: components["responses"]["CreateSettlementBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["CreateSettlementConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            422: components["responses"]["CreateSettlementUnprocessableContentProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getSettlement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the settlement */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settlement */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetSettlementNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    cancelSettlement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the settlement */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementCancellationRequest"];
            };
        };
        responses: {
            /** @description The settlement */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["CancelSettlementNotFoundProblem"];
            409: components["responses"]["CancelSettlementConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listDepositsOfSettlement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the settlement */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestedDepositList"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ListDepositsOfSettlementNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    receiveSettlement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the settlement */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementReceipt"];
            };
        };
        responses: {
            /** @description The settlement */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ReceiveSettlementNotFoundProblem"];
            409: components["responses"]["ReceiveSettlementConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getSettlementsInTransit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sums by wallet */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementsInTransitList"];
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
    getSettlementSuggestions: {
        parameters: {
            query: {
                /** @description What the bank has credited */
                amount: string;
                /** @description Of the deposit */
                currency: string;
                /** @description From whose wallet it may come */
                provider: string;
                /** @description When the bank credited it */
                receivedAt: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The suggestions, best first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementSuggestions"];
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
    listUsers: {
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
            /** @description One page, without those who were removed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserList"];
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
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description The user, with the link */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedUser"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            409: components["responses"]["CreateUserConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the user */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetUserNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    removeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the user */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user can do nothing any more */
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
            404: components["responses"]["RemoveUserNotFoundProblem"];
            409: components["responses"]["RemoveUserConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the user */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            /** @description The user */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ChangeUserNotFoundProblem"];
            409: components["responses"]["ChangeUserConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    resetSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the user */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user, with the link */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedUser"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ResetSignInNotFoundProblem"];
            409: components["responses"]["ResetSignInConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description To this endpoint */
                endpointId?: string;
                /** @description When it was queued, at the earliest */
                from?: string;
                /** @description How many at most */
                limit?: number;
                /** @description About this resource */
                resourceId?: string;
                /** @description In this state now */
                status?: "pending" | "delivered" | "failed";
                /** @description Before this time */
                to?: string;
                /** @description Of this type */
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
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            400: components["responses"]["ListWebhookDeliveriesBadRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the delivery */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetWebhookDeliveryNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the delivery */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, which is about to be tried */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["RedeliverWebhookNotFoundProblem"];
            409: components["responses"]["RedeliverWebhookConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    listWebhookEndpoints: {
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
                    "application/json": components["schemas"]["WebhookEndpointList"];
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
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhookEndpoint"];
            };
        };
        responses: {
            /** @description The endpoint, with its secret */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["CreateWebhookEndpointNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint; never a secret */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["GetWebhookEndpointNotFoundProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    removeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is removed */
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
            404: components["responses"]["RemoveWebhookEndpointNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    changeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WebhookEndpointChange"];
            };
        };
        responses: {
            /** @description The endpoint */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["ChangeWebhookEndpointNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    recoverWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRecovery"];
            };
        };
        responses: {
            /** @description The endpoint; the deliveries follow */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["RecoverWebhooksNotFoundProblem"];
            409: components["responses"]["RecoverWebhooksConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WebhookSecretRotation"];
            };
        };
        responses: {
            /** @description The endpoint, with its new secret */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["RotateWebhookSecretNotFoundProblem"];
            409: components["responses"]["TooManyRacesProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the endpoint */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, which is about to be tried */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["InvalidRequestProblem"];
            401: components["responses"]["UnauthenticatedProblem"];
            403: components["responses"]["ForbiddenProblem"];
            404: components["responses"]["TestWebhookEndpointNotFoundProblem"];
            409: components["responses"]["TestWebhookEndpointConflictProblem"];
            413: components["responses"]["BodyTooLargeProblem"];
            415: components["responses"]["UnsupportedMediaTypeProblem"];
            429: components["responses"]["RateLimitedProblem"];
            500: components["responses"]["InternalErrorProblem"];
            503: components["responses"]["StoreUnavailableOrMayBeRecordedProblem"];
            default: components["responses"]["OtherProblem"];
        };
    };
    webhook_payment_created: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payment.created",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "created",
                 *         "amount": "5000",
                 *         "currency": "RWF",
                 *         "paidAmount": "5000",
                 *         "refundedAmount": "0",
                 *         "payer": {
                 *           "msisdn": "+250788123456",
                 *           "email": "a.uwase@example.rw",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "invoice",
                 *           "id": "INV-1001",
                 *           "part": "1"
                 *         },
                 *         "description": "Building permit fee",
                 *         "dimensions": {
                 *           "service": "permits",
                 *           "branch": "kigali"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "APPROVAL_REJECTED"
                 *         },
                 *         "duplicateSuspected": false,
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "receipt": {
                 *           "number": "RCT-2026-000001",
                 *           "issuedAt": "2026-03-01T08:00:00.000Z",
                 *           "url": "/v1/receipts/RCT-2026-000001"
                 *         },
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "confirmedAt": "2026-03-01T08:00:00.000Z",
                 *         "expiresAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payment"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payment.created";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payment_expired: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payment.expired",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "expired",
                 *         "amount": "5000",
                 *         "currency": "RWF",
                 *         "paidAmount": "5000",
                 *         "refundedAmount": "0",
                 *         "payer": {
                 *           "msisdn": "+250788123456",
                 *           "email": "a.uwase@example.rw",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "invoice",
                 *           "id": "INV-1001",
                 *           "part": "1"
                 *         },
                 *         "description": "Building permit fee",
                 *         "dimensions": {
                 *           "service": "permits",
                 *           "branch": "kigali"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "APPROVAL_REJECTED"
                 *         },
                 *         "duplicateSuspected": false,
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "receipt": {
                 *           "number": "RCT-2026-000001",
                 *           "issuedAt": "2026-03-01T08:00:00.000Z",
                 *           "url": "/v1/receipts/RCT-2026-000001"
                 *         },
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "confirmedAt": "2026-03-01T08:00:00.000Z",
                 *         "expiresAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payment"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payment.expired";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payment_failed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payment.failed",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "failed",
                 *         "amount": "5000",
                 *         "currency": "RWF",
                 *         "paidAmount": "5000",
                 *         "refundedAmount": "0",
                 *         "payer": {
                 *           "msisdn": "+250788123456",
                 *           "email": "a.uwase@example.rw",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "invoice",
                 *           "id": "INV-1001",
                 *           "part": "1"
                 *         },
                 *         "description": "Building permit fee",
                 *         "dimensions": {
                 *           "service": "permits",
                 *           "branch": "kigali"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "APPROVAL_REJECTED"
                 *         },
                 *         "duplicateSuspected": false,
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "receipt": {
                 *           "number": "RCT-2026-000001",
                 *           "issuedAt": "2026-03-01T08:00:00.000Z",
                 *           "url": "/v1/receipts/RCT-2026-000001"
                 *         },
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "confirmedAt": "2026-03-01T08:00:00.000Z",
                 *         "expiresAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payment"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payment.failed";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payment_pending: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payment.pending",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "pending",
                 *         "amount": "5000",
                 *         "currency": "RWF",
                 *         "paidAmount": "5000",
                 *         "refundedAmount": "0",
                 *         "payer": {
                 *           "msisdn": "+250788123456",
                 *           "email": "a.uwase@example.rw",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "invoice",
                 *           "id": "INV-1001",
                 *           "part": "1"
                 *         },
                 *         "description": "Building permit fee",
                 *         "dimensions": {
                 *           "service": "permits",
                 *           "branch": "kigali"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "APPROVAL_REJECTED"
                 *         },
                 *         "duplicateSuspected": false,
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "receipt": {
                 *           "number": "RCT-2026-000001",
                 *           "issuedAt": "2026-03-01T08:00:00.000Z",
                 *           "url": "/v1/receipts/RCT-2026-000001"
                 *         },
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "confirmedAt": "2026-03-01T08:00:00.000Z",
                 *         "expiresAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payment"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payment.pending";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payment_refunded: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payment.refunded",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "refunded",
                 *         "amount": "5000",
                 *         "currency": "RWF",
                 *         "paidAmount": "5000",
                 *         "refundedAmount": "0",
                 *         "payer": {
                 *           "msisdn": "+250788123456",
                 *           "email": "a.uwase@example.rw",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "invoice",
                 *           "id": "INV-1001",
                 *           "part": "1"
                 *         },
                 *         "description": "Building permit fee",
                 *         "dimensions": {
                 *           "service": "permits",
                 *           "branch": "kigali"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "APPROVAL_REJECTED"
                 *         },
                 *         "duplicateSuspected": false,
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "receipt": {
                 *           "number": "RCT-2026-000001",
                 *           "issuedAt": "2026-03-01T08:00:00.000Z",
                 *           "url": "/v1/receipts/RCT-2026-000001"
                 *         },
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "confirmedAt": "2026-03-01T08:00:00.000Z",
                 *         "expiresAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payment"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payment.refunded";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payment_submitted: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payment.submitted",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "submitted",
                 *         "amount": "5000",
                 *         "currency": "RWF",
                 *         "paidAmount": "5000",
                 *         "refundedAmount": "0",
                 *         "payer": {
                 *           "msisdn": "+250788123456",
                 *           "email": "a.uwase@example.rw",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "invoice",
                 *           "id": "INV-1001",
                 *           "part": "1"
                 *         },
                 *         "description": "Building permit fee",
                 *         "dimensions": {
                 *           "service": "permits",
                 *           "branch": "kigali"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "APPROVAL_REJECTED"
                 *         },
                 *         "duplicateSuspected": false,
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "receipt": {
                 *           "number": "RCT-2026-000001",
                 *           "issuedAt": "2026-03-01T08:00:00.000Z",
                 *           "url": "/v1/receipts/RCT-2026-000001"
                 *         },
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "confirmedAt": "2026-03-01T08:00:00.000Z",
                 *         "expiresAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payment"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payment.submitted";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payment_successful: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payment.successful",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "successful",
                 *         "amount": "5000",
                 *         "currency": "RWF",
                 *         "paidAmount": "5000",
                 *         "refundedAmount": "0",
                 *         "payer": {
                 *           "msisdn": "+250788123456",
                 *           "email": "a.uwase@example.rw",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "invoice",
                 *           "id": "INV-1001",
                 *           "part": "1"
                 *         },
                 *         "description": "Building permit fee",
                 *         "dimensions": {
                 *           "service": "permits",
                 *           "branch": "kigali"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "APPROVAL_REJECTED"
                 *         },
                 *         "duplicateSuspected": false,
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "receipt": {
                 *           "number": "RCT-2026-000001",
                 *           "issuedAt": "2026-03-01T08:00:00.000Z",
                 *           "url": "/v1/receipts/RCT-2026-000001"
                 *         },
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "confirmedAt": "2026-03-01T08:00:00.000Z",
                 *         "expiresAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payment"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payment.successful";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payment_uncertain: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payment.uncertain",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "uncertain",
                 *         "amount": "5000",
                 *         "currency": "RWF",
                 *         "paidAmount": "5000",
                 *         "refundedAmount": "0",
                 *         "payer": {
                 *           "msisdn": "+250788123456",
                 *           "email": "a.uwase@example.rw",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "invoice",
                 *           "id": "INV-1001",
                 *           "part": "1"
                 *         },
                 *         "description": "Building permit fee",
                 *         "dimensions": {
                 *           "service": "permits",
                 *           "branch": "kigali"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "APPROVAL_REJECTED"
                 *         },
                 *         "duplicateSuspected": false,
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "receipt": {
                 *           "number": "RCT-2026-000001",
                 *           "issuedAt": "2026-03-01T08:00:00.000Z",
                 *           "url": "/v1/receipts/RCT-2026-000001"
                 *         },
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "confirmedAt": "2026-03-01T08:00:00.000Z",
                 *         "expiresAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payment"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payment.uncertain";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payout_approved: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payout.approved",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "out_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "approved",
                 *         "amount": "25000",
                 *         "currency": "RWF",
                 *         "payee": {
                 *           "msisdn": "+250788123456",
                 *           "name": "Aline Uwase",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "other",
                 *           "id": "ALLOWANCE-2026-11-001",
                 *           "part": "1"
                 *         },
                 *         "description": "Allowance of November",
                 *         "dimensions": {
                 *           "program": "2026"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "batchId": "bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [
                 *           "text"
                 *         ],
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "PAYEE_NOT_FOUND"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payout"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payout.approved";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payout_failed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payout.failed",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "out_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "failed",
                 *         "amount": "25000",
                 *         "currency": "RWF",
                 *         "payee": {
                 *           "msisdn": "+250788123456",
                 *           "name": "Aline Uwase",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "other",
                 *           "id": "ALLOWANCE-2026-11-001",
                 *           "part": "1"
                 *         },
                 *         "description": "Allowance of November",
                 *         "dimensions": {
                 *           "program": "2026"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "batchId": "bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [
                 *           "text"
                 *         ],
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "PAYEE_NOT_FOUND"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payout"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payout.failed";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payout_rejected: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payout.rejected",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "out_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "rejected",
                 *         "amount": "25000",
                 *         "currency": "RWF",
                 *         "payee": {
                 *           "msisdn": "+250788123456",
                 *           "name": "Aline Uwase",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "other",
                 *           "id": "ALLOWANCE-2026-11-001",
                 *           "part": "1"
                 *         },
                 *         "description": "Allowance of November",
                 *         "dimensions": {
                 *           "program": "2026"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "batchId": "bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [
                 *           "text"
                 *         ],
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "PAYEE_NOT_FOUND"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payout"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payout.rejected";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payout_requested: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payout.requested",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "out_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "requested",
                 *         "amount": "25000",
                 *         "currency": "RWF",
                 *         "payee": {
                 *           "msisdn": "+250788123456",
                 *           "name": "Aline Uwase",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "other",
                 *           "id": "ALLOWANCE-2026-11-001",
                 *           "part": "1"
                 *         },
                 *         "description": "Allowance of November",
                 *         "dimensions": {
                 *           "program": "2026"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "batchId": "bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [
                 *           "text"
                 *         ],
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "PAYEE_NOT_FOUND"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payout"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payout.requested";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payout_submitted: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payout.submitted",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "out_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "submitted",
                 *         "amount": "25000",
                 *         "currency": "RWF",
                 *         "payee": {
                 *           "msisdn": "+250788123456",
                 *           "name": "Aline Uwase",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "other",
                 *           "id": "ALLOWANCE-2026-11-001",
                 *           "part": "1"
                 *         },
                 *         "description": "Allowance of November",
                 *         "dimensions": {
                 *           "program": "2026"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "batchId": "bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [
                 *           "text"
                 *         ],
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "PAYEE_NOT_FOUND"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payout"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payout.submitted";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payout_successful: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payout.successful",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "out_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "successful",
                 *         "amount": "25000",
                 *         "currency": "RWF",
                 *         "payee": {
                 *           "msisdn": "+250788123456",
                 *           "name": "Aline Uwase",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "other",
                 *           "id": "ALLOWANCE-2026-11-001",
                 *           "part": "1"
                 *         },
                 *         "description": "Allowance of November",
                 *         "dimensions": {
                 *           "program": "2026"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "batchId": "bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [
                 *           "text"
                 *         ],
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "PAYEE_NOT_FOUND"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payout"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payout.successful";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payout_uncertain: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "payout.uncertain",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "out_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "uncertain",
                 *         "amount": "25000",
                 *         "currency": "RWF",
                 *         "payee": {
                 *           "msisdn": "+250788123456",
                 *           "name": "Aline Uwase",
                 *           "erased": true
                 *         },
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "record": {
                 *           "type": "other",
                 *           "id": "ALLOWANCE-2026-11-001",
                 *           "part": "1"
                 *         },
                 *         "description": "Allowance of November",
                 *         "dimensions": {
                 *           "program": "2026"
                 *         },
                 *         "metadata": {
                 *           "anything": "text"
                 *         },
                 *         "batchId": "bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [
                 *           "text"
                 *         ],
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "PAYEE_NOT_FOUND"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "attempts": [
                 *           {
                 *             "number": 1,
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "status": "created",
                 *             "at": "2026-03-01T08:00:00.000Z"
                 *           }
                 *         ],
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Payout"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "payout.uncertain";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_receipt_issued: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "receipt.issued",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "issuedAt": "2026-03-01T08:00:00.000Z",
                 *         "paidAt": "2026-03-01T08:00:00.000Z",
                 *         "paymentId": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "amount": "5000",
                 *         "currency": "RWF",
                 *         "method": "MTN MoMo",
                 *         "provider": "mtn-momo",
                 *         "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "providerTransactionId": "4107714342",
                 *         "payer": {
                 *           "msisdn": "+25078*****56",
                 *           "erased": true
                 *         },
                 *         "record": {
                 *           "type": "invoice",
                 *           "id": "INV-1001",
                 *           "part": "1"
                 *         },
                 *         "organisation": {
                 *           "name": "One Stop Centre",
                 *           "contact": "help@example.rw",
                 *           "tin": "123456789"
                 *         },
                 *         "verifyUrl": "https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eG",
                 *         "qr": "https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eG",
                 *         "number": "RCT-2026-000001",
                 *         "status": "paid",
                 *         "refundedAmount": "0",
                 *         "creditNotes": [
                 *           {
                 *             "number": "CRN-2026-000001",
                 *             "url": "/v1/credit-notes/CRN-2026-000001"
                 *           }
                 *         ],
                 *         "ebmNumber": "SDC004000001/168 NS",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Receipt"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "receipt.issued";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_reconciliation_completed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "reconciliation.completed",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "stm_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "reconciled",
                 *         "provider": "mtn-momo",
                 *         "account": "collections",
                 *         "currency": "RWF",
                 *         "format": "csv",
                 *         "progress": {
                 *           "lines": 3,
                 *           "bytes": 1048576,
                 *           "totalBytes": 2097152
                 *         },
                 *         "totals": {
                 *           "matched": {
                 *             "count": 120,
                 *             "amount": "600000"
                 *           },
                 *           "amount-mismatch": {
                 *             "count": 1,
                 *             "amount": "5500"
                 *           }
                 *         },
                 *         "fees": {
                 *           "RWF": "1250"
                 *         },
                 *         "notices": [
                 *           {
                 *             "code": "BALANCE_GAPS",
                 *             "detail": "The balance does not follow from the line before on line 17."
                 *           }
                 *         ],
                 *         "notes": [
                 *           "Of the 2 sheets, \"Lines\" was read."
                 *         ],
                 *         "from": "2026-03-01T08:00:00.000Z",
                 *         "to": "2026-03-01T08:00:00.000Z",
                 *         "waitsFor": "FILE",
                 *         "receivedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "importedAt": "2026-03-01T08:00:00.000Z",
                 *         "reconciledAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Statement"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "reconciliation.completed";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_refund_approved: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "refund.approved",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "paymentId": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "approved",
                 *         "amount": "2000",
                 *         "currency": "RWF",
                 *         "method": "automatic",
                 *         "reason": "text",
                 *         "complaintReference": "text",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [],
                 *         "approvalsNeeded": 1,
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "rejectionReason": "text",
                 *         "provider": "mtn-momo",
                 *         "providerReference": "text",
                 *         "providerTransactionId": "4107714342",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "NOT_ENOUGH_FUNDS",
                 *           "message": "text"
                 *         },
                 *         "completion": {
                 *           "completedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *           "providerReference": "9012345678",
                 *           "note": "text",
                 *           "paidFrom": "wallet"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "decideBy": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Refund"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "refund.approved";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_refund_failed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "refund.failed",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "paymentId": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "failed",
                 *         "amount": "2000",
                 *         "currency": "RWF",
                 *         "method": "automatic",
                 *         "reason": "text",
                 *         "complaintReference": "text",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [],
                 *         "approvalsNeeded": 1,
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "rejectionReason": "text",
                 *         "provider": "mtn-momo",
                 *         "providerReference": "text",
                 *         "providerTransactionId": "4107714342",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "NOT_ENOUGH_FUNDS",
                 *           "message": "text"
                 *         },
                 *         "completion": {
                 *           "completedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *           "providerReference": "9012345678",
                 *           "note": "text",
                 *           "paidFrom": "wallet"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "decideBy": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Refund"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "refund.failed";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_refund_rejected: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "refund.rejected",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "paymentId": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "rejected",
                 *         "amount": "2000",
                 *         "currency": "RWF",
                 *         "method": "automatic",
                 *         "reason": "text",
                 *         "complaintReference": "text",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [],
                 *         "approvalsNeeded": 1,
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "rejectionReason": "text",
                 *         "provider": "mtn-momo",
                 *         "providerReference": "text",
                 *         "providerTransactionId": "4107714342",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "NOT_ENOUGH_FUNDS",
                 *           "message": "text"
                 *         },
                 *         "completion": {
                 *           "completedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *           "providerReference": "9012345678",
                 *           "note": "text",
                 *           "paidFrom": "wallet"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "decideBy": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Refund"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "refund.rejected";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_refund_requested: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "refund.requested",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "paymentId": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "requested",
                 *         "amount": "2000",
                 *         "currency": "RWF",
                 *         "method": "automatic",
                 *         "reason": "text",
                 *         "complaintReference": "text",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [],
                 *         "approvalsNeeded": 1,
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "rejectionReason": "text",
                 *         "provider": "mtn-momo",
                 *         "providerReference": "text",
                 *         "providerTransactionId": "4107714342",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "NOT_ENOUGH_FUNDS",
                 *           "message": "text"
                 *         },
                 *         "completion": {
                 *           "completedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *           "providerReference": "9012345678",
                 *           "note": "text",
                 *           "paidFrom": "wallet"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "decideBy": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Refund"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "refund.requested";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_refund_submitted: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "refund.submitted",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "paymentId": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "submitted",
                 *         "amount": "2000",
                 *         "currency": "RWF",
                 *         "method": "automatic",
                 *         "reason": "text",
                 *         "complaintReference": "text",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [],
                 *         "approvalsNeeded": 1,
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "rejectionReason": "text",
                 *         "provider": "mtn-momo",
                 *         "providerReference": "text",
                 *         "providerTransactionId": "4107714342",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "NOT_ENOUGH_FUNDS",
                 *           "message": "text"
                 *         },
                 *         "completion": {
                 *           "completedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *           "providerReference": "9012345678",
                 *           "note": "text",
                 *           "paidFrom": "wallet"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "decideBy": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Refund"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "refund.submitted";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_refund_successful: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "refund.successful",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "paymentId": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "successful",
                 *         "amount": "2000",
                 *         "currency": "RWF",
                 *         "method": "automatic",
                 *         "reason": "text",
                 *         "complaintReference": "text",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [],
                 *         "approvalsNeeded": 1,
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "rejectionReason": "text",
                 *         "provider": "mtn-momo",
                 *         "providerReference": "text",
                 *         "providerTransactionId": "4107714342",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "NOT_ENOUGH_FUNDS",
                 *           "message": "text"
                 *         },
                 *         "completion": {
                 *           "completedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *           "providerReference": "9012345678",
                 *           "note": "text",
                 *           "paidFrom": "wallet"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "decideBy": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Refund"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "refund.successful";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_refund_uncertain: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "refund.uncertain",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "paymentId": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "status": "uncertain",
                 *         "amount": "2000",
                 *         "currency": "RWF",
                 *         "method": "automatic",
                 *         "reason": "text",
                 *         "complaintReference": "text",
                 *         "requestedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "approvedBy": [],
                 *         "approvalsNeeded": 1,
                 *         "rejectedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "rejectionReason": "text",
                 *         "provider": "mtn-momo",
                 *         "providerReference": "text",
                 *         "providerTransactionId": "4107714342",
                 *         "failure": {
                 *           "code": "REJECTED_BY_PAYER",
                 *           "providerCode": "NOT_ENOUGH_FUNDS",
                 *           "message": "text"
                 *         },
                 *         "completion": {
                 *           "completedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *           "providerReference": "9012345678",
                 *           "note": "text",
                 *           "paidFrom": "wallet"
                 *         },
                 *         "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "customerMessage": {
                 *           "en": "Please approve the payment on your phone. Do not pay again.",
                 *           "rw": "text",
                 *           "fr": "text"
                 *         },
                 *         "createdAt": "2026-03-01T08:00:00.000Z",
                 *         "decideBy": "2026-03-01T08:00:00.000Z",
                 *         "submittedAt": "2026-03-01T08:00:00.000Z",
                 *         "completedAt": "2026-03-01T08:00:00.000Z",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Refund"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "refund.uncertain";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_review_opened: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "review.opened",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "reason": "UNCERTAIN_PAYMENT",
                 *         "status": "open",
                 *         "paymentId": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "refundId": "text",
                 *         "payoutId": "text",
                 *         "callbackId": "cb_7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "itemId": "text",
                 *         "openedAt": "2026-03-01T08:00:00.000Z",
                 *         "ageSeconds": 3600,
                 *         "assignee": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "evidence": {
                 *           "decidedOn": "text",
                 *           "payment": {
                 *             "id": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *             "status": "submitted",
                 *             "amount": "5000",
                 *             "currency": "RWF",
                 *             "paidAmount": "5000",
                 *             "refundedAmount": "0",
                 *             "payer": {
                 *               "msisdn": "+250788123456",
                 *               "email": "a.uwase@example.rw",
                 *               "erased": true
                 *             },
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "providerTransactionId": "4107714342",
                 *             "record": {
                 *               "type": "invoice",
                 *               "id": "INV-1001",
                 *               "part": "1"
                 *             },
                 *             "description": "Building permit fee",
                 *             "dimensions": {
                 *               "service": "permits",
                 *               "branch": "kigali"
                 *             },
                 *             "metadata": {
                 *               "anything": "text"
                 *             },
                 *             "failure": {
                 *               "code": "REJECTED_BY_PAYER",
                 *               "providerCode": "APPROVAL_REJECTED"
                 *             },
                 *             "duplicateSuspected": false,
                 *             "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *             "attempts": [
                 *               {
                 *                 "number": 1,
                 *                 "provider": "mtn-momo",
                 *                 "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *                 "status": "created",
                 *                 "at": "2026-03-01T08:00:00.000Z"
                 *               }
                 *             ],
                 *             "receipt": {
                 *               "number": "RCT-2026-000001",
                 *               "issuedAt": "2026-03-01T08:00:00.000Z",
                 *               "url": "/v1/receipts/RCT-2026-000001"
                 *             },
                 *             "customerMessage": {
                 *               "en": "Please approve the payment on your phone. Do not pay again.",
                 *               "rw": "text",
                 *               "fr": "text"
                 *             },
                 *             "createdAt": "2026-03-01T08:00:00.000Z",
                 *             "submittedAt": "2026-03-01T08:00:00.000Z",
                 *             "confirmedAt": "2026-03-01T08:00:00.000Z",
                 *             "expiresAt": "2026-03-01T08:00:00.000Z"
                 *           },
                 *           "timeline": [
                 *             {
                 *               "type": "PaymentSubmitted",
                 *               "at": "2026-03-01T08:00:00.000Z",
                 *               "actor": {
                 *                 "kind": "client",
                 *                 "id": "cli_4f1c2d3e4b5a69788796a5b4",
                 *                 "name": "permits portal"
                 *               },
                 *               "data": {},
                 *               "revision": 1
                 *             }
                 *           ]
                 *         },
                 *         "decision": "paid",
                 *         "note": "text",
                 *         "resolvedAt": "2026-03-01T08:00:00.000Z",
                 *         "resolvedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Review"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "review.opened";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_review_resolved: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "review.resolved",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "rev_4f1c2d3e4b5a69788796a5b4",
                 *         "reason": "UNCERTAIN_PAYMENT",
                 *         "status": "resolved",
                 *         "paymentId": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "refundId": "text",
                 *         "payoutId": "text",
                 *         "callbackId": "cb_7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *         "itemId": "text",
                 *         "openedAt": "2026-03-01T08:00:00.000Z",
                 *         "ageSeconds": 3600,
                 *         "assignee": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "evidence": {
                 *           "decidedOn": "text",
                 *           "payment": {
                 *             "id": "pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *             "status": "submitted",
                 *             "amount": "5000",
                 *             "currency": "RWF",
                 *             "paidAmount": "5000",
                 *             "refundedAmount": "0",
                 *             "payer": {
                 *               "msisdn": "+250788123456",
                 *               "email": "a.uwase@example.rw",
                 *               "erased": true
                 *             },
                 *             "provider": "mtn-momo",
                 *             "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *             "providerTransactionId": "4107714342",
                 *             "record": {
                 *               "type": "invoice",
                 *               "id": "INV-1001",
                 *               "part": "1"
                 *             },
                 *             "description": "Building permit fee",
                 *             "dimensions": {
                 *               "service": "permits",
                 *               "branch": "kigali"
                 *             },
                 *             "metadata": {
                 *               "anything": "text"
                 *             },
                 *             "failure": {
                 *               "code": "REJECTED_BY_PAYER",
                 *               "providerCode": "APPROVAL_REJECTED"
                 *             },
                 *             "duplicateSuspected": false,
                 *             "reviewId": "rev_4f1c2d3e4b5a69788796a5b4",
                 *             "attempts": [
                 *               {
                 *                 "number": 1,
                 *                 "provider": "mtn-momo",
                 *                 "providerReference": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0",
                 *                 "status": "created",
                 *                 "at": "2026-03-01T08:00:00.000Z"
                 *               }
                 *             ],
                 *             "receipt": {
                 *               "number": "RCT-2026-000001",
                 *               "issuedAt": "2026-03-01T08:00:00.000Z",
                 *               "url": "/v1/receipts/RCT-2026-000001"
                 *             },
                 *             "customerMessage": {
                 *               "en": "Please approve the payment on your phone. Do not pay again.",
                 *               "rw": "text",
                 *               "fr": "text"
                 *             },
                 *             "createdAt": "2026-03-01T08:00:00.000Z",
                 *             "submittedAt": "2026-03-01T08:00:00.000Z",
                 *             "confirmedAt": "2026-03-01T08:00:00.000Z",
                 *             "expiresAt": "2026-03-01T08:00:00.000Z"
                 *           },
                 *           "timeline": [
                 *             {
                 *               "type": "PaymentSubmitted",
                 *               "at": "2026-03-01T08:00:00.000Z",
                 *               "actor": {
                 *                 "kind": "client",
                 *                 "id": "cli_4f1c2d3e4b5a69788796a5b4",
                 *                 "name": "permits portal"
                 *               },
                 *               "data": {},
                 *               "revision": 1
                 *             }
                 *           ]
                 *         },
                 *         "decision": "paid",
                 *         "note": "text",
                 *         "resolvedAt": "2026-03-01T08:00:00.000Z",
                 *         "resolvedBy": "cli_4f1c2d3e4b5a69788796a5b4",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Review"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "review.resolved";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_seal_made: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "seal.made",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "number": 1,
                 *         "before": 1,
                 *         "count": 1,
                 *         "from": "4711",
                 *         "to": "4711",
                 *         "last": {
                 *           "stream": "payment-pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *           "revision": 1,
                 *           "id": "7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0"
                 *         },
                 *         "previous": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                 *         "head": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                 *         "keyId": "9f86d081884c7d65",
                 *         "at": "2026-03-01T08:00:00.000Z",
                 *         "signature": "Zm9vYmFy",
                 *         "hash": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: components["schemas"]["Seal"] & {
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "seal.made";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_test: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the delivery, the same at every try: drop what you have seen */
                "webhook-id": string;
                /** @description One or more of `v1,<base64>`, with a blank between */
                "webhook-signature": string;
                /** @description When this try was made, in seconds since 1970 */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "test",
                 *       "timestamp": "2026-03-01T08:00:00.000Z",
                 *       "data": {
                 *         "id": "whd_4f1c2d3e4b5a69788796a5b4c3d2e1f0",
                 *         "endpointId": "whe_4f1c2d3e4b5a69788796a5b4",
                 *         "sequence": 4
                 *       }
                 *     }
                 */
                "application/json": {
                    data: {
                        /** @example whe_4f1c2d3e4b5a69788796a5b4 */
                        endpointId: string;
                        /** @example whd_4f1c2d3e4b5a69788796a5b4c3d2e1f0 */
                        id: string;
                        /**
                         * @description Grows strictly with each event of the resource: what comes with a smaller one is older
                         * @example 4
                         */
                        sequence: number;
                    };
                    /**
                     * Format: date-time
                     * @description When it happened
                     * @example 2026-03-01T08:00:00.000Z
                     */
                    timestamp: string;
                    /** @constant */
                    type: "test";
                };
            };
        };
        responses: {
            /** @description It has been received: it is not sent again */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Nothing more is wanted here: the endpoint is stopped */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is tried again later */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
