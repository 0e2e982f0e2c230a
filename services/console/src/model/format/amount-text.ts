/** Formats a number without a unit, as short as is readable: `1,234,567`, `0.01234`, `1.2e-7`. Null is not a number. */
export function amountText(value: number | null): string {
  if (value === null) return 'no number';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return value.toExponential(3).replace(/\.?0+e/, 'e');
  return size >= 1e4
    ? value.toLocaleString('en', { maximumFractionDigits: 0 })
    : value.toLocaleString('en', { maximumSignificantDigits: 5 });
}
