/** An input to be stored in the history. */
export interface NewInput {
  /** Chosen by the sender, and unique among all inputs. Storing it again changes nothing. */
  inputId: string;
  userId: string;
  content: string;
  metadata: Record<string, unknown>;
  /** When the input was created, in milliseconds since the epoch. */
  timestamp: number;
}
