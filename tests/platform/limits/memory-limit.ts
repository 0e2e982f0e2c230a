import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { parse } from 'yaml';

const MEBIBYTES: Record<string, number> = { m: 1, g: 1024 };

/** The `mem_limit` of a service in docker-compose.otel.yml, in MiB. */
export function memoryLimitOf(service: string): number {
  const file = join(repository, 'docker-compose.otel.yml');
  const { services } = parse(readFileSync(file, 'utf8'), { merge: true });
  const limit = services[service]?.mem_limit;
  const [, number, unit] = /^(\d+)([mg])$/.exec(limit ?? '') ?? [];
  if (number === undefined || unit === undefined)
    throw new Error(`${file}: expected a mem_limit such as 768m or 1g of ${service}, got ${JSON.stringify(limit)}`);
  return Number(number) * (MEBIBYTES[unit] ?? Number.NaN);
}
