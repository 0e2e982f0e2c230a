const UNIT_MILLISECONDS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Parses `now`, `now-1h`, or a Unix time in seconds, milliseconds or nanoseconds, which are distinguished by their size.
 * Returns milliseconds since the epoch; undefined for anything else.
 */
export function parseTime(expression: string, now: number): number | undefined {
  const relative = /^now(?:-(\d+)([smhd]))?$/.exec(expression);
  if (relative !== null) return now - Number(relative[1] ?? 0) * (UNIT_MILLISECONDS[relative[2] ?? 's'] as number);
  if (!/^\d+$/.test(expression)) return undefined;
  const time = Number(expression);
  if (time < 1e11) return time * 1000;
  return time < 1e14 ? time : Math.floor(time / 1e6);
}
