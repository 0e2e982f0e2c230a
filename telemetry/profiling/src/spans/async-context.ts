/** The first major version of Node.js whose async context the native profiler can read. */
export const OLDEST_LABELLING_NODE = 24;

export function canLabelSamples(): boolean {
  return Number.parseInt(process.versions.node, 10) >= OLDEST_LABELLING_NODE;
}
