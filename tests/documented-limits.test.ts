import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { parse } from 'yaml';
import { documentedLimits, writtenAs } from './documented-limits.ts';

const CONFIGURATIONS = [
  'collector/agent.yaml',
  'collector/config.yaml',
  'collector/gateway.yaml',
  'collector/profiles.yaml',
  'collector/sampling.yaml',
  'deploy/prometheus/prometheus.yml',
];
const BOUND = /^(max_.+|.+_limit|limit_mib|spike_limit_mib|queue_size|.+_cache_size|per_second|burst)$/;
/** Settings without a bound: backoff growth and endless attempts. */
const NO_BOUND = /\.retry_on_failure\./;

const limits = documentedLimits();

test.each(limits)('$what: docs/limits.md agrees with $file', ({ bound, file, settings }) => {
  for (const setting of settings) {
    const written = writtenAs(file, setting);
    const found = written.filter((text) => new RegExp(`(?<![\\d,.])${text}(?![\\d,]|\\.\\d)`).test(bound));
    expect({ setting, bound, written, found: found.length > 0 }).toEqual({ setting, bound, written, found: true });
  }
});

test.each(CONFIGURATIONS)('docs/limits.md has every bound of %s', (file) => {
  const documented = limits.filter((limit) => limit.file === file).flatMap(({ settings }) => settings);
  const bounds = leaves(parse(readFileSync(join(repository, file), 'utf8'))).filter(
    (path) => BOUND.test(path.split('.').at(-1) ?? '') && !NO_BOUND.test(path),
  );
  expect(bounds.filter((path) => !documented.some((name) => path === name || path.endsWith(`.${name}`)))).toEqual([]);
});

function leaves(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}
