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
  /** The subject's key. Where no key exists, or it was destroyed, `fresh` becomes the key. */
  keep(subject: string, fresh: WrappedKey): Promise<WrappedKey>;
  of(subject: string): Promise<WrappedKey | null>;
  /** Null: this store has never had such a key. */
  find(keyId: string): Promise<WrappedKey | 'erased' | null>;
  /** Every key once, in no guaranteed order, destroyed keys included. A key that is added or removed meanwhile may be included or not. */
  all(): AsyncIterable<KeptKey>;
  /** Destroys the subject's key and returns the number of destroyed keys. Data sealed with it can never be read again. */
  erase(subject: string): Promise<number>;
  /** Records these keys as destroyed, whether this store had them or not. */
  bury(keys: readonly KeyOfSubject[]): Promise<void>;
  /** Throws when a key could not be stored now. */
  checkWritable(): Promise<void>;
  close(): Promise<void>;
}
