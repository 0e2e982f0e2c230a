const MILLISECONDS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Parses a duration such as `200ms`, `1.5s`, `5m` or `1h`. @returns milliseconds; undefined for anything else */
export function readDuration(text: string): number | undefined {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  return unit in MILLISECONDS ? Number(number) * MILLISECONDS[unit as keyof typeof MILLISECONDS] : undefined;
}
