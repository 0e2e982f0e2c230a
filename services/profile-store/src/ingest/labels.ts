/** Converts an attribute to a label: Pyroscope's selectors accept only letters, digits and underscores. */
export function labelName(attribute: string): string {
  return attribute.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d)/, '_');
}
