/** The result of checking stored signals of a running system against the contract. */
export interface Findings {
  /** Signals that the contract does not allow, one line each. */
  violations: string[];
  /** The contract's keys of the signals that were found. */
  seen: Set<string>;
}
