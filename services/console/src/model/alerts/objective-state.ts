/** A target of a service, and whether it was met. */
export interface ObjectiveState {
  name: string;
  /** `all` if it belongs to no single service. */
  service: string;
  meaning: string;
  /** The objective in words, such as `95 % within 100 ms`. */
  target: string;
  /** The share of good events, and the required one; undefined without any events. */
  good: number | undefined;
  least: number;
}

export function isMissed({ good, least }: ObjectiveState): boolean {
  return good !== undefined && good < least;
}
