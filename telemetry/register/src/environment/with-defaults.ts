/** Runs `action` with values for the variables that are not set, and leaves the environment as it was. */
export function withDefaults<Result>(defaults: Readonly<Record<string, string>>, action: () => Result): Result {
  const missing = Object.entries(defaults).filter(([name]) => (process.env[name] ?? '').trim() === '');
  for (const [name, value] of missing) process.env[name] = value;
  try {
    return action();
  } finally {
    for (const [name] of missing) delete process.env[name];
  }
}
