/** A target of a service, and whether it was met. */
export interface ObjectiveState {
  name: string;
  /** `all` where it is of no single one. */
  service: string;
  meaning: string;
  /** The objective in words, such as `95 % within 100 ms`. */
  target: string;
  /** Shares of the events that were good, and that have to be; undefined when there were no events. */
  good: number | undefined;
  least: number;
}

export function isMissed({ good, least }: ObjectiveState): boolean {
  return good !== undefined && good < least;
}
