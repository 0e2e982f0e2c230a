/** The question cannot be answered. The message says what was expected and what to do. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError';
}
