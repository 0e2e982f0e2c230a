import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { type ServiceLevels, sloSchema } from './schema.ts';
import { SloError } from './slo-error.ts';

const SLO_FILE = new URL('../../slo.yaml', import.meta.url);

/** Reads and checks slo.yaml; throws a SloError that lists every problem. */
export function loadServiceLevels(): ServiceLevels {
  return parseServiceLevels(readFileSync(SLO_FILE, 'utf8'));
}

/** Parses and checks the text of a slo.yaml; throws a SloError that lists every problem. */
export function parseServiceLevels(yaml: string): ServiceLevels {
  const document = parseDocument(yaml);
  if (document.errors.length > 0) throw new SloError(document.errors.map(({ message }) => message));
  const parsed = sloSchema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw new SloError(parsed.error.issues.map(({ path, message }) => `${path.join(' > ')}: ${message}`));
}
