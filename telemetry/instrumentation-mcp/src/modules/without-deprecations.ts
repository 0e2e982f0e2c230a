/** Runs `action` without deprecation warnings. With `--throw-deprecation` each would end the process, and the application cannot change what telemetry loads. */
export function withoutDeprecations<Result>(action: () => Result): Result {
  const given = process.noDeprecation;
  process.noDeprecation = true;
  try {
    return action();
  } finally {
    if (given === undefined) delete process.noDeprecation;
    else process.noDeprecation = given;
  }
}
