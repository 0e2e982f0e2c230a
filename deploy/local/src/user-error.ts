/** An error that the user can fix. Its message says what is wrong and what to do, and is shown without a stack. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** The exit code of the command. */
  readonly exitCode: number = 1;
}

/** A command was called with wrong arguments. The message ends with its usage. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
  override readonly exitCode = 2;
}
