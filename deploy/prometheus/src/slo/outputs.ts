import type { GeneratedFile } from '@cortex/local/console';
import { loadServiceLevels } from './load.ts';
import { renderRules } from './render.ts';

/**
 * The files that are generated from slo.yaml.
 * @throws {SloError} if slo.yaml is invalid
 */
export function outputs(): GeneratedFile[] {
  const name = 'rules/slo.rules.yml';
  return [{ name, file: new URL(`../../${name}`, import.meta.url), content: renderRules(loadServiceLevels()) }];
}
