import type { GeneratedFile } from '@cortex/local/console';
import { loadServiceLevels } from './load.ts';
import { renderRules } from './render.ts';

/** The files that follow from slo.yaml; throws a SloError when it is wrong. */
export function outputs(): GeneratedFile[] {
  const name = 'rules/slo.rules.yml';
  return [{ name, file: new URL(`../../${name}`, import.meta.url), content: renderRules(loadServiceLevels()) }];
}
