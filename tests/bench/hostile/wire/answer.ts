/** The response to an input. Without a status there was no HTTP response: the connection was closed. */
export interface Answer {
  status?: number;
  /** Whether the response has a Retry-After. */
  isShed?: boolean;
  /** The text of a 5xx response. */
  text?: string;
}
