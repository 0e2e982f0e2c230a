/** Whether a JSON value has at most so many levels of objects and arrays, itself included. Iterates level by level: recursion could overflow the stack. */
export function isNestedWithin(levels: number, value: unknown): boolean {
  let level = [value].filter(isContainer);
  for (let depth = 0; depth < levels; depth += 1) {
    level = level.flatMap((container) => Object.values(container)).filter(isContainer);
  }
  return level.length === 0;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
