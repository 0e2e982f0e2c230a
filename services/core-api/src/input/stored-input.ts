/** An input the memory service has acknowledged. */
export interface StoredInput {
  inputId: string;
  userId: string;
  content: string;
}
