/** A data key, encrypted under the master key. */
export interface WrappedKey {
  readonly keyId: string;
  readonly wrapped: Buffer;
}

export interface KeyOfSubject {
  readonly subject: string;
  readonly keyId: string;
}

/** `wrapped` is null for a key that was destroyed: its id is remembered, so that it is not taken for a key that was lost. */
export interface KeptKey extends KeyOfSubject {
  readonly wrapped: Buffer | null;
}

/**
 * Where data keys live: not in the log, not in a view, so that a person can be erased from both by destroying one key here. A key is
 * durable before anything is sealed with it. An answer is of now: nothing is remembered between two questions.
 */
export interface KeyStore {
  /** The subject's key; where there is none that still exists, `fresh` becomes it. */
  keep(subject: string, fresh: WrappedKey): Promise<WrappedKey>;
  of(subject: string): Promise<WrappedKey | null>;
  /** Null: there never was such a key here. */
  find(keyId: string): Promise<WrappedKey | 'erased' | null>;
  /** Every key, each once, in no promised order, destroyed ones too. One that comes or goes meanwhile may be among them or not. */
  all(): AsyncIterable<KeptKey>;
  /** Destroys the subject's key; says how many that were. What it sealed can never be read again. */
  erase(subject: string): Promise<number>;
  /** Remembers these keys as destroyed, whether they were here or not. */
  bury(keys: readonly KeyOfSubject[]): Promise<void>;
  close(): Promise<void>;
}
