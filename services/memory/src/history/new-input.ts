/** An input on its way into the history. */
export interface NewInput {
  /** Chosen by the sender, unique among all inputs; storing it again changes nothing. */
  inputId: string;
  userId: string;
  content: string;
  metadata: Record<string, unknown>;
  /** When the input was made, in milliseconds since the epoch. */
  timestamp: number;
}
