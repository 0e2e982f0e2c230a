/** What a service has used since it was last asked. */
export interface Usage {
  readonly cpuMilliseconds: number;
  /** The most CPU time between two turns of the event loop. */
  readonly longestBlockMilliseconds: number;
}
