/** The evidence for a decision, in the words of the person who decided. It may name people, so it is sealed as personal data. */
export interface Grounds {
  readonly evidence: string;
  readonly note: string | null;
}
