/** A service's usage since the last question. */
export interface Usage {
  readonly cpuMilliseconds: number;
  /** The most CPU time between two turns of the event loop. */
  readonly longestBlockMilliseconds: number;
}
