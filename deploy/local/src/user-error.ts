/** Something the person at the keyboard can put right. The message says what is wrong and what to do; no stack is shown. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** The exit code of the command. */
  readonly exitCode: number = 1;
}

/** A command was called in a way it does not know; the message ends with the usage. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
  override readonly exitCode = 2;
}
