/** Runs `action` with the environment variable `name` unset, and restores it afterwards. */
export function without<Result>(name: string, action: () => Result): Result {
  const given = process.env[name];
  delete process.env[name];
  try {
    return action();
  } finally {
    if (given !== undefined) process.env[name] = given;
  }
}
