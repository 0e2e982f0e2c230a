const SIZES = ['B', 'KiB', 'MiB', 'GiB'];

/** Formats a number of bytes, for example as `1.5 MiB` or `-320 B`. */
export function bytes(value: number): string {
  const power = Math.min(SIZES.length - 1, Math.floor(Math.log2(Math.max(1, Math.abs(value))) / 10));
  const scaled = value / 1024 ** power;
  return `${power === 0 ? scaled.toFixed(0) : scaled.toFixed(1)} ${SIZES[power]}`;
}

export function percent(part: number, whole: number): string {
  return `${whole > 0 ? ((100 * part) / whole).toFixed(1) : '0.0'} %`;
}
