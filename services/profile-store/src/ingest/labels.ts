/** Pyroscope's selectors know letters, digits and underscores only. */
export function labelName(attribute: string): string {
  return attribute.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^(?=\d)/, '_');
}
