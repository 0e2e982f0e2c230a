/** A delivery that cannot be read; its message goes back to the sender. */
export class MalformedProfile extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MalformedProfile';
  }
}

/** The element, or a {@link MalformedProfile} that names the table it is not in. */
export function elementAt<T>(table: readonly T[], index: number, name: string): T {
  const element = table[index];
  if (element === undefined) throw new MalformedProfile(`${name} ${index} is out of bounds: there are ${table.length}`);
  return element;
}
