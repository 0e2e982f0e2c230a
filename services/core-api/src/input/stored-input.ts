/** An input the memory service has acknowledged. */
export interface StoredInput {
  inputId: string;
  userId: string;
  content: string;
  /** When its request arrived, on the clock of `performance.now()`. */
  acceptedAt: number;
}
