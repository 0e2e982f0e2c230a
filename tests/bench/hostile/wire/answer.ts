/** What came back. Without a status there was no HTTP answer: the connection was closed. */
export interface Answer {
  status?: number;
  /** Whether the answer names a time to come again. */
  isShed?: boolean;
  /** The text of an answer of 5xx. */
  text?: string;
}
