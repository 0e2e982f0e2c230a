/** Whether `version` is older than `other`. Both are numbers separated by dots. */
export function isOlder(version: string, other: string): boolean {
  const numbers = version.split('.').map(Number);
  const others = other.split('.').map(Number);
  const index = numbers.findIndex((number, position) => number !== others[position]);
  return (numbers[index] ?? 0) < (others[index] ?? 0);
}
