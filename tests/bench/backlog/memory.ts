import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repository } from '../../../deploy/local/src/settings.ts';

const MEGABYTES: Record<string, number> = { m: 1, g: 1024 };

/** The `mem_limit` of a service in docker-compose.otel.yml, in MiB. */
export function memoryLimitOf(service: string): number {
  const file = join(repository, 'docker-compose.otel.yml');
  const { services } = parse(readFileSync(file, 'utf8'), { merge: true });
  const limit = services[service]?.mem_limit;
  const [, number, unit] = /^(\d+)([mg])$/.exec(limit ?? '') ?? [];
  if (number === undefined || unit === undefined)
    throw new Error(`${file}: expected a mem_limit such as 768m or 1g of ${service}, got ${JSON.stringify(limit)}`);
  return Number(number) * (MEGABYTES[unit] ?? Number.NaN);
}

/** The most memory that a process has had resident since it started, in MiB. */
export function mostResidentOf(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
