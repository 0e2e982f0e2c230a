const VARIABLE = 'OTEL_NODE_RESOURCE_DETECTORS';
/** By the names that the variable has for them; the others need no package of their own. */
const PACKAGES = new Map([
  ['container', 'container'],
  ['alibaba', 'alibaba-cloud'],
  ['aws', 'aws'],
  ['azure', 'azure'],
  ['gcp', 'gcp'],
]);

/** What `OTEL_NODE_RESOURCE_DETECTORS` lists, in the words of @opentelemetry/auto-instrumentations-node; undefined where it is not set. */
export function listedDetectors(): readonly string[] | undefined {
  // Read by hand: no package of OpenTelemetry may be loaded as early as this is asked for.
  const given = process.env[VARIABLE]?.trim();
  return given ? given.split(',').map((name) => name.trim()) : undefined;
}

/** What follows `@opentelemetry/resource-detector-` in the names of the packages that the listed detectors need. */
export function detectorPackages(): string[] {
  const listed = listedDetectors() ?? [];
  return [...PACKAGES].filter(([name]) => listed.includes(name) || listed.includes('all')).map(([, name]) => name);
}
