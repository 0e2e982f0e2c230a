import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '@cortex/local/settings';
import { type Spread, spreadOf } from './spread.ts';

const run = promisify(execFile);
const PACKAGE = join(repository, 'telemetry/register');
/** A program that only prints its CPU time in microseconds and its memory in kilobytes. */
const EMPTY = "process.once('exit', () => console.log(JSON.stringify(process.resourceUsage())))";
const KILO = 1000;

interface Usage {
  milliseconds: number;
  megabytes: number;
}

export interface ImportCost {
  milliseconds: Spread;
  megabytes: Spread;
}

/** What `--import @cortex/telemetry/register` adds to an empty program, with the built package and no server at the endpoint. */
export async function importCost({ rounds, signal }: { rounds: number; signal: AbortSignal }): Promise<ImportCost> {
  await run(process.execPath, [join(PACKAGE, '../build.cjs')], { cwd: PACKAGE, signal });
  const usage = (...flags: string[]) => usageOf(flags, signal);
  const differences: Usage[] = [];
  for (let round = 0; round < rounds; round++) {
    const [bare, loaded] = [await usage(), await usage('--import', join(PACKAGE, 'dist/register.js'))];
    differences.push({
      milliseconds: loaded.milliseconds - bare.milliseconds,
      megabytes: loaded.megabytes - bare.megabytes,
    });
  }
  return {
    milliseconds: spreadOf(differences.map(({ milliseconds }) => milliseconds)),
    megabytes: spreadOf(differences.map(({ megabytes }) => megabytes)),
  };
}

async function usageOf(flags: string[], signal: AbortSignal): Promise<Usage> {
  const env = { PATH: process.env.PATH, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
  const { stdout } = await run(process.execPath, [...flags, '--eval', EMPTY], { cwd: PACKAGE, env, signal });
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(stdout) as NodeJS.ResourceUsage;
  return { milliseconds: (userCPUTime + systemCPUTime) / KILO, megabytes: maxRSS / 1024 };
}
