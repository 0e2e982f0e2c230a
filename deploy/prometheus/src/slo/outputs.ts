import { loadServiceLevels } from './load.ts';
import { renderRules } from './render.ts';

export interface Output {
  readonly name: string;
  readonly file: URL;
  /** What the file holds when it agrees with slo.yaml. */
  readonly content: string;
}

/** The files that follow from slo.yaml; throws a SloError when it is wrong. */
export function outputs(): Output[] {
  const name = 'rules/slo.rules.yml';
  return [{ name, file: new URL(`../../${name}`, import.meta.url), content: renderRules(loadServiceLevels()) }];
}
