/** Something the person at the keyboard can put right. The message says what is wrong and what to do; no stack is shown. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
