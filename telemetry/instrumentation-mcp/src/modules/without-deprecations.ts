/** Runs `action` without warnings of deprecations, each of which ends the process under `--throw-deprecation`: the application cannot mend what telemetry loads. */
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
