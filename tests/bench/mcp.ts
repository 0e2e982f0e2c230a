/**
 * What instrumentations of MCP cost: the CPU time of one in-memory tool call (an echo of one short string), relative to the same
 * call without any. Ours creates client and server spans, propagates context and records metrics; the others do what they offer.
 *
 * `npm run bench -- mcp [--json] [--rounds=<n>] [--calls=<n>]`
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readMcpOptions } from './mcp/options.ts';
import { installPeers } from './mcp/peers.ts';
import { summarize } from './mcp/summary.ts';

const VARIANTS = ['none', 'ours', 'traceloop', 'arize', 'sentry', 'ours+otlp'];

const { json, rounds, calls } = readMcpOptions(process.argv.slice(2));

installPeers();
const measured: Record<string, number>[] = [];
for (let round = 0; round < rounds; round++) measured.push(await measureAll(round));
const summary = summarize(measured, VARIANTS);
console.log(summary.text);
if (json) console.log(JSON.stringify(summary.json));

/** Measures each variant once, in a process of its own. Each round begins with another variant. */
async function measureAll(round: number): Promise<Record<string, number>> {
  const microseconds: Record<string, number> = {};
  for (let index = 0; index < VARIANTS.length; index++) {
    const variant = VARIANTS[(index + round) % VARIANTS.length] as string;
    microseconds[variant] = await measure(variant);
  }
  return microseconds;
}

async function measure(variant: string): Promise<number> {
  const file = join(import.meta.dirname, 'mcp/measure.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [file, variant, String(calls)]);
  return Number(stdout.trim().split('\n').at(-1));
}
