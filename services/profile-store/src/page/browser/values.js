const STEPS = {
  nanoseconds: [
    [60e9, 'min'],
    [1e9, 's'],
    [1e6, 'ms'],
    [1e3, 'µs'],
    [1, 'ns'],
  ],
  bytes: [
    [2 ** 30, 'GiB'],
    [2 ** 20, 'MiB'],
    [2 ** 10, 'KiB'],
    [1, 'B'],
  ],
};

/** Formats a value for people, e.g. `1.25 s`, `3.4 MiB`, `1,024`. */
export function formatValue(value, unit) {
  const steps = STEPS[unit];
  if (steps === undefined) return value.toLocaleString('en');
  const [size, name] = steps.find(([least]) => value >= least) ?? steps.at(-1);
  return `${(value / size).toLocaleString('en', { maximumSignificantDigits: 3, useGrouping: false })} ${name}`;
}

export function formatShare(part, whole) {
  const percent = whole > 0 ? (100 * part) / whole : 0;
  return `${percent.toFixed(percent >= 10 || percent === 0 ? 1 : 2)} %`;
}
