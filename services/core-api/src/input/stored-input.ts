/** An input that the memory service has acknowledged. */
export interface StoredInput {
  inputId: string;
  userId: string;
  content: string;
  /** The arrival of its request, in milliseconds on the clock of `performance.now()`. */
  acceptedAt: number;
}
