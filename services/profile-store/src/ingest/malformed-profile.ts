/** A delivery that cannot be read. The message is sent to its sender. */
export class MalformedProfile extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MalformedProfile';
  }
}

/** The element at an index. Throws a {@link MalformedProfile} that names the table if there is none. */
export function elementAt<T>(table: readonly T[], index: number, name: string): T {
  const element = table[index];
  if (element === undefined) throw new MalformedProfile(`${name} ${index} is out of bounds: there are ${table.length}`);
  return element;
}
