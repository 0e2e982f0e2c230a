/** What a look at a running system says about the contract. */
export interface Findings {
  /** What is there and should not be so, one line each. */
  violations: string[];
  /** Keys of what was there. */
  seen: Set<string>;
}
