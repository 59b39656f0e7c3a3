/** What a run has left behind, in plain values. */
export interface Evidence {
  /** Every 202 that a caller got for `POST /v1/payments`, repetitions included. */
  readonly accepted: readonly {
    readonly key: string;
    readonly paymentId: string;
    readonly recordId: string;
    readonly amount: string;
  }[];
  /** Payments for which a 202 promised a further attempt. */
  readonly reattempted: readonly string[];
  /** Keys of requests without an answer within their caller's timeout. */
  readonly unanswered: readonly string[];
  /** What callers were answered and should not have been. */
  readonly surprises: readonly string[];
  readonly payments: readonly KnownPayment[];
  readonly charges: readonly Charge[];
  /** The open ones. */
  readonly reviews: readonly { readonly paymentId: string | null; readonly reason: string }[];
  /** The number of a receipt that follows on the last one of a payment. */
  readonly receiptBeyond: string | null;
  /** Payments about which the provider has changed its mind at the end, and said so. */
  readonly changedMinds: readonly string[];
  readonly deadLetters: {
    readonly code: number;
    readonly parked: readonly object[];
    readonly skipped: readonly object[];
  };
  readonly readiness: { readonly status: number; readonly followers: number; readonly behind: readonly object[] };
  /** Claims of records whose payment never came. */
  readonly openClaims: readonly string[];
  readonly lives: readonly Life[];
  /** Ends of the gateway that the plan did not order. */
  readonly unordered: readonly string[];
  readonly faults: readonly { readonly name: string; readonly struck: number; readonly calls: number }[];
  /** What the run was to be. */
  readonly planned: { readonly orders: number; readonly kills: number };
  /** What it was. */
  readonly done: { readonly orders: number; readonly kills: number };
}

export interface KnownPayment {
  readonly id: string;
  readonly status: string;
  readonly amount: string;
  readonly currency: string;
  readonly recordId: string;
  /** Of its attempts, oldest first. */
  readonly references: readonly string[];
  readonly receiptNumber: string | null;
}

/** What the provider has on record under one reference. */
export interface Charge {
  readonly reference: string;
  readonly status: string;
  readonly amount: string;
  readonly currency: string | null;
}

export interface Life {
  /** Resident memory in MiB, `atMs` after the gateway was ready. */
  readonly samples: readonly { readonly atMs: number; readonly rssMb: number }[];
  /** MiB on the heap after a collection, right before it was killed; null where it was not asked, or did not say. */
  readonly liveMb: number | null;
  /** False for the one that saw the drain and was stopped. */
  readonly killed: boolean;
}

export interface Check {
  readonly name: string;
  readonly holds: boolean;
  /** What was looked at, or why there was nothing to look at. */
  readonly note: string;
  /** A sentence for each defect. */
  readonly sins: readonly string[];
}

export function judge(evidence: Evidence): Check[];

/** Memory of one life in MiB; `slopeMbPerMinute` over its last four minutes, the quarters' medians null where it was too short for them. */
export function memoryOf(life: Life): {
  readonly least: number;
  readonly median: number;
  readonly most: number;
  readonly slopeMbPerMinute: number;
  readonly thirdQuarter: number | null;
  readonly lastQuarter: number | null;
} | null;
