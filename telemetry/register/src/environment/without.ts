/** Runs `action` as if the variable were not set, and leaves the environment as it was. */
export function without<Result>(name: string, action: () => Result): Result {
  const given = process.env[name];
  delete process.env[name];
  try {
    return action();
  } finally {
    if (given !== undefined) process.env[name] = given;
  }
}
