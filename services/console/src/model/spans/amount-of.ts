/** A numeric attribute, such as bytes, rows or seconds; undefined for any other value, because senders may put anything under that name. */
export function amountOf(attributes: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = attributes[name];
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof amount === 'number' && Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}
