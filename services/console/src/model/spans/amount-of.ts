/** An amount that an attribute states, such as bytes, rows or seconds; undefined where it states none: anybody may send anything under that name. */
export function amountOf(attributes: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = attributes[name];
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}
